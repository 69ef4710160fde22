import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type Cell, type Column, table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { callersOf, type TokenStatus, type TokenVersion } from '../token/token-status.ts';
import { momentOf } from './times.ts';

/**
 * The tokens that are taken, one a line, and what follows from it.
 * @param caller whoever calls back with them
 */
export function tokenLines(status: TokenStatus, caller: string, { paint, width }: Terminal): string[] {
  const { versions, usedByAuthority, changeWouldRefuse } = status;
  const columns: Column[] = [
    ...['TOKEN', 'CREATED', `USED BY ${caller.toUpperCase()}`].map((title) => ({ title })),
    { title: 'VERSION', isWhole: true },
  ];
  const rows = versions.map(({ token, createdAt, lastUsedAt, versionId }): Cell[] => [
    { text: token, style: token === usedByAuthority ? 'green' : 'dim' },
    momentOf(createdAt),
    lastUsedAt ? momentOf(lastUsedAt) : 'not seen',
    versionId,
  ]);
  const who = `${caller.charAt(0).toUpperCase()}${caller.slice(1)}`;
  const used = usedByAuthority
    ? `${who} calls back with the ${usedByAuthority} token.`
    : `${who} has not called back with any of them yet.`;
  const next = changeWouldRefuse
    ? `Do not change it now: ${changeWouldRefuse}.`
    : 'It can be changed: "declarant token rotate".';
  return [...table(columns, rows, { paint, width }), '', used, next];
}

export interface Rotated {
  secret: string;
  versionId: string;
  versions: readonly TokenVersion[];
  /** The URL of the callbacks; null where that is not known here. */
  callbackUrl: string | null;
  /** The file that the token was written to. */
  file: string | null;
  /** Only where it was asked for. */
  token?: string;
}

/** A change that was made, and what the operator does next. */
export function rotatedLines(
  rotated: Rotated,
  { options, authorities, installation }: Pick<GatewayConnection, 'options' | 'authorities' | 'installation'>,
  { paint }: Terminal,
): string[] {
  const { secret, versionId, callbackUrl } = rotated;
  const caller = callersOf({ authorities });
  return [
    `The callback token is ${paint('green', 'changed')}, to version ${versionId} of ${secret}.`,
    'It and the one before are both taken, until the next change.',
    '',
    'Now:',
    `  1. ${whereItIs(rotated, installation.isLocal)}`,
    `  2. Send it to your contact at ${caller} in an encrypted mail, and the key by another way.`,
    `     Ask them to call back${callbackUrl === null ? '' : ` ${callbackUrl}`} with "Authorization: Bearer <token>" from then on, and to delete the message.`,
    `  3. "declarant token status${options}" shows when ${caller} uses it. Change it again only then.`,
  ];
}

function whereItIs({ secret, file, token }: Rotated, isLocal: boolean): string {
  if (token !== undefined) return `The token is ${token}`;
  if (file !== null) return `The token is in ${file}, which only you can read: delete it once it is sent.`;
  if (isLocal) return 'Make another one with --show or --out: a local gateway gives out a token only as it is made.';
  return `Read the token: aws secretsmanager get-secret-value --secret-id ${secret} --query SecretString --output text`;
}
