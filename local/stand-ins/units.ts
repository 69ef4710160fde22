import type { CapacityUnits, TableUnits, WriteUnits, WriteUnitsByKind } from './calls.ts';

/** Attributes as DynamoDB's JSON has them. */
export type DbItem = Record<string, Record<string, unknown>>;

/** The kind of item that a write's units are noted under. */
export function itemKindOf(tableName: string, sortKey: string | undefined, keys: DbItem): string {
  const [kind = ''] = sortKey ? String(keys[sortKey]?.['S'] ?? '').split('/') : [tableName];
  return kind;
}

export function addUnits(units: WriteUnitsByKind, kind: string, { table, indexes }: WriteUnits): void {
  const noted = units[kind] ?? { table: 0, indexes: 0 };
  units[kind] = { table: noted.table + table, indexes: noted.indexes + indexes };
}

/** Notes units of a table beside those of all. */
export function addTableUnits({ tables }: CapacityUnits, name: string, { read, written }: Partial<TableUnits>): void {
  const noted = tables[name] ?? { read: 0, written: 0 };
  tables[name] = { read: noted.read + (read ?? 0), written: noted.written + (written ?? 0) };
}

/** The least units of a read, also where it finds nothing. */
export function leastRead({ ConsistentRead }: { ConsistentRead?: boolean }): number {
  return ConsistentRead ? 1 : 0.5;
}

/** The units of a write: by the larger of the items before and after, also where it was refused. */
export function tableUnits(sizeOf: (item: DbItem) => number, ...items: readonly (DbItem | undefined)[]): number {
  return Math.max(1, ...items.map((item) => (item ? Math.ceil(sizeOf(item) / 1024) : 0)));
}
