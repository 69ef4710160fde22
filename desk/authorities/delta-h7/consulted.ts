import type { Filing } from '../../../schemas/filing.ts';
import { givenParts } from '../../render/given.ts';
import { stateStyle, stateText } from '../../render/words.ts';
import { printable, type Terminal } from '../../terminal/terminal.ts';
import type { Consultation } from './consultations.ts';

/** The answer of customs about one declaration. */
export type Said = 'found' | 'unknown' | 'no answer';

/** One line on a consultation: what is asked, and under what it can be followed. */
export function consultationLine(
  { messageId, agreement, lrns }: Consultation,
  became: 'asked' | 'would ask',
  { paint, width }: Terminal,
): string {
  const count = lrns.length === 1 ? '1 declaration' : `${lrns.length} declarations`;
  const about = `${count} under ${printable(agreement)}`;
  if (became === 'asked') return `${paint('green', 'asked')}  ${paint('bold', messageId)}  about ${about}`;
  const names = printable(lrns.join(', '));
  const room = (width ?? Number.POSITIVE_INFINITY) - about.length - 'would ask  about : '.length;
  return `${paint('cyan', 'would ask')}  about ${about}: ${names.length > room ? `${names.slice(0, Math.max(room - 1, 0))}…` : names}`;
}

/** One line on a declaration that was asked about, as it stands now. */
export function saidLine(lrn: string, said: Said, filing: Filing | null, { paint }: Terminal): string {
  const name = paint('bold', printable(lrn));
  if (said === 'no answer') return `  ${name}  ${paint('yellow', 'no answer yet')}`;
  if (said === 'unknown' || !filing) return `  ${name}  ${paint('red', 'unknown to customs')}`;
  const { state } = filing;
  const stands = state ? paint(stateStyle(filing), printable(stateText(filing))) : 'known, without a state';
  return [`  ${name}`, stands, ...givenParts(filing)].join('  ');
}

/** The most LRNs, or faults, that are named one by one. */
export const MOST_NAMED = 20;

/** LRNs in a sentence. */
export function named(lrns: readonly string[]): string {
  const more = lrns.length - MOST_NAMED;
  return printable(`${lrns.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`);
}
