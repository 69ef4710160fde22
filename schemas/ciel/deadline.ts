import type { Deadline } from '../deadline.ts';
import { instantOf } from '../instant.ts';

/** The day of the following month at whose end a declaration has to be validated (contract v2.24 §2). */
const DAY = 10;

/** The operator validates a draft by the 10th of the month after the declared one, in Paris. */
export const deadline: Deadline = {
  state: 'draft',
  of(reference) {
    const [, year = '', month = ''] = /\/(\d{4})-(\d{2})$/.exec(reference) ?? [];
    const next = new Date(Date.UTC(Number(year), Number(month), DAY + 1));
    if (month === '' || Number.isNaN(next.getTime())) return undefined;
    const instant = instantOf(`${next.toISOString().slice(0, 10)}T00:00[Europe/Paris]`);
    return instant === undefined ? undefined : new Date(instant);
  },
  // It may be taken from the first day of the declared month on.
  withinDays: 41,
};
