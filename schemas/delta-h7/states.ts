import type { FilingState } from '../filing.ts';
import { lazily } from '../lazily.ts';
import { states } from './code-lists/states.ts';

const byCode = lazily(() => new Map(states.map((entry) => [folded(entry.code), entry.state])));

/** Our name for a state code, whatever its case and accents. */
export function stateOf(rawState: string): FilingState {
  return byCode().get(folded(rawState)) ?? 'unknown';
}

function folded(code: string): string {
  return code
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .trim()
    .toUpperCase();
}
