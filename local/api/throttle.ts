/** The rate limit of a stage, as the template has it. */
export interface ThrottleSettings {
  /** Calls a second. */
  rate: number;
  /** Calls at once. */
  burst: number;
}

/** API Gateway's bucket of tokens: full at first, filled at the rate. */
export class Throttle {
  readonly #settings: ThrottleSettings;
  readonly #now: () => number;
  #tokens: number;
  #at: number;

  constructor(settings: ThrottleSettings, now: () => number = () => performance.now()) {
    this.#settings = settings;
    this.#now = now;
    this.#tokens = settings.burst;
    this.#at = now();
  }

  /** True if one more call may pass now. */
  admits(): boolean {
    const { rate, burst } = this.#settings;
    const now = this.#now();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) * rate) / 1000);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
