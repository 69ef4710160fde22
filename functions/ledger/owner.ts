import { OPERATOR } from '../../schemas/platform-name.ts';
import { latestSent, sendsOf } from './attempts.ts';
import { begins } from './beginning.ts';
import type { FilingKey, LedgerRecord, SentRecord } from './records.ts';

/** The trust between platforms: they are apart, or share all that they file. */
export type PlatformTrust = 'apart' | 'shared';

/**
 * The platform that a filing belongs to: the one that opened it, and hears of it. Neither a send of an
 * operator in its place nor a try of another platform changes that. Undefined where nobody opened it here.
 */
export function ownerOf(key: FilingKey, records: readonly LedgerRecord[]): string | undefined {
  const opening = sendsOf(records).filter((sent) => !isOutside(sent) && begins(key, sent.message));
  const platforms = opening.filter(({ platform }) => platform !== OPERATOR);
  return (latestSent(platforms) ?? latestSent(opening))?.platform;
}

/** True if a send was about a filing that turned out to be another platform's: it says nothing of the filing. */
export function isOutside({ settlement }: SentRecord): boolean {
  return settlement?.verdict === 'refused' && settlement.isOutside === true;
}

/**
 * True if a platform may go on with a filing of this owner's, ask about it, and hear of it. Anyone may where
 * nobody opened it here; an operator always may.
 */
export function mayAct(trust: PlatformTrust, platform: string, owner: string | undefined): boolean {
  return trust === 'shared' || owner === undefined || platform === owner || platform === OPERATOR;
}
