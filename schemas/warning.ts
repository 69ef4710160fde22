import type { AuthorityName } from './catalogue.ts';
import type { Warning } from './contract.ts';
import { warnings as deltaH7 } from './delta-h7/code-lists/warnings.ts';

/** What looks wrong in a message by its authority's rules of that day. */
type Warnings = (message: string, payload: unknown, on: Date) => Warning[];

// Apart from the catalogue, so that the functions, which warn of nothing, do not carry it.
const byAuthority: Readonly<Partial<Record<AuthorityName, Warnings>>> = { 'delta-h7': deltaH7 };

export function warningsOf(authority: AuthorityName, message: string, payload: unknown, on: Date): Warning[] {
  return byAuthority[authority]?.(message, payload, on) ?? [];
}
