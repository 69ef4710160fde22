import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDeltaH7 } from '../../../local/simulators/delta-h7/index.ts';
import type { Run } from './in-folder.ts';

export const root = path.join(import.meta.dirname, '../../..');
const bin = path.join(root, 'bin', 'declarant.mjs');
const account = { clientId: 'client', clientSecret: 'secret', username: 'technical', password: 'password' };

/** No command of a test takes longer; one that hangs must not outlive the test. */
const LONGEST_MS = 100_000;

/** Runs the command line as a shell does. */
export function declarant(
  cwd: string,
  argv: readonly string[],
  input = '',
  env: Record<string, string> = {},
): Promise<Run> {
  const child = spawn(process.execPath, [bin, ...argv], {
    cwd,
    // Without credentials the SDK would look for them in the network.
    env: { ...process.env, NO_COLOR: '1', AWS_EC2_METADATA_DISABLED: 'true', ...env },
    timeout: LONGEST_MS,
  });
  child.stdin.end(input);
  return ended(child);
}

export function ended(child: ChildProcess): Promise<Run> {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code, out, err }));
  });
}

/** Writes a configuration for a customs on this port, with its secrets. */
export function configure(folder: string, port: number, stage = 'local'): void {
  const lane = {
    baseUrl: `http://127.0.0.1:${port}/dh7`,
    tokenUrl: `http://127.0.0.1:${port}/oauth2/token`,
    credentialsSecret: 'credentials',
    share: { perSecond: 100, perHour: 100_000 },
    pauseSeconds: 1,
  };
  const configuration = { stage, lanes: { 'delta-h7': lane }, callbacks: { tokenSecret: 'callback-token' } };
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify(configuration));
  const secrets = { credentials: JSON.stringify(account), 'callback-token': 'the-callback-token' };
  writeFileSync(path.join(folder, 'secrets.json'), JSON.stringify(secrets));
}

/** `declarant local` in a folder of its own, for a stage, beside a customs that answers at once. */
export async function runLocal(stage: string) {
  const cwd = mkdtempSync(path.join(tmpdir(), 'desk-'));
  let callbackUrl = '';
  const customs = await startDeltaH7({
    port: 0,
    pace: 0,
    callbackUrl: () => callbackUrl,
    callbackToken: 'the-callback-token',
    accounts: [account],
  });
  configure(cwd, customs.port, stage);
  const child = spawn(process.execPath, [bin, 'local', '--config', 'config.json', '--secrets', 'secrets.json'], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = ended(child);
  const ready = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text: string) => resolve(text));
    end.then(({ code, err }) => reject(new Error(`declarant local ended with ${code}: ${err}`)), reject);
  });
  const { endpoints, ...told } = JSON.parse(ready) as {
    callbackUrl: string;
    endpoints: Record<'sqs' | 'sns' | 'dynamodb' | 'secretsmanager' | 'ssm' | 'lambda' | 'cloudwatch', string>;
  };
  callbackUrl = told.callbackUrl;
  return {
    cwd,
    pid: child.pid as number,
    endpoints,
    async stop() {
      child.kill('SIGTERM');
      await end;
      await customs.close();
      rmSync(cwd, { recursive: true });
    },
  };
}
