import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type Cell, type Column, table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { TokenStatus, TokenVersion } from '../token/token-status.ts';
import { momentOf } from './times.ts';

const columns: readonly Column[] = [
  { title: 'TOKEN' },
  { title: 'CREATED' },
  { title: 'USED BY CUSTOMS' },
  { title: 'VERSION' },
];

/** Which tokens are taken, one a line, and what follows from it. */
export function tokenLines(status: TokenStatus, { paint, width }: Terminal): string[] {
  const { versions, usedByCustoms, changeWouldRefuse } = status;
  const rows = versions.map(({ token, createdAt, lastUsedAt, versionId }): Cell[] => [
    { text: token, style: token === usedByCustoms ? 'green' : 'dim' },
    momentOf(createdAt),
    lastUsedAt ? momentOf(lastUsedAt) : 'not seen',
    versionId,
  ]);
  const used = usedByCustoms
    ? `Customs calls back with the ${usedByCustoms} token.`
    : 'Customs has not called back with any of them yet.';
  const next = changeWouldRefuse
    ? `Do not change it now: ${changeWouldRefuse}.`
    : 'It can be changed: "declarant token rotate".';
  return [...table(columns, rows, { paint, width }), '', used, next];
}

export interface Rotated {
  secret: string;
  versionId: string;
  versions: readonly TokenVersion[];
  /** Where customs calls back; null where that is not known here. */
  callbackUrl: string | null;
  /** Where the token was written. */
  file: string | null;
  /** Only where it was asked for. */
  token?: string;
}

/** What was done, and what the operator does next. */
export function rotatedLines(
  { secret, versionId, callbackUrl, file, token }: Rotated,
  { options }: Pick<GatewayConnection, 'options'>,
  { paint }: Terminal,
): string[] {
  return [
    `The callback token is ${paint('green', 'changed')}, to version ${versionId} of ${secret}.`,
    'It and the one before are both taken, until the next change.',
    '',
    'Now:',
    `  1. ${whereItIs({ secret, file, token })}`,
    '  2. Send it to your contact at customs that the convention names: by e-mail, encrypted, the key by another way.',
    `     Ask them to call back${callbackUrl === null ? '' : ` ${callbackUrl}`} with "Authorization: Bearer <token>" from then on, and to delete the message.`,
    `  3. "declarant token status${options}" shows when customs uses it. Change it again only then.`,
  ];
}

function whereItIs({ secret, file, token }: Pick<Rotated, 'secret' | 'file'> & { token: string | undefined }): string {
  if (token !== undefined) return `The token is ${token}`;
  if (file !== null) return `The token is in ${file}, which only you can read: delete it once it is sent.`;
  return `Read the token: aws secretsmanager get-secret-value --secret-id ${secret} --query SecretString --output text`;
}
