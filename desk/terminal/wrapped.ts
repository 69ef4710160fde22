import { stripVTControlCharacters } from 'node:util';

/** The columns that a text takes: styles take none. */
const widthOf = (text: string) => [...stripVTControlCharacters(text)].length;

/**
 * The lines of a text that is broken at spaces, so that none is wider than the terminal.
 * @param width of a line; `undefined` in a pipe, where nothing is broken
 * @param indent before each line but the first, in spaces
 */
export function wrapped(text: string, width: number | undefined, indent = 0): string[] {
  if (width === undefined) return [text];
  const [first = '', ...words] = text.trimStart().split(' ');
  const lines: string[] = [];
  let line = ' '.repeat(text.length - text.trimStart().length) + first;
  for (const word of words) {
    if (widthOf(line) + 1 + widthOf(word) <= width) line += ` ${word}`;
    else {
      lines.push(line.trimEnd());
      line = ' '.repeat(indent) + word;
    }
  }
  return [...lines, line];
}
