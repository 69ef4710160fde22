/** The requests that customs grants in a day: about so many (JWT.md). */
const A_DAY = 50;
const DAY_MS = 24 * 60 * 60_000;
/** "pendant plusieurs heures" (JWT.md); how many is not public. */
const CUT_MS = 4 * 60 * 60_000;

/** The quota of token requests. The one that is too many cuts the access for hours. */
export class Quota {
  readonly #now: () => Date;
  #requests: number[] = [];
  #cutUntil = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Counts a request. Returns false where the access is cut. */
  admit(): boolean {
    const now = this.#now().getTime();
    if (now < this.#cutUntil) return false;
    this.#requests = this.#requests.filter((at) => at > now - DAY_MS);
    if (this.#requests.length >= A_DAY) {
      this.cut();
      return false;
    }
    this.#requests.push(now);
    return true;
  }

  /** Cuts the access now. */
  cut(): void {
    this.#cutUntil = this.#now().getTime() + CUT_MS;
  }

  /** Forgets all requests and ends a cut. */
  clear(): void {
    this.#requests = [];
    this.#cutUntil = 0;
  }
}
