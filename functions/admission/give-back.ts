import type { Grant } from './admit.ts';
import { type AdmissionState, minuteOf } from './state.ts';

/** Turns that were granted and went by unused, by the minutes in which they were noted. */
export type LostTurns = Readonly<Record<string, number>>;

/** Lost turns with one more, of this grant. */
export function withLost(lost: LostTurns, { start, count, interval }: Extract<Grant, { kind: 'send' }>): LostTurns {
  const minute = minuteOf(start + count * interval);
  return { ...lost, [minute]: (lost[minute] ?? 0) + 1 };
}

/** A state whose hour no longer counts the turns that were lost; the same object where it counts none of them. */
export function giveBack(state: AdmissionState, lost: LostTurns): AdmissionState {
  const counted = Object.entries(lost).filter(([minute]) => state.minutes[minute]);
  if (counted.length === 0) return state;
  const less = counted.map(([minute, count]) => [minute, Math.max(0, (state.minutes[minute] ?? 0) - count)]);
  return { ...state, minutes: { ...state.minutes, ...Object.fromEntries(less) } };
}
