import type { LedgerRecord } from '../ledger/records.ts';

/** The times at which something happened to a filing, each once, oldest first; ISO 8601 in UTC. */
export function timesOf(records: readonly LedgerRecord[]): string[] {
  return [...new Set(records.flatMap(timesIn))].sort();
}

function timesIn(record: LedgerRecord): string[] {
  const { type, at } = record;
  if (type === 'sent') return [at, ...some(record.resumedAt), ...some(record.settlement?.at)];
  return type === 'stuck' ? [at, ...some(record.redrivenAt), ...some(record.withdrawnAt)] : [at];
}

const some = (time: string | undefined) => (time === undefined ? [] : [time]);

/** The records of a filing as they were before an instant, as far as they still say. */
export function recordsBefore(records: readonly LedgerRecord[], instant: string): LedgerRecord[] {
  return records.filter(({ at }) => at < instant).map((record) => asBefore(record, instant));
}

function asBefore(record: LedgerRecord, instant: string): LedgerRecord {
  if (record.type === 'sent') {
    const { settlement, resumedAt, ...sent } = record;
    return {
      ...sent,
      ...(settlement && settlement.at < instant && { settlement }),
      ...(resumedAt !== undefined && resumedAt < instant && { resumedAt }),
    };
  }
  if (record.type !== 'stuck') return record;
  const { redrivenAt, withdrawnAt, ...letter } = record;
  return {
    ...letter,
    ...(redrivenAt !== undefined && redrivenAt < instant && { redrivenAt }),
    ...(withdrawnAt !== undefined && withdrawnAt < instant && { withdrawnAt }),
  };
}
