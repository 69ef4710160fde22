/** Lets so many through at a time, first come first served, at a constant cost however many wait. */
export class Gate {
  #free: number;
  #waiting: (() => void)[] = [];
  #head = 0;

  constructor(width: number) {
    this.#free = width;
  }

  enter(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Hands the place on to the next who waits, so that nobody who comes later slips in between. */
  leave(): void {
    const next = this.#waiting[this.#head];
    if (!next) {
      this.#free += 1;
      return;
    }
    this.#head += 1;
    if (this.#head * 2 >= this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#head);
      this.#head = 0;
    }
    next();
  }
}
