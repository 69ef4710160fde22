import type { Outcome } from '../../schemas/outcome.ts';
import type { FollowUp, Sample } from './samples.ts';
import { isEnd, isOver } from './verdict.ts';

/** The progress of one sample: the latest outcomes of its filings, and the follow-ups that went. */
export class Sequence {
  readonly #sample: Sample;
  /** The latest outcome of each filing, since its latest message was submitted. */
  readonly #latest = new Map<string, Outcome>();
  #submitted = 0;

  constructor(sample: Sample) {
    this.#sample = sample;
  }

  /**
   * Takes an outcome.
   * @returns the follow-ups that are to go now, which count as submitted
   */
  hear(outcome: Outcome): FollowUp[] {
    if (outcome.reference !== null && outcome.status !== undefined) this.#latest.set(outcome.reference, outcome);
    const due: FollowUp[] = [];
    for (let next = this.#next; next && this.#isDue(next); next = this.#next) {
      due.push(next);
      this.#submitted += 1;
      // An earlier outcome says nothing of the message that is submitted now.
      this.#latest.delete(next.reference);
    }
    return due;
  }

  /** The follow-ups that did not go yet. */
  get unsubmitted(): readonly FollowUp[] {
    return this.#sample.followUps.slice(this.#submitted);
  }

  /** The references of the filings whose end was not heard of; none where nothing more can come. */
  get open(): string[] {
    if (this.#isStuck) return [];
    return this.#sample.filings
      .filter(({ reference, expect }) => {
        const latest = this.#latest.get(reference);
        const isFollowed = this.unsubmitted.some((followUp) => followUp.reference === reference);
        return isFollowed || !latest || !isEnd(latest, expect);
      })
      .map(({ reference }) => reference);
  }

  get #next(): FollowUp | undefined {
    return this.unsubmitted[0];
  }

  #isDue({ about, when }: FollowUp): boolean {
    const latest = this.#latest.get(about);
    if (!latest) return false;
    const { status = latest.status, state = latest.state } = when;
    return latest.status === status && latest.state === state;
  }

  /** The next follow-up awaits what does not come any more. */
  get #isStuck(): boolean {
    const latest = this.#next && this.#latest.get(this.#next.about);
    return latest !== undefined && isOver(latest);
  }
}
