import type { IncomingMessage } from 'node:http';
import type { Attributes, StoredItem, WatchedTable } from './database.ts';

/** Reads along what is put into the tables that are watched. */
export class TappedPuts {
  readonly #keys = new Map<string, readonly string[]>();

  watch({ table, keys }: WatchedTable): void {
    this.#keys.set(table, keys);
  }

  /**
   * Reads along a request from its beginning.
   * @returns what it puts, to be asked for once it was answered; undefined where it puts nothing that is watched
   */
  tap(request: IncomingMessage): (() => StoredItem | undefined) | undefined {
    const target = request.headers['x-amz-target'];
    if (this.#keys.size === 0 || typeof target !== 'string' || !target.endsWith('.PutItem')) return undefined;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    return () => this.#putOf(Buffer.concat(parts).toString());
  }

  #putOf(body: string): StoredItem | undefined {
    const { TableName: table, Item: item } = JSON.parse(body) as { TableName: string; Item: Attributes };
    const keys = this.#keys.get(table);
    return keys && { table, keys: Object.fromEntries(keys.map((name) => [name, item[name]])) };
  }
}
