/** A priority queue by time, as a binary heap, since there may be millions of entries. */
export class Soonest<Thing> {
  readonly #times: number[] = [];
  readonly #things: Thing[] = [];

  get size(): number {
    return this.#times.length;
  }

  /** The time of the soonest; `Infinity` where there is none. */
  get at(): number {
    return this.#times[0] ?? Number.POSITIVE_INFINITY;
  }

  add(at: number, thing: Thing): void {
    let place = this.#times.length;
    for (let above = (place - 1) >> 1; place > 0 && (this.#times[above] as number) > at; above = (place - 1) >> 1) {
      this.#move(above, place);
      place = above;
    }
    this.#times[place] = at;
    this.#things[place] = thing;
  }

  /** Removes the soonest entry. */
  take(): Thing {
    const [soonest] = this.#things as [Thing];
    const at = this.#times.pop() as number;
    const thing = this.#things.pop() as Thing;
    const { length } = this.#times;
    if (length > 0) {
      let place = 0;
      for (let below = 1; below < length; below = 2 * place + 1) {
        if (below + 1 < length && (this.#times[below + 1] as number) < (this.#times[below] as number)) below += 1;
        if ((this.#times[below] as number) >= at) break;
        this.#move(below, place);
        place = below;
      }
      this.#times[place] = at;
      this.#things[place] = thing;
    }
    return soonest;
  }

  /** All entries, in no order. */
  [Symbol.iterator](): Iterator<Thing> {
    return this.#things.values();
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from] as number;
    this.#things[to] = this.#things[from] as Thing;
  }
}
