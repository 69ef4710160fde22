import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { archiveColumns, type ColumnType } from '../../../functions/archive/columns.ts';
import { archive } from '../../../schemas/archive.ts';
import { authorityNames } from '../../../schemas/catalogue.ts';
import { root } from '../../support/files.ts';
import { errorMessage } from '../../support/messages.ts';
import { received } from '../../support/records.ts';
import { archiveScenes, declarationOf, live, release } from './support/archive-scene.ts';

const page = await readFile(path.join(root, 'docs/analytics.md'), 'utf8');
const statements = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql as string);
const [ddl = '', view = '', ...queries] = statements;

/** The types of Athena for the forms of columns; JSON is read as text. */
const inAthena: Record<ColumnType, string> = { string: 'string', int: 'int', boolean: 'boolean', json: 'string' };

describe('the table of docs/analytics.md', () => {
  it('has the columns of an archived record, in their order', () => {
    const columns = [...ddl.slice(0, ddl.indexOf('PARTITIONED')).matchAll(/`(\w+)` (\w+)/g)].map(([, ...one]) => one);
    expect(columns).toEqual(Object.entries(archiveColumns).map(([name, type]) => [name, inAthena[type]]));
  });

  it('has no column twice, whatever the case of its letters', () => {
    const names = [...ddl.matchAll(/`(\w+)`/g)].map(([, name]) => String(name).toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it('names every lane and class that there is', () => {
    const valuesOf = (name: string) => new RegExp(`'projection.${name}.values' = '([^']*)'`).exec(ddl)?.[1]?.split(',');
    expect(valuesOf('lane')).toEqual(authorityNames);
    expect(valuesOf('class')).toEqual(Object.keys(archive.parse({}).years));
  });
});

describe('its queries, on files that the archiver wrote', () => {
  const scenes = archiveScenes();
  let ask: (sql: string) => Promise<Record<string, unknown>[]>;

  beforeAll(async () => {
    const scene = await scenes.make('2026-12-07T12:00:00Z');
    await live(scene.ledger, 'FR26-1', '2026-11-22T10:05:00.000Z', { ioss: true });
    await live(scene.ledger, 'FR26-2', '2026-11-22T10:15:00.000Z');
    await live(scene.ledger, 'FR26-3', '2026-11-30T10:15:00.000Z', { isReleased: false });
    const error = received('Error_H7', errorMessage('FR26-3'), { at: '2026-11-30T10:16:00.000Z' });
    await scene.ledger.receive(declarationOf('FR26-3'), error, { fact: 'rejected' });
    await scene.keepBooks();
    await scene.archive();
    // It is archived a second time, whole, under another year.
    await release(scene.ledger, 'FR26-2', '2027-01-08T09:00:00.000Z');
    scene.at.now = new Date('2027-01-16T12:00:00Z');
    await scene.keepBooks();
    await scene.archive();

    const folder = await mkdtemp(path.join(tmpdir(), 'analytics-'));
    const objects = await scene.store.list('');
    expect(objects.length).toBeGreaterThan(3);
    for (const object of objects) {
      const file = path.join(folder, object);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, await scene.bytesOf(object));
    }
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const types: Record<ColumnType, string> = {
      string: 'VARCHAR',
      int: 'INTEGER',
      boolean: 'BOOLEAN',
      json: 'VARCHAR',
    };
    const columns = Object.entries(archiveColumns).map(([name, type]) => `"${name}": '${types[type]}'`);
    // The partitions are read out of the names, by the table's own template.
    const template = /'storage\.location\.template' = 's3:\/\/[^/]+\/([^']*)'/.exec(ddl)?.[1] ?? '';
    const names = [...template.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => String(name));
    const pattern = `${folder}/${template.replaceAll(/\$\{\w+\}/g, '([^/]+)')}`;
    const partitions = names.map((name, n) => {
      const text = `regexp_extract(filename, '${pattern}', ${n + 1})`;
      return `${['year', 'month', 'day'].includes(name) ? `CAST(${text} AS INTEGER)` : text} AS "${name}"`;
    });
    await connection.run(`
      CREATE MACRO json_extract_scalar(json, path) AS json_extract_string(json, path);
      CREATE MACRO from_iso8601_timestamp(text) AS CAST(replace(text, 'Z', '') AS TIMESTAMP);
      CREATE MACRO approx_percentile(value, share) AS quantile_disc(value, share);
      CREATE VIEW declarant_archive AS SELECT *, ${partitions.join(', ')} FROM read_json('${folder}/**/*.ndjson.gz',
        format = 'newline_delimited', compression = 'gzip', filename = true, columns = {${columns.join(', ')}});
    `);
    await connection.run(view);
    ask = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  });

  it('have the condition on the partitions where Athena takes it to them: below the window', () => {
    expect(view).toMatch(/FROM declarant_archive\n +WHERE lane = '[\w-]+' AND year IN \([\d, ]+\)\n\)/);
    for (const query of queries) expect(query).not.toMatch(/\b(lane|year|month|day) =/);
  });

  it('are five, and each finds something', async () => {
    expect(queries).toHaveLength(5);
    for (const query of queries) expect(await ask(query), query).not.toEqual([]);
  });

  it('count a filing once that was archived twice', async () => {
    const [all] = await ask('SELECT count(*) AS n FROM declarant_archive');
    const [once] = await ask('SELECT count(*) AS n FROM declarant_records');
    expect([all?.['n'], once?.['n']]).toEqual(['13', '10']);
    expect(await ask(queries[0] as string)).toEqual([{ sent_in: '2026-11', platform: 'shop-1', declarations: '3' }]);
  });

  it('add up what customs assessed, and find errors, times and goods', async () => {
    const [, sums, errors, times, goods] = queries as [string, string, string, string, string];
    expect(await ask(sums)).toEqual([{ assessed_in: '2026-11', declarations: '3', payable_euro: '96.00' }]);
    expect(await ask(errors)).toEqual([{ code: 'H7_NAT_000', messages: '1', example: 'FR26-3' }]);
    expect(await ask(times)).toMatchObject([
      { sent_on: '2026-11-22', answered: '2', half_within: '6', nearly_all_within: '6' },
      { sent_on: '2026-11-30', answered: '1' },
    ]);
    expect(await ask(goods)).toEqual([{ first_commodity: '610910', declarations: '3' }]);
  });
});
