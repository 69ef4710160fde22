import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { replacedWithout } from '../../infra/bundling.ts';
import { environmentOf } from '../../local/lambda/definition.ts';
import { startMachine } from '../../test/support/machine.ts';
import type { Measurement } from '../figure.ts';
import { bundle, bundleParts, packagesOf } from './bundle.ts';
import { inTurns, median } from './samples.ts';

const PROCESSES = 15;

/** The classes of the SDK's clients, by their packages. */
const clientClasses: Readonly<Record<string, string>> = {
  '@aws-sdk/client-dynamodb': 'DynamoDBClient',
  '@aws-sdk/client-s3': 'S3Client',
  '@aws-sdk/client-secrets-manager': 'SecretsManagerClient',
  '@aws-sdk/client-sns': 'SNSClient',
  '@aws-sdk/client-sqs': 'SQSClient',
};

export interface ImportTimeOptions {
  functionName: string;
  /** Its entry, from the package's root. */
  entry: string;
  /** The packages that its bundle leaves out. */
  leftOut: readonly string[];
}

export const importGoals = {
  ratio: { what: 'import and construct, against its SDK clients alone', unit: '×', atMost: 1.3 },
  deployed: { what: 'the deployed bundle', unit: 'ms' },
  clients: { what: 'the SDK clients alone', unit: 'ms' },
};

/**
 * The time in which a fresh process imports a function's deployed bundle, which constructs everything that the function
 * needs, against a bundle that only constructs its SDK clients.
 */
export async function importTime(
  { functionName, entry, leftOut }: ImportTimeOptions,
  progress: (text: string) => void,
): Promise<Measurement<keyof typeof importGoals>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'declarant-bench-'));
  const machine = await startMachine();
  try {
    const definition = machine.gateway.functions.get(functionName)?.definition;
    if (!definition) throw new TypeError(`There is no function ${functionName}`);
    const env = environmentOf(definition, machine.gateway.ready);

    const alias = replacedWithout(leftOut);
    const built = await bundle(`export * from './${entry}'`, path.join(folder, 'parts.mjs'), alias);
    const clients = path.join(folder, 'clients.mjs');
    // Both have the same provider of credentials: the one that a function needs, and not the SDK's whole chain.
    const baseline = await bundle(clientsOnly(built), clients, alias);
    const [parts, baselineParts] = [bundleParts(built), bundleParts(baseline)];

    progress(`imports in ${PROCESSES} processes each`);
    const deployed = path.join(definition.taskRoot, 'index.mjs');
    const { deployed: ours, clients: theirs } = await importTimes({ deployed, clients, env, folder }, PROCESSES);
    return {
      values: { ratio: ours / theirs, deployed: ours, clients: theirs },
      notes: [
        `The deployed bundle holds ${listed(parts)}.`,
        `That of the clients alone holds ${listed(baselineParts)}. Both have the one provider of credentials that Lambda needs, and leave out the same packages.`,
      ],
    };
  } finally {
    await machine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Imported {
  /** The bundle of the function. */
  deployed: string;
  /** The bundle of its SDK clients alone. */
  clients: string;
  /** The environment of the function. */
  env: Record<string, string>;
  /** The folder for files of the measurement. */
  folder: string;
}

/** The import times of both in ms: medians over several processes each, in turns. */
export async function importTimes(
  { deployed, clients, env, folder }: Imported,
  processes: number,
): Promise<{ deployed: number; clients: number }> {
  const timer = path.join(folder, 'timer.mjs');
  writeFileSync(timer, TIMER);
  const times = await inTurns(processes, {
    deployed: () => timed(timer, deployed, env),
    clients: () => timed(timer, clients, env),
  });
  return { deployed: median(times.deployed), clients: median(times.clients) };
}

/** The script that prints the time of an import, without the start of Node. */
const TIMER = `
const began = performance.now();
await import(process.argv[2]);
process.stdout.write(String(performance.now() - began), () => process.exit(0));
`;

function timed(timer: string, file: string, env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [timer, file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    child.stdout.on('data', (part: Buffer) => {
      told += part.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(Number(told)) : reject(new Error(`${file} cannot be imported`))));
  });
}

/** A source that constructs the SDK clients which a bundle holds, and does nothing else. */
export function clientsOnly(metafile: Metafile): string {
  const entries = packagesOf(metafile)
    .map(([name]) => name)
    .filter((name) => name.startsWith('@aws-sdk/client-'))
    .map((name) => {
      const client = clientClasses[name];
      if (!client) throw new TypeError(`What the client of ${name} is called is not known`);
      return [name, client] as const;
    });
  const imports = entries.map(([module, client]) => `import { ${client} } from '${module}';`);
  return [...imports, `export const clients = [${entries.map(([, client]) => `new ${client}()`).join(', ')}];`].join(
    '\n',
  );
}

function listed(parts: readonly [string, number][]): string {
  const total = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
  const shown = parts.filter(([, bytes]) => bytes > total / 200);
  return `${kilobytes(total)}: ${shown.map(([part, bytes]) => `${part} ${kilobytes(bytes)}`).join(', ')}`;
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
