import type { IncomingMessage } from 'node:http';
import type { Attributes, StoredItem, WatchedTable } from './database.ts';

/** Reads along what is written into the tables that are watched. */
export class TappedWrites {
  readonly #keys = new Map<string, readonly string[]>();

  watch({ table, keys }: WatchedTable): void {
    this.#keys.set(table, keys);
  }

  /**
   * Reads along a request from its beginning.
   * @returns what it writes, to be asked for once it was answered; undefined where it writes nothing that is watched
   */
  tap(request: IncomingMessage): (() => StoredItem | undefined) | undefined {
    const target = String(request.headers['x-amz-target'] ?? '');
    const isPut = target.endsWith('.PutItem');
    if (this.#keys.size === 0 || !(isPut || target.endsWith('.UpdateItem'))) return undefined;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    return () => this.#writtenBy(Buffer.concat(parts).toString(), isPut ? 'INSERT' : 'MODIFY');
  }

  #writtenBy(body: string, event: StoredItem['event']): StoredItem | undefined {
    const input = JSON.parse(body) as { TableName: string; Item?: Attributes; Key?: Attributes };
    const names = this.#keys.get(input.TableName);
    const written = input.Item ?? input.Key ?? {};
    const keys = names && Object.fromEntries(names.map((name) => [name, written[name]]));
    return keys && { table: input.TableName, keys, event };
  }
}
