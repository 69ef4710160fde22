import { printable } from '../terminal/terminal.ts';
import type { SettledSend } from './settle.ts';

/** A finding in words: `created as 4711`, `not created`. */
export function foundText({ finding }: SettledSend): string {
  return finding.isDone ? `created as ${printable(finding.facts?.authorityReference ?? '')}` : 'not created';
}
