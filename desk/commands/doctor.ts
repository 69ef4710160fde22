import { exitCodeOf } from '../doctor/diagnosis.ts';
import { type Examination, examine } from '../doctor/examine.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { checkLines } from '../render/doctor.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface DoctorOptions extends Pick<Examination, 'callbackUrl' | 'newToken'> {
  json?: boolean | undefined;
}

/**
 * Checks a gateway from end to end.
 * @returns 0 where all is well, 1 where somebody should look, 2 where something does not work
 */
export async function doctor(
  { callbackUrl, newToken, json }: DoctorOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  now = new Date(),
): Promise<number> {
  const onLook = (title: string) => terminal.progress(`Looking at ${title} …`);
  const checks = await examine(open, { callbackUrl, newToken, onLook, fetch, now });
  terminal.progress('');
  if (json) terminal.out(JSON.stringify({ exitCode: exitCodeOf(checks), checks }, null, 2));
  else for (const line of checkLines(checks, terminal)) terminal.out(line);
  return exitCodeOf(checks);
}
