import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { boundedText } from '../../schemas/bounded-error.ts';
import type { AuthorityName, CallbackRoute } from '../../schemas/catalogue.ts';
import { messageLimits } from '../../schemas/message-limits.ts';
import type { UnreadableRecord } from '../ledger/records.ts';
import type { ContractError } from './answer.ts';
import type { KeepPorts } from './keep.ts';

/** The most characters of a path that are kept. */
const PATH_CHARACTERS = 300;

/**
 * Keeps a refused call of the authority, with its body, for a person to find: the authority does not send it again.
 * Keeping the same one again changes nothing. Only for calls whose token was checked.
 * @param authority whose lane it is listed in
 */
export async function keepUnreadable(
  event: APIGatewayProxyEvent,
  refusal: ContractError,
  authority: AuthorityName,
  route: CallbackRoute | undefined,
  {
    ledger,
    telemetry,
    now,
  }: Pick<KeepPorts, 'telemetry' | 'now'> & {
    ledger: Pick<KeepPorts['ledger'], 'keepUnreadable'>;
  },
): Promise<void> {
  const record = unreadableOf(event, refusal, route, now());
  if (await ledger.keepUnreadable(authority, record)) {
    telemetry.problem('callback.unreadable', { authority, route: event.resource, code: refusal.code });
  }
}

function unreadableOf(
  { body, isBase64Encoded, path = '' }: APIGatewayProxyEvent,
  { message: why }: ContractError,
  route: CallbackRoute | undefined,
  now: Date,
): UnreadableRecord {
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  const kept = bytes.subarray(0, messageLimits.bytes);
  const isText = isUtf8(bytes);
  const called = boundedText(path, PATH_CHARACTERS);
  return {
    type: 'unreadable',
    from: 'callback',
    at: now.toISOString(),
    id: createHash('sha256').update(`${called}\n`).update(bytes).digest('hex'),
    // A cut character is held back by streaming. ISO-8859-1 has a character for each byte, so none is lost.
    body: isText
      ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(kept, { stream: true })
      : kept.toString('latin1'),
    bytes: bytes.length,
    faults: [
      {
        pointer: '',
        rule: why,
        found: [
          `${bytes.length} bytes`,
          ...(isText ? [] : ['kept as ISO-8859-1, which has a character for each byte']),
          ...(kept.length < bytes.length ? [`of which the first ${kept.length} are kept`] : []),
        ].join(', '),
        remedy: 'inform the authority, which does not send it again by itself',
      },
    ],
    platform: null,
    message: route?.arrivals.length === 1 ? (route.arrivals[0]?.contract.message ?? null) : null,
    route: called,
  };
}
