import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMisbehaviour } from '../../../local/simulators/ciel/misbehaviour.ts';
import { filesBelow } from '../../support/files.ts';
import { toldMisbehaviours } from '../support/told-misbehaviours.ts';

const readme = readFileSync(new URL('../../../local/simulators/ciel/README.md', import.meta.url), 'utf8');
const rows = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));

describe("the simulator's README", () => {
  it('has each misbehaviour and each command, with its fields', () => {
    const told = toldMisbehaviours(readme, readMisbehaviour);
    expect(told).toHaveLength(27);
    for (const { kind, described, wanted } of told) expect([kind, described]).toEqual([kind, wanted]);
  });

  it('has each functional code that is answered', () => {
    const answered = filesBelow('local/simulators/ciel/checks').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/'(0\d\d)'/g)].map(([, code]) => code as string),
    );
    const told = rows.flatMap(([, first = '']) => (/^\d{3}/.test(first) ? first.split(', ') : []));
    expect(told.sort()).toEqual([...new Set(answered)].sort());
  });
});
