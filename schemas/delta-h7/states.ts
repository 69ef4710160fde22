import { type FilingState, UNKNOWN_STATE } from '../filing.ts';
import { lazily } from '../lazily.ts';
import { stateCodes } from './code-lists/state-codes.ts';

/** A declaration's states in the order of its life (§2.1.3). */
export const states = [
  'anticipated',
  'validated',
  'under-control',
  'not-cleared',
  'credit-pending',
  'released',
  'cancelled',
  'invalidated',
] as const satisfies FilingState[];

const byCode = lazily(() => new Map<string, FilingState>(stateCodes.map((entry) => [folded(entry.code), entry.state])));

/** Our name for a state code, whatever its case and accents. */
export function declarationStateOf(rawState: string): FilingState {
  return byCode().get(folded(rawState)) ?? UNKNOWN_STATE;
}

function folded(code: string): string {
  return code
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .trim()
    .toUpperCase();
}
