import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { View } from '../../schemas/view.ts';
import type { Language } from '../console/language.ts';
import type { PlacedError } from '../filings/told-filing.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';
import { errorPlace, errorText } from './words.ts';

/** An error for a person: its code and its place, the value that was sent there, and its text. */
export function errorLines(
  error: PlacedError,
  authority: AuthorityName,
  { paint, width }: Pick<Terminal, 'paint' | 'width'>,
  language?: Language,
): string[] {
  const { errorType, errorCode, at } = error;
  const type = errorType === undefined ? '' : `type ${errorType}`;
  const place = errorPlace(error, authority, language);
  const head = [errorCode && paint('red', printable(errorCode)), place && printable(place), type && paint('dim', type)];
  const line = head.filter(Boolean).join('  ');
  const description = printable(errorText(error));
  // A technical error has nothing but its description, or not even that.
  if (!line) return wrapped(`  ${description || 'an error without any details'}`, width, 4);
  return [
    ...wrapped(`  ${line}`, width, 4),
    ...(at ? wrapped(`    ${paint('dim', 'value:')} ${printable(valueText(at.value))}`, width, 6) : []),
    ...(description ? wrapped(`    ${description}`, width, 6) : []),
  ];
}

/** Our words on an error of the authority, below its own; those of a refusal of ours are ours already. */
export function adviceLines(
  error: PlacedError,
  { adviceOn }: View,
  { paint, width }: Pick<Terminal, 'paint' | 'width'>,
): string[] {
  const advice = error.errorPointer?.startsWith('/payload') ? [] : (adviceOn?.(error) ?? []);
  return advice.flatMap((line) => wrapped(`    ${line}`, width, 6)).map((line) => paint('dim', line));
}

function valueText(value: unknown): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? `${Object.keys(value).length} fields` : JSON.stringify(value);
}
