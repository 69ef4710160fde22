import { type Hour, noted } from './hour.ts';
import type { AdmissionState } from './state.ts';

/** Turns that were granted and went by unused, by the buckets in which they were noted. */
export type LostTurns = Hour;

/** Lost turns with one more, that of a message which was to start at an instant. */
export function withLost(lost: LostTurns, start: number): LostTurns {
  return noted(lost, start, 1, 0);
}

/** A state whose hour no longer counts the turns that were lost; the same object where it counts none of them. */
export function giveBack(state: AdmissionState, lost: LostTurns): AdmissionState {
  const known = Object.entries(lost).filter(([bucket]) => state.hour[bucket]);
  if (known.length === 0) return state;
  const less = known.map(([bucket, count]) => [bucket, Math.max(0, (state.hour[bucket] ?? 0) - count)]);
  return { ...state, hour: { ...state.hour, ...Object.fromEntries(less) } };
}
