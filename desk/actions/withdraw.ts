import type { SQSClient } from '@aws-sdk/client-sqs';
import { sendsOf } from '../../functions/ledger/attempts.ts';
import { isSendOf } from '../../functions/ledger/beginning.ts';
import { reachedSince } from '../../functions/ledger/fate.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import { filingId } from '../../functions/ledger/items.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey, LedgerRecord, Refused, SentRecord } from '../../functions/ledger/records.ts';
import { outboxDigest } from '../../functions/ledger/submission-digest.ts';
import { type DeadLetter, receiveLetters } from '../../functions/outbox/dead-letters.ts';
import { ENTRIES, hide } from '../../functions/outbox/hide.ts';
import { type Letter, readLetter } from '../../functions/outbox/letter.ts';
import { endedOutcome } from '../../functions/outcomes/ended.ts';
import type { Outcomes } from '../../functions/outcomes/outcomes.ts';
import { openedBy } from '../../schemas/opening.ts';
import { removeLetters } from '../redrive/remove-letters.ts';

/** A message that was to be taken out, and what became of that. */
export interface Withdrawn {
  authority: string;
  kind: FilingKey['kind'];
  reference: string;
  message: string;
  messageId: string | null;
  /**
   * `taken-up`: a sender was first, and sends it; `withdrawn-before`: its platform was told again; `removed`: it was done
   * with, and only its letter was left.
   */
  action: 'withdrawn' | 'withdrawn-before' | 'taken-up' | 'removed';
  /** A call of it was made whose answer did not come, or says nothing: the authority may have it. */
  mayHaveArrived: boolean;
}

export interface WithdrawPorts {
  ledger: Ledger;
  outcomes: Outcomes;
  now: () => Date;
}

export interface Withdrawal {
  reason: string;
  /** Only this message, or the one that opens its filing. */
  message: string | undefined;
}

/** Takes out of a filing what waits, for whatever it is, and tells its platform. */
export async function withdrawWaiting(key: FilingKey, wanted: Withdrawal, ports: WithdrawPorts): Promise<Withdrawn[]> {
  const { records, statusOf } = readFiling(key, await ports.ledger.records(key));
  const done: Withdrawn[] = [];
  for (const sent of records) {
    if (sent.type !== 'sent' || !isWanted(key, sent.message, wanted)) continue;
    if (sent.settlement?.verdict === 'parked' && statusOf(sent) === 'waiting')
      done.push(await takeOut(key, sent, wanted, ports));
    else if (sent.settlement?.verdict === 'refused' && sent.settlement.isWithdrawn) {
      // A crash may have come between the note and the telling.
      await ports.outcomes.publish(endedOutcome(key, sent, sent.settlement));
      done.push(withdrawn(key, sent, 'withdrawn-before'));
    }
  }
  return done;
}

/** True for the message that is named, and for the one that goes in its place to open its filing. */
function isWanted({ authority }: FilingKey, message: string, { message: named = message }: Withdrawal): boolean {
  return named === message || openedBy(authority, message)?.message === named;
}

/** The sender takes up only what waits as it did: the one whose write comes first has it. */
async function takeOut(key: FilingKey, sent: SentRecord, wanted: Withdrawal, ports: WithdrawPorts): Promise<Withdrawn> {
  const refused = refusal(wanted, ports.now(), sent);
  if (!(await ports.ledger.settle(key, sent, refused, sent.settlement))) return withdrawn(key, sent, 'taken-up');
  await ports.outcomes.publish(endedOutcome(key, sent, refused));
  return withdrawn(key, sent, 'withdrawn');
}

/** The platform hears, too, that it may have arrived: submitted again, it might go twice. */
function refusal({ reason }: Withdrawal, now: Date, sent?: SentRecord): Refused {
  const arrival = sent && mayHaveArrived(sent) ? { mayHaveArrived: true as const } : {};
  const unclear = arrival.mayHaveArrived ? '; it may have arrived all the same: ask before it is submitted again' : '';
  const error = { errorDescription: `withdrawn: ${reason}${unclear}` };
  return { verdict: 'refused', httpStatus: null, error, at: now.toISOString(), isWithdrawn: true, ...arrival };
}

function mayHaveArrived(sent: SentRecord): boolean {
  const { settlement } = sent;
  const isNoted = settlement?.verdict === 'refused' && settlement.mayHaveArrived === true;
  return isNoted || reachedSince(sent) !== undefined;
}

/** @param message its name, where nothing was claimed by it */
function withdrawn(
  { authority, kind, reference }: FilingKey,
  sent: SentRecord | undefined,
  action: Withdrawn['action'],
  message = '',
): Withdrawn {
  const named = { message: sent?.message ?? message, messageId: sent?.messageId ?? null };
  return { authority, kind, reference, ...named, action, mayHaveArrived: sent !== undefined && mayHaveArrived(sent) };
}

/** While they are searched, letters are nobody else's. */
const HIDDEN_SECONDS = 120;
/** The most letters passed over in one search: more are a matter of their own. */
const MOST_SEEN = 1000;

/** Takes a filing's dead letters out of their queue, where it has any that still hold it up. */
export async function withdrawLetters(
  key: FilingKey,
  wanted: Withdrawal,
  { sqs, deadLetters }: { sqs: SQSClient; deadLetters: string },
  ports: WithdrawPorts,
): Promise<Withdrawn[]> {
  const records = await ports.ledger.records(key);
  const isStuck = records.some((one) => one.type === 'stuck' && !one.redrivenAt && !one.withdrawnAt);
  if (!isStuck) return [];
  const seen: DeadLetter[] = [];
  const done: Withdrawn[] = [];
  try {
    while (seen.length < MOST_SEEN) {
      const letters = await receiveLetters(sqs, deadLetters, { most: ENTRIES, hiddenSeconds: HIDDEN_SECONDS });
      for (const dead of letters) {
        const letter = readLetter(dead.body, key.authority);
        const isIts = letter.key && filingId(letter.key) === filingId(key);
        const sent = sendsOf(records).find((one) => isSendOf(one, letter, dead.claimId));
        const { message } = sent ?? letter;
        if (!isIts || !isWanted(key, message, wanted)) seen.push(dead);
        else done.push(await takeOutLetter(key, dead, letter, { records, sent }, wanted, ports));
        if (isIts && !seen.includes(dead)) await removeLetters(sqs, deadLetters, [dead]);
      }
      if (letters.length < ENTRIES) break;
    }
  } finally {
    await hide(sqs, deadLetters, seen, 0);
  }
  return done;
}

/** Records and tells it, and only then has it removed: a crash in between leaves the letter, to be withdrawn again. */
async function takeOutLetter(
  key: FilingKey,
  { id, body }: DeadLetter,
  { message, platform }: Letter,
  { records, sent }: { records: readonly LedgerRecord[]; sent: SentRecord | undefined },
  wanted: Withdrawal,
  ports: WithdrawPorts,
): Promise<Withdrawn> {
  const { ledger, outcomes, now } = ports;
  const refused = refusal(wanted, now(), sent);
  const at = refused.at;
  const digest = outboxDigest(body, key.authority);
  let action: Withdrawn['action'] = 'withdrawn';
  if (sent) {
    // A parked send is taken out by itself; one that was left in flight may have been sent.
    const isOpen = !sent.settlement && readFiling(key, records).statusOf(sent) === 'sent';
    if (isOpen && (await ledger.settle(key, sent, refused))) await outcomes.publish(endedOutcome(key, sent, refused));
    else action = 'removed';
  } else {
    await ledger.refuse(key, { type: 'refused', message, at, platform, digest, errors: [refused.error], body });
    const { authority, kind, reference } = key;
    await outcomes.publish({
      // It is another fact than an earlier refusal of the same text.
      ...{ id: `refused/${digest}/${id}`, at, outcome: 'refused', authority, message },
      ...{ messageId: null, reference, kind },
      ...{ platform, status: 'refused', errors: [refused.error] },
    });
  }
  await ledger.noteLetter(key, id, { withdrawnAt: at });
  return withdrawn(key, sent, action, message);
}
