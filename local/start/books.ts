import { spawn } from 'node:child_process';
import path from 'node:path';
import type { ShownFiling as Filing } from '../../schemas/shown-filing.ts';
import { PACKAGE_ROOT } from './options.ts';

/** Every filing since an instant, listed as an operator does it: by the desk. */
export async function filingsSince(since: Date, gatewayPid: number): Promise<Filing[]> {
  const desk = path.join(PACKAGE_ROOT, 'bin', 'declarant.mjs');
  const argv = ['list', '--json', '--since', since.toISOString(), '--limit', '1000', '--gateway', String(gatewayPid)];
  const child = spawn(process.execPath, [desk, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (code !== 0) throw new Error(`declarant list ended with ${code}: ${text.trim()}`);
  return JSON.parse(text) as Filing[];
}
