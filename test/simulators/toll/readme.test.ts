import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { playground } from '../../../local/simulators/toll/goods/playground.ts';
import { readMisbehaviour } from '../../../local/simulators/toll/misbehaviour.ts';
import { toldMisbehaviours } from '../support/told-misbehaviours.ts';

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
    const told = toldMisbehaviours(readme, readMisbehaviour).filter(({ kind }) => kind !== 'route');
    expect(told).toHaveLength(21);
    for (const { kind, described, wanted } of told) expect([kind, described]).toEqual([kind, wanted]);
  });
});
