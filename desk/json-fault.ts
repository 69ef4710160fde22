/** Where a text stops being JSON, and what would have to stand there. */
export interface JsonFault {
  line: number;
  /** In characters, from 1. */
  column: number;
  problem: string;
}

const SPACE = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

/**
 * The first fault of a text that JSON.parse refuses, `undefined` where it is JSON. The error of
 * JSON.parse names a position for some faults only, and never a line.
 */
export function jsonFault(text: string): JsonFault | undefined {
  const fault = new Scanner(text).fault();
  if (!fault) return undefined;
  const before = text.slice(0, fault.at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: [...before.slice(lineStart)].length + 1, problem: fault.problem };
}

type Expected = 'value' | 'value or ]' | 'name or }' | 'name' | ':' | ', or ]' | ', or }' | 'end';

const problems: Record<Expected, string> = {
  value: 'a value was expected',
  'value or ]': 'a value or ] was expected',
  'name or }': 'a name in double quotes or } was expected',
  name: 'a name in double quotes was expected',
  ':': ': was expected',
  ', or ]': ', or ] was expected',
  ', or }': ', or } was expected',
  end: 'nothing was expected after the end of the value',
};

/** Walks through a text without building its value; a list of what is open stands in for recursion. */
class Scanner {
  readonly #text: string;
  readonly #open: ('[' | '{')[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  fault(): { at: number; problem: string } | undefined {
    let expected: Expected = 'value';
    for (;;) {
      this.#take(SPACE);
      if (expected === 'end' && this.#at === this.#text.length) return undefined;
      const next = this.#step(expected);
      if (!next) return this.#failure(expected);
      expected = next;
    }
  }

  /** Takes what is expected and says what is expected next; `undefined` where something else stands there. */
  #step(expected: Expected): Expected | undefined {
    switch (expected) {
      case 'value':
      case 'value or ]':
        if (expected === 'value or ]' && this.#takeCharacter(']')) return this.#close();
        if (this.#takeCharacter('[')) return this.#enter('[', 'value or ]');
        if (this.#takeCharacter('{')) return this.#enter('{', 'name or }');
        return this.#takeText() || this.#take(SCALAR) ? this.#afterValue() : undefined;
      case 'name or }':
      case 'name':
        if (expected === 'name or }' && this.#takeCharacter('}')) return this.#close();
        return this.#takeText() ? ':' : undefined;
      case ':':
        return this.#takeCharacter(':') ? 'value' : undefined;
      case ', or ]':
        if (this.#takeCharacter(']')) return this.#close();
        return this.#takeCharacter(',') ? 'value' : undefined;
      case ', or }':
        if (this.#takeCharacter('}')) return this.#close();
        return this.#takeCharacter(',') ? 'name' : undefined;
      case 'end':
        return undefined;
    }
  }

  #enter(bracket: '[' | '{', expected: Expected): Expected {
    this.#open.push(bracket);
    return expected;
  }

  #close(): Expected {
    this.#open.pop();
    return this.#afterValue();
  }

  #afterValue(): Expected {
    const innermost = this.#open.at(-1);
    return innermost === undefined ? 'end' : innermost === '[' ? ', or ]' : ', or }';
  }

  #failure(expected: Expected): { at: number; problem: string } {
    const at = this.#at;
    if (at >= this.#text.length) return { at, problem: 'the text ends too early' };
    if (this.#text[at] === '"' && (expected.startsWith('value') || expected.startsWith('name'))) {
      return { at, problem: 'this text in double quotes does not end, or holds a character that must be escaped' };
    }
    return { at, problem: problems[expected] };
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return false;
    this.#at += match[0].length;
    return true;
  }

  /** A text in double quotes, whole or not at all. */
  #takeText(): boolean {
    const start = this.#at;
    if (!this.#takeCharacter('"')) return false;
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      if (character === '"') {
        this.#at += 1;
        return true;
      }
      if (character < ' ' || (character === '\\' && !this.#take(ESCAPE))) break;
      if (character !== '\\') this.#at += 1;
    }
    this.#at = start;
    return false;
  }

  #takeCharacter(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}
