import { filingId } from './items.ts';
import type { FilingKey } from './records.ts';

/** Each filing once, in the order in which they first come, as the last of each says. */
export function distinctFilings<T extends FilingKey>(all: Iterable<T>): T[] {
  return [...new Map([...all].map((one) => [filingId(one), one])).values()];
}
