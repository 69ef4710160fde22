import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { playground } from '../../../local/simulators/toll/goods/playground.ts';
import { readMisbehaviour } from '../../../local/simulators/toll/misbehaviour.ts';

const readme = readFileSync(new URL('../../../local/simulators/toll/README.md', import.meta.url), 'utf8');
const rows = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));

describe("the simulator's README", () => {
  it('has each consignment of the playground, with where it goes', () => {
    const told = playground.map(({ document, routing = 'none: it is held' }) => [
      `${document.type} ${document.number}`,
      routing,
    ]);
    expect(rows.filter((row) => /^[NC]\d{3} /.test(row[1] ?? '')).map((row) => [row[1], row[6]])).toEqual(told);
    for (const { receptacle, container, mrn, master } of playground)
      for (const name of [receptacle, container, mrn, master && `${master.type} ${master.number}`])
        expect(readme).toContain(name ?? '');
  });

  it('has each misbehaviour, with its fields', () => {
    const [, known = ''] = /known are (.*)/.exec(refusalOf({ kind: '?' })) ?? [];
    const kinds = known.split(', ').filter((kind) => kind !== 'route');
    expect(kinds).toHaveLength(21);
    for (const kind of kinds) {
      const [, fields = ''] = / takes (.*)/.exec(refusalOf({ kind, '?': 1 })) ?? [];
      const [row = []] = rows.filter(([, first]) => first === `\`${kind}\``);
      const described = [...(row[2] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name);
      const wanted = fields.split(', ').filter((name) => name !== 'times' && name !== 'no field');
      expect([kind, described.sort()]).toEqual([kind, wanted.sort()]);
    }
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
