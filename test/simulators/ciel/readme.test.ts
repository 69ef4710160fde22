import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMisbehaviour } from '../../../local/simulators/ciel/misbehaviour.ts';
import { filesBelow } from '../../support/files.ts';

const readme = readFileSync(new URL('../../../local/simulators/ciel/README.md', import.meta.url), 'utf8');
const rows = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));

describe("the simulator's README", () => {
  it('has each misbehaviour and each command, with its fields', () => {
    const [, known = ''] = /known are (.*)/.exec(refusalOf({ kind: '?' })) ?? [];
    const kinds = known.split(', ');
    expect(kinds).toHaveLength(27);
    for (const kind of kinds) {
      const [, fields = ''] = / takes (.*)/.exec(refusalOf({ kind, '?': 1 })) ?? [];
      const [row = []] = rows.filter(([, first]) => first === `\`${kind}\``);
      const described = [...(row[2] ?? '').matchAll(/`(\w+)`(?! *\))/g)].map(([, name]) => name);
      const wanted = fields.split(', ').filter((name) => name !== 'times' && name !== 'no field');
      expect([kind, described.sort()]).toEqual([kind, wanted.sort()]);
    }
  });

  it('has each functional code that is answered', () => {
    const answered = filesBelow('local/simulators/ciel/checks').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/'(0\d\d)'/g)].map(([, code]) => code as string),
    );
    const told = rows.flatMap(([, first = '']) => (/^\d{3}/.test(first) ? first.split(', ') : []));
    expect(told.sort()).toEqual([...new Set(answered)].sort());
  });
});

function refusalOf(value: object): string {
  try {
    readMisbehaviour(value);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
