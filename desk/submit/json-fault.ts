import { createScanner, type ParseError, visit } from 'jsonc-parser';

/** The place where a text stops being JSON, and what would have to stand there. */
export interface JsonFault {
  line: number;
  /** In characters, from 1. */
  column: number;
  problem: string;
}

/** Beyond this depth a text is not looked into: the reader calls itself for each level. */
const MOST_DEEP = 500;

/** The code of jsonc-parser for a word that JSON does not have, wherever it stands. */
const NO_SYMBOL = 1;

/** By the other codes of jsonc-parser (ParseErrorCode). */
const problems: Readonly<Record<number, string>> = {
  2: 'this number is not written as JSON has it',
  3: 'a name in double quotes was expected',
  4: 'a value was expected',
  5: ': was expected',
  6: ', was expected',
  7: ', or } was expected',
  8: ', or ] was expected',
  9: 'nothing was expected after the end of the value',
  10: 'a comment is not allowed',
  11: 'a comment is not allowed',
  12: 'this text in double quotes does not end',
  13: 'this number does not end',
  14: '\\u and four hexadecimal digits were expected',
  15: 'this is no escape that JSON has',
  16: 'this character must be escaped',
};

/** The first fault of a text that JSON.parse refuses, `undefined` where it is JSON. */
export function jsonFault(text: string): JsonFault | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return faultAt(text, tooDeepAt(text) ?? firstError(text) ?? { at: 0, problem: 'it is not JSON' });
  }
}

function faultAt(text: string, { at, problem }: { at: number; problem: string }): JsonFault {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    line: before.split('\n').length,
    column: [...before.slice(lineStart)].length + 1,
    problem: at >= text.length ? 'the text ends too early' : problem,
  };
}

function firstError(text: string): { at: number; problem: string } | undefined {
  let first: Pick<ParseError, 'error' | 'offset'> | undefined;
  const onError = (error: number, offset: number) => {
    first ??= { error, offset };
  };
  visit(text, { onError }, { disallowComments: true, allowTrailingComma: false });
  if (!first) return undefined;
  const { error, offset } = first;
  return {
    at: offset,
    problem: error === NO_SYMBOL ? expectedAt(text, offset) : (problems[error] ?? 'it is not JSON'),
  };
}

/** Says for a word that JSON does not have which one stands there in its place: after `{` a name, after `,` either. */
function expectedAt(text: string, offset: number): string {
  const before = text.slice(0, offset).trimEnd().at(-1);
  if (before === '{') return 'a name in double quotes was expected';
  return before === ',' ? 'a value, or a name in double quotes, was expected' : 'a value was expected';
}

function tooDeepAt(text: string): { at: number; problem: string } | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  // A comment that does not end leaves the scanner behind the text's end, with a length at each further scan.
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const at = scanner.getTokenOffset();
    const first = text.charAt(at);
    if (first === '{' || first === '[') depth += 1;
    if (first === '}' || first === ']') depth -= 1;
    if (depth > MOST_DEEP) return { at, problem: `it is nested more than ${MOST_DEEP} deep` };
  }
  return undefined;
}
