import { createRequire } from 'node:module';
import type { CapacityUnits, WriteUnits } from './calls.ts';
import { addTableUnits, addUnits, type DbItem, itemKindOf, leastRead, tableUnits } from './units.ts';

/** A call's input as far as its units depend on it; a transaction's has a write in each of its items. */
interface Input {
  TableName?: string;
  Item?: DbItem;
  Key?: DbItem;
  TransactItems?: Record<string, Input>[];
  ConsistentRead?: boolean;
  ReturnConsumedCapacity?: string;
  ReturnValuesOnConditionCheckFailure?: string;
}
interface Units {
  CapacityUnits: number;
}
interface Consumed extends Units {
  TableName: string;
  Table?: Units;
  GlobalSecondaryIndexes?: Record<string, Units>;
  LocalSecondaryIndexes?: Record<string, Units>;
}
/** The consumed capacity of an answer: a transaction has one for each table. */
interface DynamodbAnswer {
  ConsumedCapacity?: Consumed | Consumed[];
  /** The item that a refused write would have changed, where it was asked for. */
  Item?: DbItem;
  __type?: string;
}

/** A call under way. */
export interface CountedCall {
  /** The input that also asks for the units. */
  input: string;
  /** Counts what an answer tells; resolves to the answer as the caller asked for it. */
  hear(status: number, answer: string): Promise<string>;
}

const reads: ReadonlySet<string> = new Set(['GetItem', 'Query', 'Scan']);
const writes: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems']);

/**
 * Counts what a DynamoDB answers as the capacity that its calls consumed. Left out are batches, transactions that
 * only read, and one that was cancelled: its answer tells no units.
 */
export class ConsumedUnits {
  readonly units: CapacityUnits = { read: 0, written: {}, tables: {} };
  readonly #sortKeyOf: (tableName: string) => Promise<string | undefined>;

  /** @param sortKeyOf the name of a table's sort key, if it has one */
  constructor(sortKeyOf: (tableName: string) => Promise<string | undefined>) {
    this.#sortKeyOf = sortKeyOf;
  }

  begin(operation: string, input: string): CountedCall {
    const isRead = reads.has(operation);
    if (!isRead && !writes.has(operation)) return { input, hear: async (_, answer) => answer };
    const asked = JSON.parse(input) as Input;
    const more: Input = { ReturnConsumedCapacity: 'INDEXES' };
    // A refused write is billed by the item that was there.
    if (!isRead && !asked.TransactItems) more.ReturnValuesOnConditionCheckFailure = 'ALL_OLD';
    return {
      input: JSON.stringify({ ...asked, ...more }),
      hear: async (status, text) => {
        if (status !== 200 && status !== 400) return text;
        const answer = JSON.parse(text) as DynamodbAnswer;
        if (status === 400) await this.#countRefused(asked, answer);
        else if (isRead) this.#countRead(asked, answer);
        else await this.#countWrites(asked, answer);
        return JSON.stringify(asAsked(asked, answer, status));
      },
    };
  }

  /** The units that AWS bills, also for a query that finds nothing, which DynamoDB Local takes for free. */
  #countRead(asked: Input, { ConsumedCapacity }: DynamodbAnswer): void {
    for (const { TableName, CapacityUnits } of listOf(ConsumedCapacity)) {
      const read = Math.max(leastRead(asked), CapacityUnits);
      this.units.read += read;
      addTableUnits(this.units, TableName, { read });
    }
  }

  async #countWrites(asked: Input, { ConsumedCapacity }: DynamodbAnswer): Promise<void> {
    for (const consumed of listOf(ConsumedCapacity)) {
      await this.#note(consumed.TableName, asked, {
        table: consumed.Table?.CapacityUnits ?? 0,
        // AWS writes an item of a transaction twice, to prepare and to commit it, and its indexes once;
        // DynamoDB Local says twice of both.
        indexes: indexUnits(consumed) / (asked.TransactItems ? 2 : 1),
      });
    }
  }

  /** A write whose condition did not hold is billed like one that was carried out; its answer tells no units. */
  async #countRefused(asked: Input, { __type, Item: old }: DynamodbAnswer): Promise<void> {
    const { TableName, Item } = asked;
    if (!TableName || !__type?.endsWith('#ConditionalCheckFailedException')) return;
    await this.#note(TableName, asked, { table: tableUnits(sizeOf, Item, old), indexes: 0 });
  }

  /** Notes units under the kind of a call's item; units of a transaction under all of its kinds: `message+filing`. */
  async #note(tableName: string, asked: Input, written: WriteUnits): Promise<void> {
    const sortKey = await this.#sortKeyOf(tableName);
    const items = asked.TransactItems?.flatMap((item) => Object.values(item)) ?? [asked];
    const kinds = items
      .filter(({ TableName }) => TableName === tableName)
      .map(({ Item, Key }) => itemKindOf(tableName, sortKey, Item ?? Key ?? {}));
    addUnits(this.units.written, [...new Set(kinds)].join('+'), written);
    addTableUnits(this.units, tableName, { written: written.table + written.indexes });
  }
}

/** Without what the caller did not ask for. */
function asAsked(asked: Input, { ConsumedCapacity, ...answer }: DynamodbAnswer, status: number): DynamodbAnswer {
  const { ReturnConsumedCapacity: wanted = 'NONE', ReturnValuesOnConditionCheckFailure: old = 'NONE' } = asked;
  if (status === 400 && old === 'NONE') delete answer.Item;
  if (!ConsumedCapacity || wanted === 'NONE') return answer;
  if (wanted === 'INDEXES') return { ...answer, ConsumedCapacity };
  const total = ({ TableName, CapacityUnits }: Consumed) => ({ TableName, CapacityUnits });
  return {
    ...answer,
    ConsumedCapacity: Array.isArray(ConsumedCapacity) ? ConsumedCapacity.map(total) : total(ConsumedCapacity),
  };
}

function listOf(consumed: DynamodbAnswer['ConsumedCapacity']): Consumed[] {
  return consumed ? [consumed].flat() : [];
}

function indexUnits({ GlobalSecondaryIndexes, LocalSecondaryIndexes }: Consumed): number {
  const indexes = Object.values({ ...GlobalSecondaryIndexes, ...LocalSecondaryIndexes });
  return indexes.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}

/** The size of an item by dynalite, which is not loaded before it is needed. */
function sizeOf(item: DbItem): number {
  const dynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
  return (dynalite('./db') as { itemSize(item: DbItem): number }).itemSize(item);
}
