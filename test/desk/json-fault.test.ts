import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from '../../desk/submit/json-fault.ts';

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const scraps = fc.string({ unit: fc.constantFrom(...'{}[],:/*"\\ntrue1-.eE0 \n\u0001\u007f\u2028a') });
const text = fc.oneof(fc.json(), fc.string(), scraps);
const splinter = fc.constantFrom('', ',', '}', ']', '"', '\n', '1', '\\', '\u0007');

describe('the place where a text stops being JSON', () => {
  it('is found exactly where JSON.parse finds something wrong', () => {
    fc.assert(
      fc.property(text, fc.nat(60), splinter, (whole, at, inserted) => {
        for (const spoilt of [whole.slice(0, at) + inserted + whole.slice(at), whole.slice(0, at)]) {
          expect(jsonFault(spoilt) === undefined, JSON.stringify(spoilt)).toBe(isJson(spoilt));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['/*', '[1 /*', 'x]/*'])('is found in %j, of which the comment does not end', (broken) => {
    expect(jsonFault(broken)?.line).toBe(1);
  });

  it('counts characters, not bytes or halves of them', () => {
    expect(jsonFault('{"é😀": 1,}')).toEqual({ line: 1, column: 10, problem: 'a name in double quotes was expected' });
  });

  it('is found in a text of many megabytes, and below many brackets', () => {
    expect(jsonFault(`["${'x'.repeat(5_000_000)}"`)?.column).toBe(5_000_004);
    expect(jsonFault('['.repeat(50_000))).toEqual({ line: 1, column: 501, problem: 'it is nested more than 500 deep' });
  });

  it.each([
    ['{"a": "b\nc"}', 'this text in double quotes does not end'],
    ['{"a": 01}', ', was expected'],
    ['{} {}', 'nothing was expected after the end of the value'],
    ["{'a': 1}", 'a name in double quotes was expected'],
    ['{"a": tru}', 'a value was expected'],
    ["[1, 'a']", 'a value, or a name in double quotes, was expected'],
  ])('%j: %s', (broken, problem) => {
    expect(jsonFault(broken)?.problem).toBe(problem);
  });
});
