import { messageOf } from '../../schemas/catalogue.ts';
import { errorsAbout, latestSent, statementsOf } from '../ledger/attempts.ts';
import type { FilingKey, LedgerRecord } from '../ledger/records.ts';

/**
 * Our message that an error turned down: the latest one whose errors come on its path. Undefined where it
 * turns none down, since it proves that one had arrived; `unknown` where none was sent from here.
 */
export function turnedDown(
  key: FilingKey,
  { path, messageId }: { path: string; messageId: string },
  records: readonly LedgerRecord[],
): string | undefined {
  const sent = records.filter((record) => {
    const entry = record.type === 'sent' && messageOf(key.authority, record.message);
    return entry && entry.direction === 'outbound' && entry.errorsAt === path;
  });
  const latest = latestSent(sent);
  if (!latest) return 'unknown';
  const errors = errorsAbout(latest, key, statementsOf(key, records));
  return errors.some(({ record }) => record.messageId === messageId) ? latest.message : undefined;
}
