import { describe, expect, it } from 'vitest';
import { wrapped } from '../../desk/terminal/wrapped.ts';

describe('a text as wide as the terminal', () => {
  it('is broken at spaces, its indentation kept', () => {
    expect(wrapped('  → one two three', 10, 4)).toEqual(['  → one', '    two', '    three']);
    expect(wrapped('short', 10)).toEqual(['short']);
  });

  it('is left whole in a pipe, or if one word is wider', () => {
    expect(wrapped('  one two three', undefined)).toEqual(['  one two three']);
    expect(wrapped('a https://toymaker.example/toys b', 10)).toEqual(['a', 'https://toymaker.example/toys', 'b']);
  });
});
