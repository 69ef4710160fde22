import type { AuthorityError } from '../../schemas/contract.ts';
import type { Parked } from './records.ts';

/** The settlement of a send that is parked now, and goes again when it is due (milliseconds since the epoch). */
export function parkedUntil(
  due: number,
  now: Date,
  error: AuthorityError,
  httpStatus: number | null = null,
): Pick<Parked, 'verdict' | 'httpStatus' | 'error' | 'at' | 'due'> {
  return { verdict: 'parked', httpStatus, error, at: now.toISOString(), due: new Date(due).toISOString() };
}
