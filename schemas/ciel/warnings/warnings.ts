import type { Warning } from '../../contract.ts';
import { calendarDoubts } from './calendar-doubts.ts';
import { declarantDoubts } from './declarant-doubts.ts';
import { stockDoubts } from './stock-doubts.ts';

/** The doubtful places of a declaration on a day: what is late, and what the public contract leaves open. */
export function warnings(_message: string, drm: unknown, on: Date): Warning[] {
  return [...calendarDoubts, ...declarantDoubts, ...stockDoubts].flatMap((doubt) => doubt(drm, on));
}
