import { describe, expect, it } from 'vitest';
import { ageOf, stepOf } from '../../desk/render/times.ts';
import { errorText, firstError } from '../../desk/render/words.ts';
import { shortened, table } from '../../desk/terminal/table.ts';
import { painter, terminal } from '../../desk/terminal/terminal.ts';
import { TOY } from '../support/toy/register.ts';

it('[F30] cuts no id: it stands below its row where there is no room', () => {
  const titled = [{ title: 'NAME' }, { title: 'VERSION', isWhole: true as const }];
  const rows = [['a name of some length', 'd6ef210e-8035-4c']];
  const paint = (_: string, text: string) => text;
  expect(table(titled, rows, { paint, width: 30 })).toEqual(['NAME', 'a name of some length', '  d6ef210e-8035-4c']);
  expect(table(titled, rows, { paint, width: 40 })).toEqual([
    'NAME                   VERSION',
    'a name of some length  d6ef210e-8035-4c',
  ]);
});

const plain = { paint: (_: string, text: string) => text };
const columns = [{ title: 'NAME' }, { title: 'AMOUNT', align: 'right' as const }, { title: 'NOTE' }];

describe('a table', () => {
  it('lines words up to the left and numbers to the right', () => {
    const rows = [
      ['short', '7', 'x'],
      ['much longer', '1234567', ''],
    ];
    expect(table(columns, rows, plain)).toEqual([
      'NAME          AMOUNT  NOTE',
      'short              7  x',
      'much longer  1234567',
    ]);
  });

  it('leaves out an empty column', () => {
    expect(table(columns, [['a', '', 'n']], plain)).toEqual(['NAME  NOTE', 'a     n']);
  });

  it("cuts its last column to the terminal's width, and nothing in a pipe", () => {
    const rows = [['a', '1', 'a description that is far too long']];
    expect(table(columns, rows, { ...plain, width: 30 })[1]).toBe('a          1  a description t…');
    expect(table(columns, rows, { ...plain, width: 30 })[1]).toHaveLength(30);
    expect(table(columns, rows, plain)[1]).toBe('a          1  a description that is far too long');
  });

  it('counts characters that take two code units as one', () => {
    expect(
      table(
        [{ title: 'A' }, { title: 'B' }],
        [
          ['😀😀', 'x'],
          ['ab', 'y'],
        ],
        plain,
      ),
    ).toEqual(['A   B', '😀😀  x', 'ab  y']);
    expect(shortened('😀😀😀', 2)).toBe('😀…');
  });

  it('styles a cell without moving its neighbours', () => {
    const paint = (style: string, text: string) => `<${style}>${text}</>`;
    const rows = [
      [{ text: 'ab', style: 'red' as const }, '1', 'n'],
      ['abcd', '2', ''],
    ];
    expect(table(columns, rows, { paint })[1]).toBe('<red>ab</>         1  n');
  });
});

describe('colours', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
  ])('terminal %s with %j: %s', (isTTY, env, coloured) => {
    expect(painter({ isTTY }, env)('red', 'x')).toBe(coloured ? '\u001b[31mx\u001b[39m' : 'x');
  });
});

describe('progress', () => {
  const streams = (isTTY: boolean) => {
    const written: string[] = [];
    const stream = { write: (text: string) => written.push(text) > 0, isTTY, columns: 40 };
    return { written, on: terminal(stream, stream, {}) };
  };

  it('is taken away before anything else is written', () => {
    const { written, on } = streams(true);
    on.progress('1 of 2 …');
    on.out('done');
    on.progress('');
    expect(written).toEqual(['1 of 2 …', '\r\u001b[2K', 'done\n']);
  });

  it('is not written in a pipe', () => {
    const { written, on } = streams(false);
    on.progress('1 of 2 …');
    on.progress('');
    expect(written).toEqual([]);
  });
});

describe('ages and errors', () => {
  it('are written in a form for people', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    const ages = [
      '2026-11-22T11:59:31Z',
      '2026-11-22T11:00:01Z',
      '2026-11-21T12:00:01Z',
      '2026-11-19T12:00:00Z',
      '2026-11-22T12:00:05Z',
    ];
    expect(ages.map((at) => ageOf(at, now))).toEqual(['29 s', '59 min', '23 h', '3 d', '0 s']);
    const steps = ['2026-11-22T12:00:00.740Z', '2026-11-22T12:04:20Z', '2026-11-22T15:05:59Z', '2026-11-24T16:30:00Z'];
    expect(steps.map((to) => stepOf('2026-11-22T12:00:00.000Z', to))).toEqual([
      '+0.7 s',
      '+4 min 20 s',
      '+3 h 5 min',
      '+2 d 4 h',
    ]);
    const first = (...errors: object[]) => firstError({ authority: TOY, errors });
    expect(first()).toBe('');
    expect(first({})).toBe('an error without any details');
    expect(first({ errorCode: 'WRONG', errorPointer: 'toys[1].toy', errorDescription: 'no' }, {})).toBe(
      'WRONG toy 2 › toy: no (and 1 more)',
    );
  });
});

it.each([
  ['waits: http-500', 'waits: http-500: the authority fails (500)'],
  [
    'waits: tls (CERT_HAS_EXPIRED)',
    'waits: tls (CERT_HAS_EXPIRED): no secure connection to the authority can be made (TLS)',
  ],
  [
    'waits: token-endpoint (http-404)',
    /^waits: token-endpoint \(http-404\): no access token can be obtained: the token endpoint does not know/,
  ],
  ['waits: paused: maintenance', 'waits: paused: maintenance'],
  ['waits: paused', 'waits: paused'],
  ['anything else', 'anything else'],
])('[F21] the cause for which a message waits is explained in words: %s', (errorDescription, text) => {
  expect(errorText({ errorDescription })).toMatch(text);
});
