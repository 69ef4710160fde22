import type { FilingKey } from '../../functions/ledger/records.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { Acting } from './acting.ts';

/**
 * Keeps with a filing what a person has done about it, so that its page tells of it. The record of all actions has it
 * already: where this cannot be kept, it is done all the same.
 */
export async function noteDone(
  { filingActions }: Pick<GatewayConnection, 'filingActions'>,
  key: FilingKey,
  about: Acting,
  who: string,
  now: Date,
): Promise<void> {
  const { authority, reference } = key;
  const action = { at: now.toISOString(), who, ...about, authority, reference, result: 'done' } as const;
  await filingActions()
    .then((actions) => actions.keep(key, action))
    .catch(() => undefined);
}
