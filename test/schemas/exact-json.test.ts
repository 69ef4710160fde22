import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactJson, parseExactJson, partsOfJson, writeExactJson } from '../../schemas/exact-json.ts';

const rewritten = (text: string) => {
  const { value, numbers } = parseExactJson(text);
  return writeExactJson(value, numbers);
};

/** Numbers in every way that JSON writes them. */
const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.bigInt({ min: 0n, max: 10n ** 30n }),
    fc.constantFrom('', '.0', '.10', '.123456789012345678901234567890'),
    fc.constantFrom('', 'e2', 'E+2', 'e-07'),
  )
  .map((parts) => parts.join(''));
const scalarText = fc.oneof(
  numberText,
  fc.string().map((text) => JSON.stringify(text)),
  fc.constantFrom('true', 'false', 'null'),
);
const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'a/b', '~'));
const { jsonText } = fc.letrec<{ jsonText: string }>((tie) => ({
  jsonText: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalarText,
    fc.array(tie('jsonText'), { maxLength: 4 }).map((all) => `[${all.join(',')}]`),
    fc
      .uniqueArray(fc.tuple(key, tie('jsonText')), { selector: ([name]) => name, maxLength: 4 })
      // Keys that look like indices are put first by every object, so their order says nothing.
      .map((all) => `{${all.map(([name, text]) => `${JSON.stringify(`k${name}`)}:${text}`).join(',')}}`),
  ),
}));

describe('JSON that is read exactly', () => {
  it('[F36] is written again as it was read, every number with the same digits', () => {
    fc.assert(fc.property(jsonText, (text) => void expect(rewritten(`[${text}]`)).toBe(`[${text}]`)));
  });

  it('has the value that JSON.parse gives it', () => {
    fc.assert(fc.property(fc.json(), (text) => void expect(parseExactJson(text).value).toEqual(JSON.parse(text))));
  });

  it('must be JSON, and may begin with a byte order mark', () => {
    for (const text of ['', '{"a":1,}', '{"a":1}//', '[1 2]', "{'a':1}", '01', '\uFEFF\uFEFF{}'])
      expect(() => parseExactJson(text), text).toThrow(SyntaxError);
    expect(parseExactJson('\uFEFF{"a":1.0}').value).toEqual({ a: 1 });
  });

  it('[F36] is written with the changed numbers', () => {
    const { value, numbers } = parseExactJson('{"a":1.10,"b":{"c":[1e2,2.50]},"d":7.0}');
    const changed = value as { a: number; b: { c: number[] }; d?: number };
    changed.b.c[1] = 3;
    delete changed.d;
    expect(writeExactJson({ new: 1.5, ...changed }, numbers)).toBe('{"new":1.5,"a":1.10,"b":{"c":[1e2,3]}}');
  });

  it('[F35] has the place of a key that an object has twice, in whatever way it is written', () => {
    const text = '{"a":1,"\\u0061":2,"b":[{"c":{},"c":{}}],"d":{"a":1},"__proto__":1,"__proto__":2}';
    expect(parseExactJson(text).twice).toEqual([['a'], ['b', '0', 'c'], ['__proto__']]);
  });

  it('is read without recursion, and in no more memory than its size', () => {
    const deep = `${'[{"a":'.repeat(100_000)}1.0${'}]'.repeat(100_000)}`;
    expect(parseExactJson(deep).numbers.size).toBe(0);
    const long = `{"${'k'.repeat(500_000)}":[${'1.0,'.repeat(120_000)}1.0]}`;
    expect(rewritten(long)).toBe(long);
    const twice = `{"${'k'.repeat(300_000)}":{${'"a":1,'.repeat(100_000)}"a":1}}`;
    expect(parseExactJson(twice).twice).toHaveLength(50);
  });
});

describe('JSON text', () => {
  it('is made compact without a change to any of its parts', () => {
    expect(compactJson(' { "a b" : [ 1.10 , "\\u00e9 \\" x" ] ,\r\n\t"c":null } ')).toBe(
      '{"a b":[1.10,"\\u00e9 \\" x"],"c":null}',
    );
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) => void expect(compactJson(JSON.stringify(value, null, 3))).toBe(JSON.stringify(value)),
      ),
    );
  });

  it('is taken apart into its members or entries, each as it is written', () => {
    expect(partsOfJson(' { "a\\n" : [1, {"b":2}] , "c":"}" ,"c": 1.0 } ')).toEqual([
      { key: 'a\n', text: '[1, {"b":2}]' },
      { key: 'c', text: '"}"' },
      { key: 'c', text: '1.0' },
    ]);
    expect(partsOfJson('[{"a":1}, [] ,"x:"]').map(({ text }) => text)).toEqual(['{"a":1}', '[]', '"x:"']);
    for (const text of ['{}', '[]', '7', '"[1]"', '']) expect(partsOfJson(text), text).toEqual([]);
    const all = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(all, (value) => {
        const parts = partsOfJson(JSON.stringify(value, null, 2)).map(({ key: name, text }) => [
          name,
          JSON.parse(text),
        ]);
        expect(parts).toEqual(Object.entries(JSON.parse(JSON.stringify(value))));
      }),
    );
  });
});
