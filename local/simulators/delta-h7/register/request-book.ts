import type { Account } from '../token/token-endpoint.ts';

/** The requests that customs registered, by the reference that each operator gave them, and their numbers. */
export class RequestBook {
  readonly #taken = new Map<Account, Set<string>>();
  /** The first part of the numbers: a simulator that is started again repeats none. */
  readonly #series: string;
  #count = 0;

  constructor(startedAt: Date) {
    this.#series = String(startedAt.getTime());
  }

  isTaken(operatorRequestReference: string, account: Account): boolean {
    return this.#taken.get(account)?.has(operatorRequestReference) ?? false;
  }

  /** Registers a request, and gives it its number. */
  enter(operatorRequestReference: string, account: Account): string {
    const ofAccount = this.#taken.get(account) ?? new Set();
    this.#taken.set(account, ofAccount.add(operatorRequestReference));
    this.#count += 1;
    return `R${this.#series}${String(this.#count).padStart(7, '0')}`;
  }
}
