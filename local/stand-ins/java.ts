import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The oldest Java that DynamoDB Local 3 runs on. */
export const OLDEST_JAVA = 17;

export interface Java {
  path: string;
  version: number;
}

/** The Java of `JAVA_HOME` or of the path, where it is new enough. */
export function findJava(environment: NodeJS.ProcessEnv = process.env): Java | undefined {
  const directories = (environment.PATH ?? '').split(path.delimiter).filter(Boolean);
  if (environment.JAVA_HOME) directories.unshift(path.join(environment.JAVA_HOME, 'bin'));
  for (const directory of directories) {
    const candidate = path.join(directory, process.platform === 'win32' ? 'java.exe' : 'java');
    const version = existsSync(candidate) ? versionOf(candidate) : undefined;
    if (version !== undefined && version >= OLDEST_JAVA) return { path: candidate, version };
  }
  return undefined;
}

/** The major version: 17 of `17.0.15`, 8 of `1.8.0_292`; Java tells it on its error output. */
function versionOf(java: string): number | undefined {
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8', timeout: 10_000 });
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(stderr ?? '') ?? [];
  if (first === undefined) return undefined;
  return Number(first === '1' ? second : first);
}
