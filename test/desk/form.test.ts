import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { correctionBetween } from '../../desk/console/filing/form-message.ts';
import { exactDifferences } from '../../desk/form/exact-differences.ts';
import { changedJson } from '../../desk/form/form-change.ts';
import { formFieldOf } from '../../desk/form/form-field.ts';
import { type FormNode, filledForm } from '../../desk/form/form-node.ts';
import { messageField } from '../../desk/form/message-field.ts';
import { postedFields, postedJson } from '../../desk/form/posted-json.ts';
import { correctedPayload } from '../../desk/replay/correction.ts';
import { messageOf } from '../../schemas/catalogue.ts';
import { parseExactJson } from '../../schemas/exact-json.ts';
import { readPayload } from '../../schemas/read-payload.ts';
import { filesBelow } from '../support/files.ts';

const letter = z.strictObject({
  head: z.object({ id: z.string().optional(), to: z.string().max(9) }),
  weight: z.number().optional(),
  ratio: z.union([z.number(), z.string()]),
  kind: z.enum(['A', 'B']),
  isFragile: z.boolean().optional(),
  stamps: z.array(z.looseObject({ value: z.number() })),
  sender: z.object({ name: z.string() }).optional(),
  notes: z.array(z.string()).optional(),
});
const sentLetter = letter.extend({ head: z.object({ id: z.string(), to: z.string() }) });
const field = formFieldOf(letter, sentLetter);

const formOf = (text: string) => {
  const { value, numbers } = parseExactJson(text);
  return filledForm(field, value, numbers);
};

const repeated = (text: string) => postedJson(postedFields(formOf(text)));

const full =
  '{"head":{"to":"Ann"},"weight":1.10,"ratio":"08","kind":"A","isFragile":true,"stamps":[{"value":1e2,"colour":"red","edges":4.0}],"sender":{"name":"Bo"},"notes":["a","b"]}';

describe('a form made from a schema', () => {
  it('posts a message as it stood there: numbers as written, what the schema does not know, texts in place of numbers', () => {
    expect(repeated(full)).toBe(full);
  });

  it('has no field for what the gateway fills in, and leaves it out where it was sent', () => {
    const withId = full.replace('{"to"', '{"id":"1","to"');
    const head = formOf(withId).nodes[0];
    expect(head?.nodes.map(({ name, isOptional }) => [name, isOptional])).toEqual([['to', false]]);
    expect(repeated(withId)).toBe(full);
  });

  it.each<[string, string | undefined, Partial<FormNode>]>([
    ['an object', '/head', { kind: 'object' }],
    ['a text with its length', '/head/to', { kind: 'text', most: 9, text: 'Ann' }],
    ['a number as written', '/weight', { kind: 'number', text: '1.10', isOptional: true }],
    ['a number that may be a text', '/ratio', { kind: 'number', text: '08' }],
    ['a choice', '/kind', { kind: 'text', choices: ['A', 'B'] }],
    ['a flag', '/isFragile', { kind: 'flag', text: 'true' }],
    ['a value that the schema does not know', '/stamps/0/colour', { kind: 'text', text: 'red' }],
    ['a text of a list', '/notes/1', { kind: 'text', text: 'b' }],
  ])('shows %s', (_, pointer, expected) => {
    const found = [formOf(full)].flatMap(function below(node): FormNode[] {
      return node.pointer === pointer ? [node] : node.nodes.flatMap(below);
    });
    expect(found).toEqual([expect.objectContaining(expected)]);
  });

  it('shows a value of another kind as JSON, and names the optional parts that can be added', () => {
    const form = formOf('{"head":[1,2.50],"stamps":"none"}');
    const kinds = form.nodes.map(({ name, kind, text }) => [name, kind, text]);
    expect(kinds).toContainEqual(['head', 'json', '[1,2.5]']);
    expect(kinds).toContainEqual(['stamps', 'json', '"none"']);
    expect(form.addable).toEqual(['sender', 'notes']);
  });

  it.each<[string, [string, string][], string]>([
    [
      'leaves out an empty field',
      [
        ['t:/a', ''],
        ['n:/b', ''],
      ],
      '{}',
    ],
    [
      'keeps what is no number as a text, for the check to say so',
      [
        ['n:/a', '1,5'],
        ['n:/b', ' 2.50 '],
      ],
      '{"a":"1,5","b":2.50}',
    ],
    [
      'closes up a list',
      [
        ['l:/a', ''],
        ['t:/a/7', 'x'],
        ['t:/a/2', 'y'],
      ],
      '{"a":["y","x"]}',
    ],
    [
      'keeps an object that is there',
      [
        ['o:/a', ''],
        ['t:/a/b', ''],
      ],
      '{"a":{}}',
    ],
    ['escapes keys', [['t:/a~1b', 'x"y']], '{"a/b":"x\\"y"}'],
    [
      'takes no field below what was not posted',
      [
        ['t:/a/b', 'x'],
        ['t:/__proto__/b', 'x'],
      ],
      '{}',
    ],
    [
      'takes the first of a name, and only names of a form',
      [
        ['t:/a', '1'],
        ['t:/a', '2'],
        ['x:/b', '3'],
        ['t:', '4'],
      ],
      '{"a":"1"}',
    ],
    [
      'puts in JSON as it was typed',
      [
        ['j:/a', '[1.50]'],
        ['j:/b', '[1'],
        ['b:/c', 'true'],
      ],
      '{"a":[1.50],"b":"[1","c":true}',
    ],
  ])('%s', (_, fields, json) => {
    expect(postedJson(fields)).toBe(json);
  });

  it.each([
    ['add:/stamps', '/stamps', [{ value: 100, colour: 'red', edges: 4 }, {}]],
    ['remove:/stamps/0', '/stamps', []],
    ['add:/notes', '/notes', ['a', 'b', '']],
    ['remove:/sender', '/sender', undefined],
    ['add:/unknown', '/unknown', undefined],
    ['explode:/notes', '/notes', ['a', 'b']],
  ])('changes a message by its button %s, and nothing else of it', (change, pointer, expected) => {
    const changed = changedJson(full, change, field);
    const value = parseExactJson(changed).value as Record<string, unknown>;
    expect(value[pointer.slice(1)]).toEqual(expected);
    expect(changed).toContain('"weight":1.10');
  });

  it('adds an optional part with its first entry', () => {
    expect(JSON.parse(changedJson('{}', 'add:/sender', field))).toEqual({ sender: {} });
    expect(JSON.parse(changedJson('{}', 'add:/notes', field))).toEqual({ notes: [''] });
  });
});

describe('the differences between two messages', () => {
  it('names what is new, gone and changed, with numbers as written', () => {
    const after = full
      .replace('1.10', '1.1')
      .replace('"kind":"A",', '')
      .replace('["a","b"]', '["b"]')
      .replace('"sender"', '"urgent":[2.0],"sender"');
    expect(exactDifferences(full, after)).toEqual(
      expect.arrayContaining([
        { pointer: '/weight', before: '1.10', after: '1.1' },
        { pointer: '/kind', before: 'A' },
        { pointer: '/notes/0', before: 'a' },
        { pointer: '/urgent', after: '[2.0]' },
      ]),
    );
    expect(exactDifferences(full, full)).toEqual([]);
  });
});

describe('the differences between long lists', () => {
  const listOf = (numbers: readonly number[]) => JSON.stringify({ list: numbers.map((n) => ({ n, w: `w${n}` })) });
  const numbers = Array.from({ length: 1000 }, (_, n) => n);
  const shifted = numbers.map((n) => n + 1);
  const cases: [string, number[], number[]][] = [
    ['one less', numbers.slice(1), [1, 1]],
    ['one in the middle less', numbers.toSpliced(500, 1), [1, 1]],
    ['one more', numbers.toSpliced(500, 0, -1), [1, 1]],
    ['another one', numbers.with(500, -1), [2, 2]],
    ['all others', shifted, [2000, 2000]],
    ['fewer others', shifted.slice(0, 998), [1998, 2000]],
    ['none', [], [1000, 1000]],
  ];

  it.each(cases)(
    'take no longer than a person waits, and correct the message: %s',
    (_, after, [least = 0, most = 0]) => {
      const [was, is] = [listOf(numbers), listOf(after)];
      const begun = process.cpuUsage().user;
      const { length } = exactDifferences(was, is);
      expect([length >= least, length <= most]).toEqual([true, true]);
      expect(correctedPayload(was, correctionBetween(was, is))).toEqual({ payload: is });
      expect((process.cpuUsage().user - begun) / 1000).toBeLessThan(3000);
    },
  );
});

describe('the form of each message in the samples', () => {
  const messages = filesBelow('samples')
    .filter((file) => file.endsWith('.json') && !/(config|secrets)\.\w+\.json$/.test(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')))
    .flatMap(({ submission, then = [] }) => [
      submission,
      ...then.map((one: { submission: unknown }) => one.submission),
    ]);

  /** A number is the same as its text, for a field that takes both. */
  const plain = (_: string, one: unknown) =>
    one === '' ? undefined : /^[\d.]+$/.test(String(one)) ? Number(one) : one;
  const withoutEmpty = (value: unknown) => JSON.parse(JSON.stringify(value, plain));

  it('posts it as it was submitted, but for empty texts', () => {
    const names = new Set<string>();
    for (const { authority, message, payload } of messages) {
      const contract = messageOf(authority, message);
      if (contract?.direction !== 'outbound') continue;
      names.add(contract.message);
      const { payload: read } = readPayload(contract, payload);
      const form = filledForm(messageField(contract), read);
      expect(withoutEmpty(JSON.parse(postedJson(postedFields(form))))).toEqual(withoutEmpty(read));
    }
    expect(names.size).toBeGreaterThan(10);
  });
});
