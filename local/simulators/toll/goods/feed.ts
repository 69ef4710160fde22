import type { Signal } from './signal.ts';

/** The most signals of a page. */
const LARGEST_PAGE = 1000;

/** The signals of one organisation, of all means of transport, in the order in which they came to be. */
export class Feed {
  readonly #signals: Signal[] = [];
  /** The place behind the last signal with an id. */
  readonly #after = new Map<string, number>();

  add(signal: Signal): void {
    this.#signals.push(signal);
    this.#after.set(signal.routingResult.id, this.#signals.length);
  }

  get signals(): readonly Signal[] {
    return this.#signals;
  }

  /**
   * The page behind a marker, which is the id of the last signal that was read; `undefined` for a marker that is none.
   * @param shortened the most signals of this page in place of the usual number, given how many there are
   */
  page(marker: string | null, shortened: (left: number) => number | undefined): readonly Signal[] | undefined {
    const from = marker === null ? 0 : this.#after.get(marker);
    if (from === undefined) return undefined;
    const left = this.#signals.length - from;
    return this.#signals.slice(from, from + Math.min(LARGEST_PAGE, shortened(left) ?? LARGEST_PAGE));
  }
}
