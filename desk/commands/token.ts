import { rmSync, writeFileSync } from 'node:fs';
import { rotateToken, tokenStatusOf } from '../actions/rotate-token.ts';
import { deskAuthorities } from '../authorities/registry.ts';
import { DeskFault } from '../fault.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { rotatedLines, tokenLines } from '../render/token.ts';
import { callersOf, type TokenStatus } from '../token/token-status.ts';
import type { Command } from './command.ts';

export interface RotateOptions {
  /** Change it although the token that is given up is in use. */
  force?: boolean | undefined;
  /** Print the new token. */
  show?: boolean | undefined;
  /** Write the new token to this file, which must not be there yet. */
  out?: string | undefined;
  /** The reason, if it should be kept. */
  reason?: string | undefined;
  json?: boolean | undefined;
}

/** [H7-A5] Shows which tokens are taken, and which one is in use. */
export const status: Command<{ json?: boolean }> = async ({ json }, open, terminal, now = new Date()) => {
  const gateway = open();
  const found = await tokenStatusOf(gateway, now);
  if (json) terminal.out(JSON.stringify({ ...found, ...ownKeys(found, gateway) }, null, 2));
  else for (const line of tokenLines(found, callersOf(gateway), terminal)) terminal.out(line);
  return 0;
};

/** The token in use under the names that the authorities' operators know it by. */
function ownKeys({ usedByAuthority }: TokenStatus, { authorities }: GatewayConnection) {
  const keys = authorities.flatMap((authority) => deskAuthorities[authority].usedByKey ?? []);
  return Object.fromEntries(keys.map((key) => [key, usedByAuthority]));
}

/** [H7-A5] Makes a new token; the one before is taken as well until the next change. */
export const rotate: Command<RotateOptions> = async (options, open, terminal, now = new Date()) => {
  const { force, show, out, reason, json } = options;
  const gateway = open();
  let made = '';
  const handOver = (token: string) => {
    made = token;
    if (out === undefined) return () => {};
    writeToken(out, token);
    return () => rmSync(out, { force: true });
  };
  const token = await rotateToken(gateway, { force, reason, handOver }, now);
  const rotated = { ...token, file: out ?? null, ...(show && { token: made }) };
  if (json) terminal.out(JSON.stringify(rotated, null, 2));
  else for (const line of rotatedLines(rotated, gateway, terminal)) terminal.out(line);
  return 0;
};

/** For its owner's eyes only; a file that is there is somebody's token. */
function writeToken(file: string, token: string): void {
  try {
    writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'it is there already' : (code ?? String(error));
    throw new DeskFault('INPUT', `${file} cannot be written (${why}): nothing was changed. Name another file.`);
  }
}
