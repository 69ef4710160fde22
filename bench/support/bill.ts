import type { TableUnits, WriteUnits } from '../../local/stand-ins/calls.ts';
import type { Design } from './design.ts';
import type { Billed } from './prices.ts';

/** The usage that AWS would bill: requests of each service, and write units. */
export interface Bill {
  sqs: Record<string, number>;
  sns: Record<string, number>;
  /** Calls that read the database. */
  reads: Record<string, number>;
  /** Read units of the database. */
  readUnits: number;
  /** Invocations, by the function's name. */
  lambda: Record<string, number>;
  /** Write units, by kind of item. */
  units: Record<string, WriteUnits>;
  /** Those read and written of each table, by its name. */
  tables: Record<string, TableUnits>;
}

const READS = ['GetItem', 'BatchGetItem', 'Query'];

/** The request of SQS that the measurement itself makes. */
const OURS = 'GetQueueAttributes';

/** The bill of an action on a machine. */
export async function billOf(machine: Pick<Design, 'gateway'>, act: () => Promise<void>): Promise<Bill> {
  const before = await billSoFar(machine);
  await act();
  const after = await billSoFar(machine);
  const kinds = Object.entries(after.units).map(([kind, { table, indexes }]) => {
    const was = before.units[kind] ?? { table: 0, indexes: 0 };
    return [kind, { table: table - was.table, indexes: indexes - was.indexes }] as const;
  });
  return {
    sqs: less(after.sqs, before.sqs),
    sns: less(after.sns, before.sns),
    reads: less(after.reads, before.reads),
    lambda: less(after.lambda, before.lambda),
    readUnits: after.readUnits - before.readUnits,
    tables: Object.fromEntries(
      Object.entries(after.tables).map(([name, units]) => [name, lessUnits(units, before.tables[name])]),
    ),
    units: Object.fromEntries(kinds.filter(([, { table, indexes }]) => table + indexes > 0)),
  };
}

async function billSoFar({ gateway }: Pick<Design, 'gateway'>): Promise<Bill> {
  const { sqs, sns, dynamodb } = gateway.calls;
  const { [OURS]: _, ...queues } = sqs.counts();
  const { read, written, tables } = await gateway.units();
  const pools = new Set(gateway.functions.values());
  return {
    sqs: queues,
    sns: sns.counts(),
    reads: Object.fromEntries(READS.map((operation) => [operation, dynamodb.counts()[operation] ?? 0])),
    lambda: Object.fromEntries([...pools].map(({ definition, counts }) => [definition.name, counts.invocations])),
    readUnits: read,
    units: written,
    tables,
  };
}

function lessUnits(after: TableUnits, before: TableUnits = { read: 0, written: 0 }): TableUnits {
  return { read: after.read - before.read, written: after.written - before.written };
}

function less(after: Record<string, number>, before: Record<string, number>): Record<string, number> {
  const changes = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const);
  return Object.fromEntries(changes.filter(([, count]) => count > 0));
}

export function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}

export function sumOfUnits(units: Record<string, WriteUnits>): number {
  return Object.values(units).reduce((all, { table, indexes }) => all + table + indexes, 0);
}

/** Counts for each message, as a part of a sentence: `SendMessageBatch 0.1, ReceiveMessage 0.1`. */
export function perMessage(counts: Record<string, number>, messages: number): string {
  const parts = Object.entries(counts).map(([name, count]) => `${name} ${each(count, messages)}`);
  return parts.join(', ') || 'none';
}

/** Write units for each message by kind: `sent 1 and 1 in indexes`. */
export function unitsPerMessage(units: Record<string, WriteUnits>, messages: number): string {
  const parts = Object.entries(units).map(
    ([kind, { table, indexes }]) =>
      `${kind} ${each(table, messages)}${indexes > 0 ? ` and ${each(indexes, messages)} in indexes` : ''}`,
  );
  return parts.join(', ') || 'none';
}

export function each(count: number, messages: number): string {
  return String(Number((count / messages).toPrecision(3)));
}

/** The bill for one declaration, from that of all declarations and their calls of the API. */
export function billedOf({ lambda, units, readUnits, sqs, sns }: Bill, apiCalls: number, declarations: number): Billed {
  return {
    api: apiCalls / declarations,
    lambda: sum(lambda) / declarations,
    writeUnits: sumOfUnits(units) / declarations,
    readUnits: readUnits / declarations,
    sqs: sum(sqs) / declarations,
    sns: sum(sns) / declarations,
  };
}
