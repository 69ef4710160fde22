import { inTurns } from '../../../functions/ledger/in-turns.ts';
import type { Ledger, ParkedList, ParkedReading, ParkedSend } from '../../../functions/ledger/ledger.ts';
import type { FilingKey, SentRecord, Settlement } from '../../../functions/ledger/records.ts';
import type { Tries } from '../../../functions/send/back-off.ts';
import { Soonest } from './soonest.ts';

/** A message of the simulation. */
const UNKNOWN = 0;
const UNDER_WAY = 1;
const WAITS = 2;
const REFUSED = 3;

export interface VirtualLedgerOptions {
  /** The most messages; they are numbered from 0. */
  most: number;
  numberOf: (reference: string) => number;
  keyOf: (number: number) => FilingKey;
  bodyOf: (number: number) => string;
  /** The name of every message. */
  message: string;
  /** The platform of each; `shop-1` for all unless a test says otherwise. */
  platformOf?: (number: number) => string;
}

/**
 * The ledger of millions of messages that differ in their number only: one byte and two instants
 * each, with the conditions of the real one.
 */
export class VirtualLedger implements Ledger {
  readonly #options: VirtualLedgerOptions;
  readonly #sent: { message: string; attempt: number };
  readonly #status: Uint8Array;
  readonly #heldAt: Float64Array;
  readonly #due: Float64Array;
  /** The failures of the few messages that have any: all of them, and those alone. */
  readonly #tries = new Map<number, Tries>();
  /** The parts of the lists, by platform. */
  readonly #lists: Record<ParkedList, Map<string, Soonest<number>>> = {
    ...{ lane: new Map(), alone: new Map(), declaration: new Map(), 'fan-out': new Map() },
  };
  /** The numbers of messages that are parked and were refused. */
  readonly counts = { waiting: 0, refused: 0 };

  constructor(options: VirtualLedgerOptions) {
    this.#options = options;
    this.#sent = { message: options.message, attempt: 1 };
    this.#status = new Uint8Array(options.most);
    this.#heldAt = new Float64Array(options.most);
    this.#due = new Float64Array(options.most);
  }

  /** True for a message that is in flight, or was simply accepted. */
  isUnderWay(number: number): boolean {
    return this.#status[number] === UNDER_WAY;
  }

  waits(number: number): boolean {
    return this.#status[number] === WAITS;
  }

  async claim(key: FilingKey, { settlement }: SentRecord): Promise<boolean> {
    const number = this.#numberOf(key);
    if (this.#status[number] !== UNKNOWN) return false;
    this.#become(number, settlement);
    return true;
  }

  async settle(key: FilingKey, _: unknown, settlement: Settlement, held?: Settlement): Promise<boolean> {
    const number = this.#numberOf(key);
    if (held ? !this.#isHeldAs(number, held) : this.#status[number] !== UNDER_WAY) return false;
    this.#become(number, settlement);
    return true;
  }

  async resume(key: FilingKey, { settlement }: SentRecord): Promise<boolean> {
    const number = this.#numberOf(key);
    if (!settlement || !this.#isHeldAs(number, settlement)) return false;
    this.#become(number, undefined);
    return true;
  }

  async defer({ key, due: wasDue }: ParkedSend, due: string): Promise<boolean> {
    const number = this.#numberOf(key);
    if (this.#status[number] !== WAITS || this.#due[number] !== Date.parse(wasDue)) return false;
    this.#wait(number, Date.parse(due));
    return true;
  }

  async sent(key: FilingKey): Promise<SentRecord | undefined> {
    const number = this.#numberOf(key);
    const status = this.#status[number];
    if (status === UNKNOWN) return undefined;
    const at = iso(this.#heldAt[number]);
    const error = {};
    const settlement: Settlement | undefined =
      status === WAITS
        ? { verdict: 'parked', httpStatus: null, error, at, due: iso(this.#due[number]), ...this.#tries.get(number) }
        : status === REFUSED
          ? { verdict: 'refused', httpStatus: null, error, at }
          : undefined;
    return {
      ...{ type: 'sent', ...this.#sent, at, platform: this.#platformOf(number), digest: '', claimedBy: '' },
      messageId: key.reference,
      body: this.#options.bodyOf(number),
      ...(settlement && { settlement }),
    };
  }

  async records(key: FilingKey): Promise<SentRecord[]> {
    const record = await this.sent(key);
    return record ? [record] : [];
  }

  due(_: unknown, by: string, list: ParkedList, { turn }: ParkedReading = {}): AsyncIterable<ParkedSend> {
    const parts = [...this.#lists[list]].sort(([a], [b]) => (a < b ? -1 : 1));
    return inTurns(
      parts.map(([platform]) => this.#dueOf(platform, by, list)),
      turn,
    );
  }

  async *#dueOf(platform: string, by: string, list: ParkedList): AsyncIterable<ParkedSend> {
    const waiting = this.#part(list, platform);
    const until = Date.parse(by);
    const seen: number[] = [];
    try {
      while (waiting.at <= until) {
        const { at } = waiting;
        const number = waiting.take();
        if (this.#status[number] !== WAITS || this.#due[number] !== at || this.#listOf(number) !== list) continue;
        seen.push(number);
        yield { key: this.#options.keyOf(number), sent: this.#sent, platform, due: iso(at) };
      }
    } finally {
      // A message that was not postponed meanwhile takes its place.
      for (const number of seen) {
        const due = this.#due[number] as number;
        if (this.#status[number] === WAITS && due <= until) this.#part(this.#listOf(number), platform).add(due, number);
      }
    }
  }

  async refuse(): Promise<void> {
    this.counts.refused += 1;
  }

  async repeat(): Promise<void> {}

  // Answers have no effects in this simulation.
  markOverdue = absent;
  keepDuplicate = absent;
  receive = absent;
  ask = absent;
  state = absent;
  keepLetter = absent;
  letter = absent;
  keepUnreadable = absent;
  unreadable = absent;
  noteLetter = absent;
  findByAuthorityReference = absent;
  enquiries = absent;
  recent = absent;
  received = absent;

  #numberOf({ reference }: FilingKey): number {
    return this.#options.numberOf(reference);
  }

  #isHeldAs(number: number, { at }: Settlement): boolean {
    return this.#status[number] === WAITS && this.#heldAt[number] === Date.parse(at);
  }

  #become(number: number, settlement: Settlement | undefined): void {
    if (this.#status[number] === WAITS) this.counts.waiting -= 1;
    if (!settlement) {
      this.#status[number] = UNDER_WAY;
      return;
    }
    this.#heldAt[number] = Date.parse(settlement.at);
    // No parked message arrives here, since answers have no effects in this simulation.
    if (settlement.verdict !== 'parked') {
      this.#status[number] = REFUSED;
      this.counts.refused += 1;
      return;
    }
    this.#status[number] = WAITS;
    this.counts.waiting += 1;
    const { failures = 0, alone = 0 } = settlement;
    if (failures > 0) this.#tries.set(number, { failures, alone });
    this.#wait(number, Date.parse(settlement.due));
  }

  #wait(number: number, due: number): void {
    this.#due[number] = due;
    this.#part(this.#listOf(number), this.#platformOf(number)).add(due, number);
  }

  #platformOf(number: number): string {
    return this.#options.platformOf?.(number) ?? 'shop-1';
  }

  #part(list: ParkedList, platform: string): Soonest<number> {
    const known = this.#lists[list].get(platform);
    if (known) return known;
    const part = new Soonest<number>();
    this.#lists[list].set(platform, part);
    return part;
  }

  #listOf(number: number): ParkedList {
    return (this.#tries.get(number)?.alone ?? 0) > 0 ? 'alone' : 'lane';
  }
}

const iso = (instant = 0) => new Date(instant).toISOString();

function absent(): never {
  throw new TypeError('Not simulated');
}
