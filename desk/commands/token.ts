import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { acting } from '../actions/acting.ts';
import { deskAuthorities } from '../authorities/registry.ts';
import { DeskFault } from '../fault.ts';
import { callbackUrlOf } from '../gateway/callback-url.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { momentOf } from '../render/times.ts';
import { rotatedLines, tokenLines } from '../render/token.ts';
import { callersOf, type TokenStatus, tokenStatus } from '../token/token-status.ts';
import type { Command } from './command.ts';

export interface RotateOptions {
  /** Change it although the token that is given up is in use. */
  force?: boolean | undefined;
  /** Print the new token. */
  show?: boolean | undefined;
  /** Write the new token to this file, which must not be there yet. */
  out?: string | undefined;
  json?: boolean | undefined;
}

/** The length of the first token, which the stack generated: 384 bits. */
const TOKEN_BYTES = 48;

/** [H7-A5] Shows which tokens are taken, and which one is in use. */
export const status: Command<{ json?: boolean }> = async ({ json }, open, terminal, now = new Date()) => {
  const gateway = open();
  const found = await statusOf(gateway, now);
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
export const rotate: Command<RotateOptions> = async ({ force, show, out, json }, open, terminal, now = new Date()) => {
  const gateway = open();
  const before = await statusOf(gateway, now);
  if (before.changeWouldRefuse && !force) throw refusal(before, callersOf(gateway));

  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  // The file first: a token that is in force and in nobody's hands helps nobody.
  if (out !== undefined) writeToken(out, token);
  const secret = await gateway.callbackToken();
  const about = { action: 'token-rotate', reason: null, ...(force && { detail: 'forced' }) };
  const versionId = await acting(gateway, about, () => secret.put(token)).catch((error: unknown) => {
    if (out !== undefined) rmSync(out, { force: true });
    throw error;
  });
  const { versions } = await statusOf(gateway, now);
  const callbackUrl = (await callbackUrlOf(gateway.installation)) ?? null;
  const rotated = { secret: secret.name, versionId, versions, callbackUrl, file: out ?? null, ...(show && { token }) };
  if (json) terminal.out(JSON.stringify(rotated, null, 2));
  else for (const line of rotatedLines(rotated, gateway, terminal)) terminal.out(line);
  return 0;
};

async function statusOf(gateway: GatewayConnection, now: Date): Promise<TokenStatus> {
  const [secret, uses] = await Promise.all([gateway.callbackToken(), gateway.tokenUses()]);
  const [versions, used] = await Promise.all([secret.versions(), uses.list()]);
  return tokenStatus(secret.name, versions, used, now, callersOf(gateway));
}

function refusal({ changeWouldRefuse, versions }: TokenStatus, caller: string): DeskFault {
  const previous = versions.find(({ token }) => token === 'previous');
  const last = previous?.lastUsedAt ? `last seen ${momentOf(previous.lastUsedAt)}` : 'not seen since it was changed';
  return new DeskFault(
    'NOT_CHANGED',
    `The token was not changed: ${changeWouldRefuse}. A change now would end the previous one (${last}), and callbacks with it would be refused for good. Wait until "declarant token status" shows that ${caller} uses the current one, or give --force.`,
  );
}

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
