import type { ItemChange, StoredItem, ToldOfChange } from './database.ts';

/** The watchers of changes, by table. */
export class Watchers {
  readonly #watchers = new Map<string, ToldOfChange[]>();
  #told = 0;

  /** @returns true if the table was not watched before */
  add(table: string, told: ToldOfChange): boolean {
    const before = this.#watchers.get(table) ?? [];
    this.#watchers.set(table, [...before, told]);
    return before.length === 0;
  }

  tell(table: string, change: ItemChange): void {
    for (const told of this.#watchers.get(table) ?? []) told(change);
  }

  /** Tells of a write as a stream would, where there is none. */
  tellOfWrite({ table, keys: Keys, event: eventName }: StoredItem): void {
    this.#told += 1;
    const SequenceNumber = String(this.#told).padStart(21, '0');
    const ApproximateCreationDateTime = Math.floor(Date.now() / 1000);
    const SizeBytes = Buffer.byteLength(JSON.stringify(Keys));
    const dynamodb = { ApproximateCreationDateTime, Keys, SequenceNumber, SizeBytes, StreamViewType: 'KEYS_ONLY' };
    this.tell(table, { eventID: SequenceNumber, eventName, dynamodb });
  }
}
