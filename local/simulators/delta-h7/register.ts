import { randomUUID } from 'node:crypto';
import { customsDay } from './clock.ts';
import { mrnOf } from './mrn.ts';
import type { StateCode } from './states.ts';

/** What customs keeps of a declaration that it accepted. */
export interface Registered {
  readonly lrn: string;
  readonly customsDeclarationReference: string;
  /** Absent while it is anticipated. */
  mrn?: string;
  state: StateCode;
  since: Date;
}

/**
 * The declarations that customs accepted, and the numbers it gives out. Kept for as long as the
 * simulator runs, since an LRN stays taken.
 */
export class Register {
  readonly #byLrn = new Map<string, Registered>();
  /** References begin with the instant of the start: a simulator started again repeats none. */
  readonly #series: string;
  #count = 0;

  constructor(startedAt: Date) {
    this.#series = String(startedAt.getTime());
  }

  lrnIsTaken(lrn: string): boolean {
    return this.#byLrn.has(lrn);
  }

  /** Takes a declaration in: anticipated ones get no MRN yet (§2.1.4). */
  enter(lrn: string, state: 'ANT' | 'VLD', now: Date): Registered {
    this.#count += 1;
    const customsDeclarationReference = `${this.#series}${String(this.#count).padStart(7, '0')}`;
    const entry: Registered = { lrn, customsDeclarationReference, state, since: now };
    if (state === 'VLD') entry.mrn = mrnOf(customsDeclarationReference, customsDay(now).slice(0, 4));
    this.#byLrn.set(lrn, entry);
    return entry;
  }

  /**
   * Gives a declaration its next state. Date-times have no fraction of a second, so that states
   * are kept a second apart: their order can be read from them, as when customs takes its time.
   */
  move(entry: Registered, state: StateCode, now: Date): void {
    entry.state = state;
    entry.since = new Date(Math.max(now.getTime(), entry.since.getTime() + 1000));
  }
}

/** "UUID + timestamp in seconds", without anything between the two. */
export function newMessageId(now: Date): string {
  return `${randomUUID()}${Math.floor(now.getTime() / 1000)}`;
}
