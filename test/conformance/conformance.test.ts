import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conformance, conformanceFile, readClauses, readProofs } from './conformance.ts';

describe('docs/conformance.md', () => {
  it('says what the tests prove now (write it anew with npm run conformance)', () => {
    expect(readFileSync(conformanceFile, 'utf8')).toBe(conformance());
  });

  it('knows every clause that a test names', () => {
    const known = new Set(readClauses().map(({ id }) => id));
    expect(known.size).toBeGreaterThan(60);
    expect([...readProofs().keys()].filter((id) => !known.has(id))).toEqual([]);
  });
});
