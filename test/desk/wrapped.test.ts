import { describe, expect, it } from 'vitest';
import { helpText } from '../../desk/terminal/help-text.ts';
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

describe('a help text', () => {
  it('is broken anew within its sentences, and its examples stay as they are', () => {
    const words = Array(20).fill('words').join(' ');
    const text = `Usage: a\n\nExamples:\n  $ a ${words}\n\n${words}\nand more.\nExit codes: 0 done,\n1 not.`;
    expect(helpText(text).split('\n')).toEqual([
      ...['Usage: a', '', 'Examples:', `  $ a ${words}`, ''],
      ...[words.slice(0, 77), `${words.slice(78)} and more.`, 'Exit codes: 0 done, 1 not.'],
    ]);
  });
});
