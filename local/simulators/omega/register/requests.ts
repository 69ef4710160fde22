import type { Step } from '../step.ts';

/** A request's status as OMEGA's list of requests has it (§2.1). */
export const STATUSES = ['022', '023', 'en cours de traitement', 'Annulée', 'Clôturée'] as const;
export type Status = (typeof STATUSES)[number];

/** A request that OMEGA has: made by step 2, or left by a refusal. */
export interface KeptRequest {
  /** NumeroDemande. */
  number: string;
  status: Status;
  step: Step;
  at: Date;
  NumeroPCE: string;
  NomDuClient?: string | undefined;
  DateDemandee?: string | undefined;
}

const FIRST_NUMBER = 300_000_001;

/** OMEGA's list of requests, in the order in which they came. */
export class Requests {
  readonly #kept: KeptRequest[] = [];

  add(request: Omit<KeptRequest, 'number'>): KeptRequest {
    const kept = { number: String(FIRST_NUMBER + this.#kept.length), ...request };
    this.#kept.push(kept);
    return kept;
  }

  get all(): readonly KeptRequest[] {
    return this.#kept;
  }

  /** Gives a request another status; one that is not there stays away. */
  setStatus(number: string, status: Status): void {
    const kept = this.#kept.find((one) => one.number === number);
    if (kept) kept.status = status;
  }
}
