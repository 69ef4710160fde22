import { parisTime } from '../../support/paris-time.ts';
import type { Label } from '../labels.ts';

/** The hours of every day in Paris, each as `08:30`. */
export interface Hours {
  from: string;
  to: string;
}

/** OMEGA's opening hours, which are not public: it is always open unless it is told otherwise. */
export class Opening {
  #hours: Hours | undefined;
  #shut: 'closed' | 'maintenance' | undefined;

  setHours(hours: Hours): void {
    this.#hours = hours;
  }

  shut(reason: 'closed' | 'maintenance'): void {
    this.#shut = reason;
  }

  clear(): void {
    this.#hours = undefined;
    this.#shut = undefined;
  }

  /** The label of all answers at this time; `undefined` while it is open. */
  labelAt(now: Date): Extract<Label, 'closed' | 'maintenance'> | undefined {
    if (this.#shut || !this.#hours) return this.#shut;
    const time = parisTime(now);
    return this.#hours.from <= time && time < this.#hours.to ? undefined : 'closed';
  }
}
