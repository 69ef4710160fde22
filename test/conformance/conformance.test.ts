import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conformance, conformanceFile, readClauses } from './conformance.ts';
import { definitionsIn, readDefinitions } from './definitions.ts';
import { doubt, NOT_RUN, type Run } from './runs.ts';

const { tests, strays } = readDefinitions();

describe('docs/conformance.md', () => {
  it('says what the tests prove now (run the tests, then write it anew with npm run conformance)', () => {
    expect(readFileSync(conformanceFile, 'utf8')).toBe(conformance(tests));
  });

  it('knows every clause that a test names', () => {
    const known = new Set(readClauses().map(({ id }) => id));
    expect(known.size).toBeGreaterThan(60);
    expect(tests.flatMap(({ ids }) => ids).filter((id) => !known.has(id))).toEqual([]);
  });

  it('is proved by tests alone: nothing names a clause that is skipped, or that defines no test', () => {
    expect(strays).toEqual([]);
  });
});

describe('a test that names a clause', () => {
  const within = (text: string) => {
    const found = definitionsIn(text, 'test/x.test.ts');
    return { proofs: found.tests.map(({ ids, test }) => `${ids} ${test}`), strays: found.strays.length };
  };

  it.each([
    ["it('[A-1] x', () => {});", 'A-1 x'],
    ["test('[A-1] x', () => {});", 'A-1 x'],
    ["it('[A-1, B-2] x', { timeout: 1 }, async () => {});", 'A-1,B-2 x'],
    ['it("[A-1] it\'s x", () => {});', "A-1 it's x"],
    [`for (const n of [1]) it(\`[A-1] x \${n}\`, () => {});`, `A-1 x \${n}`],
    ["it.each([1])('[A-1] x %i', () => {});", 'A-1 x %i'],
    ["it.each`a | b`('[A-1] x $a', () => {});", 'A-1 x $a'],
    ["it.skipIf(now)('[A-1] x', () => {});", 'A-1 x'],
    ["const itNow = it.runIf(now); itNow('[A-1] x', () => {});", 'A-1 x'],
    ["itOnEngines('[A-1] x on %s', {}, async () => {});", 'A-1 x on %s'],
    ["describe('[A-1] a', () => { describe.each([1])('b', () => { it('[A-1] x', () => {}); }); });", 'A-1 a b x'],
    ["describe('a', () => {}); it('[A-1] x', () => {});", 'A-1 x'],
  ])('is found in %s', (text, proof) => {
    expect(within(text)).toEqual({ proofs: [proof], strays: 0 });
  });

  it.each([
    ["// it('[A-1] x', () => {});"],
    ["/* it('[A-1] x', () => {}); */"],
    ['const text = "it(\'[A-1] x\', () => {});";'],
    ["describe('[A-1] a', () => { it('x', () => {}); });"],
  ])('is none in %s', (text) => {
    expect(within(text)).toEqual({ proofs: [], strays: 0 });
  });

  it.each([
    ["it.skip('[A-1] x', () => {});"],
    ["it.todo('[A-1] x');"],
    ["it('[A-1] x');"],
    ["it.fails('[A-1] x', () => {});"],
    ["it('[A-1] x', { skip: true }, () => {});"],
    ["it.each([1]).skip('[A-1] x', () => {});"],
    ["const later = it.skip; later('[A-1] x', () => {});"],
    ["describe.skip('a', () => { it('[A-1] x', () => {}); });"],
    ["describe('a', { skip: true }, () => { describe('b', () => { it('[A-1] x', () => {}); }); });"],
    ["note('[A-1] x', () => {});"],
  ])('proves nothing as %s', (text) => {
    expect(within(text)).toEqual({ proofs: [], strays: 1 });
  });

  it('proves something by a run of its very text alone, in which it passed each time', () => {
    const [definition] = definitionsIn("\nit('[A-1] x', () => {\n});\nit('y', () => {});", 'test/x.test.ts').tests;
    if (!definition) throw new Error('no definition');
    const doubtAfter = (run: Partial<Run> | undefined) =>
      doubt(
        definition,
        run ? { 'test/x.test.ts': { digest: 'd', passed: [], failed: [], skipped: [], ...run } } : {},
        'd',
      );
    expect(doubtAfter({ passed: [2, 2] })).toBeUndefined();
    expect(doubtAfter({ passed: [2], skipped: [2] })).toBeUndefined();
    expect(doubtAfter({ passed: [2], failed: [2] })).toBe('failed');
    expect(doubtAfter({ skipped: [2] })).toBe('was skipped');
    expect(doubtAfter({ passed: [4] })).toBe('never ran');
    expect(doubtAfter({ passed: [2], digest: 'another' })).toBe(NOT_RUN);
    expect(doubtAfter(undefined)).toBe(NOT_RUN);
  });
});
