import { expect, it } from 'vitest';
import { type EndedTest, linesOf } from './closing-lines.ts';

const tests = (count: number, file: string, needs?: string, ran = true): EndedTest[] =>
  Array.from({ length: count }, () => ({ file, needs, ran }));
const JAVA = 'Java 17 or newer';

it('the closing lines are empty if everything ran', () => {
  expect(linesOf(tests(3, 'test/a.test.ts'), 21)).toEqual([]);
});

it('the closing lines name the Java on which tests that need one ran', () => {
  expect(linesOf([...tests(3, 'test/a.test.ts'), ...tests(2, 'test/a.test.ts', JAVA)], 21)).toEqual([
    '2 tests that need Java 17 or newer ran, on Java 21.',
  ]);
  expect(linesOf(tests(2, 'test/a.test.ts', 'published files'), 21)).toEqual([
    '2 tests that need published files ran.',
  ]);
});

it('the closing lines name without a Java the tests that did not run, by file and count', () => {
  const lacking = [...tests(2, 'test/b.test.ts', JAVA, false), ...tests(1, 'test/c.test.ts', JAVA, false)];
  expect(linesOf([...tests(3, 'test/a.test.ts'), ...lacking], undefined)).toEqual([
    '3 tests did not run: they need Java 17 or newer, and this machine has none.',
    '  2 of test/b.test.ts',
    '  1 of test/c.test.ts',
  ]);
});

it('the closing lines name the files of tests that were skipped for another reason', () => {
  expect(linesOf([...tests(1, 'test/a.test.ts'), ...tests(2, 'test/a.test.ts', undefined, false)], 21)).toEqual([
    '2 tests did not run, skipped by their files or by what failed before them:',
    '  2 of test/a.test.ts',
  ]);
});
