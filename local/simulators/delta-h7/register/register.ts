import { randomUUID } from 'node:crypto';
import type { DutiesAndTaxes } from '../checks/assessment.ts';
import { customsDay } from '../life/clock.ts';
import type { Account } from '../token/token-endpoint.ts';
import type { Declaration } from './declaration.ts';
import { mrnOf } from './mrn.ts';
import { eventNames, type StateCode, states } from './states.ts';

/** A declaration that was lodged, accepted or not. */
export interface Lodged {
  readonly lrn: string;
  /** The account that lodged it: no other may ask for anything about it. */
  readonly account: Account;
  /** The declaration as it stands, amendments included. */
  declaration: Declaration;
  duties: DutiesAndTaxes;
}

/** A declaration that customs accepted. */
export interface Registered extends Lodged {
  readonly customsDeclarationReference: string;
  /** Absent while it is anticipated. */
  mrn?: string;
  state: StateCode;
  since: Date;
  /** The latest event. */
  event: string;
  /** The day whose law it is assessed by: that of its validation, once there is one. */
  acceptedAt: Date;
}

/** The state in which the operator may ask for an invalidation or an amendment (§6.3, §7.3). */
export function isValidated({ state }: Registered): boolean {
  return state === 'VLD' || state === 'REPRISE';
}

/**
 * The declarations that customs accepted, and the numbers it gives out. Kept for as long as the
 * simulator runs, since an LRN stays taken.
 */
export class Register {
  readonly #byLrn = new Map<string, Registered>();
  readonly #byReference = new Map<string, Registered>();
  /** References begin with the instant of the start: a simulator started again repeats none. */
  readonly #series: string;
  #count = 0;

  constructor(startedAt: Date) {
    this.#series = String(startedAt.getTime());
  }

  lrnIsTaken(lrn: string): boolean {
    return this.#byLrn.has(lrn);
  }

  /** A declaration that this account lodged; those of others are as unknown as those that do not exist. */
  find(customsDeclarationReference: string, account: Account): Registered | undefined {
    return ofAccount(account, this.#byReference.get(customsDeclarationReference));
  }

  findByLrn(lrn: string, account: Account): Registered | undefined {
    return ofAccount(account, this.#byLrn.get(lrn));
  }

  /** Takes a declaration in: anticipated ones get no MRN yet (§2.1.4). */
  enter(lodged: Lodged, state: 'ANT' | 'VLD' | 'REPRISE', now: Date, event: string = states[state].event): Registered {
    this.#count += 1;
    const customsDeclarationReference = `${this.#series}${String(this.#count).padStart(7, '0')}`;
    const entry: Registered = { ...lodged, customsDeclarationReference, state, since: now, event, acceptedAt: now };
    if (state !== 'ANT') giveMrn(entry, now);
    this.#byLrn.set(entry.lrn, entry);
    this.#byReference.set(customsDeclarationReference, entry);
    return entry;
  }

  /** Validates an anticipated declaration, and gives it its MRN (§4.2.2). */
  validate(entry: Registered, now: Date): void {
    this.move(entry, 'VLD', now, eventNames.validation);
    entry.acceptedAt = now;
    giveMrn(entry, now);
  }

  /**
   * Gives a declaration its next state. Date-times have no fraction of a second, so that states
   * are kept a second apart: their order can be read from them, as when customs takes its time.
   */
  move(entry: Registered, state: StateCode, now: Date, event: string = states[state].event): void {
    entry.state = state;
    entry.since = new Date(Math.max(now.getTime(), entry.since.getTime() + 1000));
    entry.event = event;
  }
}

function ofAccount(account: Account, entry: Registered | undefined): Registered | undefined {
  return entry?.account === account ? entry : undefined;
}

function giveMrn(entry: Registered, now: Date): void {
  entry.mrn = mrnOf(entry.customsDeclarationReference, customsDay(now).slice(0, 4));
}

/** "UUID + timestamp in seconds", without anything between the two. */
export function newMessageId(now: Date): string {
  return `${randomUUID()}${Math.floor(now.getTime() / 1000)}`;
}
