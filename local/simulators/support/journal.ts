/** A log of what happened, the latest so many entries of it. */
export class Journal<Entry> {
  readonly #remember: number;
  #entries: Entry[] = [];

  constructor(remember: number) {
    this.#remember = remember;
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    // Cut back by half at a time, since to shift an array of thousands at each call is dear.
    if (this.#entries.length > 2 * this.#remember) this.#entries = this.#latest();
  }

  get entries(): readonly Entry[] {
    return this.#entries.length > this.#remember ? this.#latest() : this.#entries;
  }

  #latest(): Entry[] {
    return this.#entries.slice(this.#entries.length - this.#remember);
  }
}
