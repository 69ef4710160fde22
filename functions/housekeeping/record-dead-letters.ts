import type { AuthorityName } from '../../schemas/catalogue.ts';
import { latestSent } from '../ledger/attempts.ts';
import { isSendOf } from '../ledger/beginning.ts';
import { readFiling } from '../ledger/filing.ts';
import { mayAct, ownerOf } from '../ledger/owner.ts';
import type { LedgerRecord, StuckRecord, UnreadableRecord } from '../ledger/records.ts';
import { reasonStuck } from '../ledger/stuck.ts';
import type { DeadLetter } from '../outbox/dead-letters.ts';
import { ENTRIES } from '../outbox/hide.ts';
import { type Letter, placeOf, readLetter } from '../outbox/letter.ts';
import { publishedFiling } from '../outcomes/published-filing.ts';
import type { HousekeepingPorts, KeptLane } from './ports.ts';

/** The most new letters recorded in a minute, and the most looked at to find them. */
const MOST_NEW = 100;
const MOST_SEEN = 1000;

/**
 * Records each dead letter of a lane once, with what is known of it, and publishes that. All stay where they are, to be
 * redriven by an operator once the cause is gone.
 */
export async function recordDeadLetters({ authority }: KeptLane, ports: HousekeepingPorts): Promise<void> {
  const { deadLetters, hasTime } = ports;
  if (!(await deadLetters.areThere(authority))) return;
  const seen: DeadLetter[] = [];
  let found = 0;
  const failures: unknown[] = [];
  try {
    while (found < MOST_NEW && seen.length < MOST_SEEN && hasTime()) {
      const letters = await deadLetters.look(authority);
      // They are released together, so that the next look does not find the same ones.
      seen.push(...letters);
      // A letter that cannot be recorded blocks no other.
      const recorded = await Promise.allSettled(letters.map((letter) => record(letter, authority, ports)));
      found += recorded.filter((one) => one.status === 'fulfilled' && one.value).length;
      failures.push(...recorded.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])));
      // An incomplete look found all there are.
      if (letters.length < ENTRIES) break;
    }
  } finally {
    await deadLetters.leave(authority, seen);
  }
  if (failures.length > 0) throw failures[0];
}

/** Publishes a letter, then records it: after a crash in between it is published again, under the same id. */
async function record(dead: DeadLetter, authority: AuthorityName, ports: HousekeepingPorts): Promise<boolean> {
  const { ledger, outcomes, telemetry, platformTrust, now } = ports;
  const letter = readLetter(dead.body, authority, dead.claimId);
  if (await ledger.letter(placeOf(letter), dead.id)) return false;

  const known = letter.key ? await ledger.records(letter.key) : [];
  // A letter that a platform put under another's reference is no part of that filing.
  const owner = letter.key && ownerOf(letter.key, known);
  const isIts = letter.platform === null || mayAct(platformTrust, letter.platform, owner);
  const { key, ...about } = letter;
  const own: Letter = isIts ? letter : { ...about, key: undefined };
  const place = placeOf(own);
  if (!isIts && (await ledger.letter(place, dead.id))) return false;

  const records = isIts ? known : [];
  const stuck = stuckRecord(dead, own, records, now());
  if (!own.key) await ledger.keepUnreadable(authority, unreadableRecord(dead, own));
  const reason = reasonStuck(stuck);
  const filing = own.key && readFiling(own.key, [...records, stuck]).filing;
  const { at, platform, claimed } = stuck;
  const named = { authority, message: stuck.message || null, reference: key?.reference ?? null, platform };
  await outcomes.publish({
    ...(filing && publishedFiling(filing)),
    ...{ ...named, id: `stuck/${dead.id}`, at, outcome: 'stuck' },
    messageId: claimed?.messageId ?? null,
    kind: key?.kind ?? null,
    errors: [{ errorDescription: reason }],
  });
  const isNew = await ledger.keepLetter(place, stuck);
  if (isNew) telemetry.problem('outbox.dead-letter', { ...named, sqsMessageId: dead.id, reason });
  return isNew;
}

/** The record of a letter without a filing: it is listed with its lane, with its text. */
function unreadableRecord(
  { claimId, body, since }: DeadLetter,
  { message, platform, faults }: Letter,
): UnreadableRecord {
  const about = { from: 'outbox', at: since, id: claimId, platform, message: message || null } as const;
  const bytes = Buffer.byteLength(body);
  return { type: 'unreadable', ...about, body, bytes, faults: [...faults], isDeadLetter: true };
}

/** The record of a dead letter, by the records of its filing. */
export function stuckRecord(
  { id, claimId, handedOut, since }: DeadLetter,
  { key, platform, ...letter }: Letter,
  records: readonly LedgerRecord[],
  now: Date,
): StuckRecord {
  const send = latestSent(records.filter((record) => record.type === 'sent' && isSendOf(record, letter, claimId)));
  const status = key && send && readFiling(key, records).statusOf(send);
  return {
    type: 'stuck',
    letter: id,
    at: now.toISOString(),
    message: send?.message ?? letter.message,
    platform: platform ?? latestSent(records)?.platform ?? null,
    handedOut,
    since,
    ...(status && { claimed: { attempt: send.attempt, messageId: send.messageId, status } }),
  };
}
