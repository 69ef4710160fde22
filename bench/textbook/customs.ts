import { randomUUID } from 'node:crypto';
import { toCustomsDateTime } from '../../functions/authorities/delta-h7/date-time.ts';
import { variable } from './environment.ts';
import { secret } from './secret.ts';
import type { DeclarationSubmission } from './submission.ts';

const TIMEOUT_MS = 20_000;
/** The margin before a token's expiry, for calls in flight. */
const MARGIN_MS = 60_000;

interface Token {
  value: string;
  expiresAt: number;
}

let token: Promise<Token> | undefined;

/** A message as it goes to customs. */
export interface Message {
  messageId: string;
  /** The raw JSON. */
  body: string;
}

/** Completes a declaration's header for customs. */
export function completedMessage({ payload }: DeclarationSubmission): Message {
  const now = new Date();
  const messageId = `${randomUUID()}${Math.floor(now.getTime() / 1000)}`;
  const header = { messageDateTime: toCustomsDateTime(now), messageId, ...payload.header };
  return { messageId, body: JSON.stringify({ ...payload, header }) };
}

/** Files a declaration with customs; resolves to the status of its answer. */
export async function file({ body }: Message): Promise<number> {
  const response = await fetch(`${variable('CUSTOMS_URL')}/declarations/creer`, {
    ...{ method: 'POST', body, signal: AbortSignal.timeout(TIMEOUT_MS) },
    headers: { Authorization: `Bearer ${await accessToken()}`, 'Content-Type': 'application/json' },
  });
  await response.arrayBuffer();
  // The next attempt asks for another one.
  if (response.status === 401) token = undefined;
  return response.status;
}

/** The token that this instance holds, or a new one: one request for all messages of a batch. */
async function accessToken(): Promise<string> {
  const held = await token?.catch(() => undefined);
  if (held && Date.now() < held.expiresAt) return held.value;
  token = requestToken();
  return (await token).value;
}

async function requestToken(): Promise<Token> {
  const { clientId, clientSecret, username, password } = JSON.parse(await secret(variable('CREDENTIALS_SECRET')));
  const form = { grant_type: 'password', client_id: clientId, client_secret: clientSecret, username, password };
  const response = await fetch(variable('TOKEN_URL'), {
    ...{ method: 'POST', body: new URLSearchParams(form), signal: AbortSignal.timeout(TIMEOUT_MS) },
  });
  if (!response.ok) throw new Error(`Customs gave no token: ${response.status}`);
  const { access_token: value, expires_in: seconds } = (await response.json()) as Record<string, unknown>;
  return { value: String(value), expiresAt: Date.now() + Number(seconds) * 1000 - MARGIN_MS };
}
