import { latestSent, outbound, sendsOf } from '../../functions/ledger/attempts.ts';
import { type ReadFiling, readFiling } from '../../functions/ledger/filing.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey, SentRecord, Settled, Unclear } from '../../functions/ledger/records.ts';
import type { Outcomes } from '../../functions/outcomes/outcomes.ts';
import { settledOutcome } from '../../functions/outcomes/settled.ts';

/** The finding of a person at the authority. */
export interface FoundOut {
  /** The number that it has there; undefined where it is not there. */
  number: string | undefined;
  reason: string | undefined;
}

export interface SettlePorts {
  ledger: Ledger;
  outcomes: Outcomes;
  now: () => Date;
}

/** A send with the finding that is kept of it. */
export interface SettledSend {
  key: FilingKey;
  sent: SentRecord;
  finding: Settled;
}

/** The unclear send of a filing, the latest of several, with its end. */
export function unclearSend({ records, statusOf }: ReadFiling): { sent: SentRecord; was: Unclear } | undefined {
  const unclear = sendsOf(records).flatMap((sent) =>
    sent.settlement?.verdict === 'unclear' && statusOf(sent) === 'unclear' ? [{ sent, was: sent.settlement }] : [],
  );
  return unclear.at(-1);
}

/** The finding that was kept of a filing, where nothing was sent since. */
export function settledBefore({ key, records }: ReadFiling): SettledSend | undefined {
  const sent = latestSent(records);
  return sent?.settlement?.verdict === 'settled' ? { key, sent, finding: sent.settlement } : undefined;
}

/** True if a kept finding says the same. */
export function isSameFinding({ isDone, facts }: Settled, { number }: FoundOut): boolean {
  return isDone ? facts?.authorityReference === number : number === undefined;
}

/** Keeps a finding, and tells the platform; undefined where somebody else was first. */
export async function keepFinding(
  { key }: ReadFiling,
  { sent, was }: { sent: SentRecord; was: Unclear },
  { number, reason }: FoundOut,
  by: string,
  ports: SettlePorts,
): Promise<SettledSend | undefined> {
  const given = number !== undefined && outbound(key, sent.message)?.onceFound?.(number);
  const facts = number !== undefined && { facts: { ...given, authorityReference: number } };
  const at = ports.now().toISOString();
  const finding: Settled = {
    ...{ verdict: 'settled', at, isDone: number !== undefined, by, was },
    ...facts,
    ...(reason !== undefined && { reason }),
  };
  if (!(await ports.ledger.settle(key, sent, finding, was))) return undefined;
  const settled = { key, sent, finding };
  await tellSettled(settled, ports);
  return settled;
}

/** Tells the platform; again after a crash, since the outcome has the same id. */
export async function tellSettled({ key, sent, finding }: SettledSend, ports: SettlePorts): Promise<void> {
  const { filing } = readFiling(key, await ports.ledger.records(key));
  await ports.outcomes.publish(settledOutcome(filing, sent, finding));
}
