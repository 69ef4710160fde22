import { wrapped } from './wrapped.ts';

/**
 * A help text with its sentences broken anew, since the words in them differ by the authorities. A line after a full
 * stop stays one, and so do indented lines: options and examples.
 */
export function helpText(text: string): string {
  return text
    .replaceAll(/(?<=^\S.*[^.:\n])\n(?=\S)/gm, ' ')
    .split('\n')
    .flatMap((line) => (line.startsWith(' ') ? [line] : wrapped(line, 80)))
    .join('\n');
}
