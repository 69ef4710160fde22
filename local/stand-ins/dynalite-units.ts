import type { CapacityUnits, WriteUnits } from './calls.ts';
import { addTableUnits, addUnits, type DbItem, itemKindOf, leastRead, tableUnits } from './units.ts';

interface Keys {
  KeySchema: { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[];
}
interface Index extends Keys {
  Projection: { ProjectionType: string; NonKeyAttributes?: string[] };
}
interface Table extends Keys {
  TableName: string;
  GlobalSecondaryIndexes?: Index[];
  LocalSecondaryIndexes?: Index[];
}
interface Read {
  TableName: string;
  ConsistentRead?: boolean;
  ReturnConsumedCapacity?: string;
}
interface Found {
  ConsumedCapacity?: { CapacityUnits: number } | undefined;
}
/** The functions that dynalite calls when it reads and writes: its own count of a write leaves the indexes out. */
export interface Internals {
  itemSize(item: DbItem): number;
  checkConditional(request: { TableName: string; Item?: DbItem; Key?: DbItem }, old: DbItem | undefined): unknown;
  updateIndexes(store: unknown, table: Table, old: DbItem | undefined, item: DbItem | undefined, done: unknown): void;
  capacityUnits(item: DbItem | undefined, isRead: boolean, isConsistent: boolean | undefined): number;
  addConsumedCapacity(request: Read, isRead: boolean, item: DbItem | undefined, old?: DbItem): unknown;
  /** For Query and Scan. */
  queryTable(...parts: QueryParts): void;
}
type QueryParts = [
  ...[store: unknown, table: Table, request: Read, options: unknown, isLocal: unknown, fromItems: unknown],
  ...[startKeys: unknown, done: (error: unknown, found?: Found) => void],
];

/** Counts what everything from now on takes. */
export function countUnits(internals: Internals): CapacityUnits {
  const units: CapacityUnits = { read: 0, written: {}, tables: {} };
  countReadUnits(internals, (table, read) => {
    units.read += read;
    addTableUnits(units, table, { read });
  });
  countWriteUnits(internals, units);
  return units;
}

/** Notes each read as AWS bills it: of 4 kB, by half where it may be a moment old, and also one that finds nothing. */
function countReadUnits(internals: Internals, note: (table: string, units: number) => void): void {
  const { addConsumedCapacity, queryTable, capacityUnits } = internals;

  internals.addConsumedCapacity = (request, isRead, item, old) => {
    if (isRead) note(request.TableName, capacityUnits(item, true, request.ConsistentRead));
    return addConsumedCapacity(request, isRead, item, old);
  };
  internals.queryTable = (store, table, request, options, isLocal, fromItems, startKeys, done) => {
    const counted = { ...request, ReturnConsumedCapacity: request.ReturnConsumedCapacity ?? 'TOTAL' };
    queryTable(store, table, counted, options, isLocal, fromItems, startKeys, (error, found) => {
      if (found) note(table.TableName, Math.max(leastRead(request), found.ConsumedCapacity?.CapacityUnits ?? 0));
      if (found && request.ReturnConsumedCapacity === undefined) delete found.ConsumedCapacity;
      done(error, found);
    });
  };
}

/** Notes each write as AWS bills it, also one whose condition did not hold. */
function countWriteUnits(internals: Internals, units: CapacityUnits): void {
  /** The sort keys of the tables that were written to, by their names. */
  const sortKeys = new Map<string, string>();
  const { checkConditional, updateIndexes } = internals;
  const unitsOf = (item: DbItem | undefined) => (item ? tableUnits(internals.itemSize, item) : 0);

  /** The units of an index: none where its item stays, two writes where it moves to another key. */
  function indexUnits(table: Table, index: Index, old: DbItem | undefined, item: DbItem | undefined): number {
    const [before, after] = [projected(table, index, old), projected(table, index, item)];
    if (JSON.stringify(before) === JSON.stringify(after)) return 0;
    const isMoved = JSON.stringify(keysIn(index, before)) !== JSON.stringify(keysIn(index, after));
    return isMoved ? unitsOf(before) + unitsOf(after) : Math.max(unitsOf(before), unitsOf(after));
  }

  function note(tableName: string, item: DbItem, written: WriteUnits): void {
    addUnits(units.written, itemKindOf(tableName, sortKeys.get(tableName), item), written);
    addTableUnits(units, tableName, { written: written.table + written.indexes });
  }

  internals.checkConditional = (request, old) => {
    const refused = checkConditional(request, old);
    const { TableName, Item, Key } = request;
    if (refused != null) {
      note(TableName, Item ?? Key ?? {}, { table: tableUnits(internals.itemSize, Item, old), indexes: 0 });
    }
    return refused;
  };
  internals.updateIndexes = (store, table, old, item, done) => {
    const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
    sortKeys.set(table.TableName, table.KeySchema.find(({ KeyType }) => KeyType === 'RANGE')?.AttributeName ?? '');
    note(table.TableName, item ?? old ?? {}, {
      table: tableUnits(internals.itemSize, old, item),
      indexes: indexes.reduce((sum, index) => sum + indexUnits(table, index, old, item), 0),
    });
    updateIndexes(store, table, old, item, done);
  };
}

/** The item of an index; `undefined` where the item lacks one of its keys. */
function projected(table: Table, index: Index, item: DbItem | undefined): DbItem | undefined {
  if (!item || index.KeySchema.some(({ AttributeName }) => item[AttributeName] == null)) return undefined;
  if (index.Projection.ProjectionType === 'ALL') return item;
  const names = [...index.KeySchema, ...table.KeySchema].map(({ AttributeName }) => AttributeName);
  const held = [...new Set([...names, ...(index.Projection.NonKeyAttributes ?? [])])];
  return Object.fromEntries(held.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}

function keysIn({ KeySchema }: Keys, item: DbItem | undefined): unknown[] {
  return KeySchema.map(({ AttributeName }) => item?.[AttributeName]);
}
