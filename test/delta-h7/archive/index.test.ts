import { DeleteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { filingsUnder } from '../../../desk/filings/filings-under.ts';
import { rebuildIndex } from '../../../functions/archiving/rebuild-index.ts';
import { dynamoDbBooksTable } from '../../../functions/books/books-table.ts';
import { dynamoDbBooks } from '../../../functions/books/dynamodb-books.ts';
import { keepBooks } from '../../../functions/books/keeper.ts';
import type { ArchiveReader } from '../../../functions/ledger/archived.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import type { LedgerRecord, SentRecord } from '../../../functions/ledger/records.ts';
import { adopt } from '../../../functions/notify/adopt.ts';
import { claim } from '../../../functions/send/claim.ts';
import { response } from '../../support/messages.ts';
import { received, sent } from '../../support/records.ts';
import {
  type ArchiveScene,
  archiveScenes,
  declarationOf,
  live,
  RETENTION_DAYS,
  release,
} from './support/archive-scene.ts';

const scenes = archiveScenes();
const [A, B] = ['FR26-1', 'FR26-2'];
const LATER = '2027-06-01T00:00:00Z';

async function itemsIn(client: DynamoDBClient, TableName: string) {
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  return Items;
}

/** Two filings that only the archive has. */
async function forgotten(): Promise<{ scene: ArchiveScene; lives: LedgerRecord[][] }> {
  const scene = await scenes.make('2026-11-30T12:00:00Z');
  const lives = [
    await live(scene.ledger, A, '2026-11-22T10:05:00.000Z'),
    await live(scene.ledger, B, '2026-11-23T10:15:00.000Z', { ioss: true }),
  ];
  await scene.keepBooks();
  scene.at.now = new Date('2026-12-02T12:00:00Z');
  const before = await itemsIn(scene.client, scene.tableName);
  await scene.archive();
  // Nothing is added to the ledger's table but how far the archive has come, and nothing there lives longer.
  const Items = await itemsIn(scene.client, scene.tableName);
  expect(Items.filter(({ expiresAt }) => expiresAt)).toEqual(before.filter(({ expiresAt }) => expiresAt));
  for (const lrn of [A, B]) await scene.expire(declarationOf(lrn));
  for (const { filing, entry } of Items)
    if (filing?.S?.startsWith('found/') && entry)
      await scene.client.send(new DeleteItemCommand({ TableName: scene.tableName, Key: { filing, entry } }));
  scene.at.now = new Date(LATER);
  return { scene, lives };
}

async function expectFound(scene: ArchiveScene, lives: readonly LedgerRecord[][]): Promise<void> {
  const books = dynamoDbBooks(scene.client, scene.tableName, RETENTION_DAYS, scene.reader);
  for (const [lrn, number, all] of [
    [A, '7261', lives[0]],
    [B, '7262', lives[1]],
  ] as const)
    for (const reference of [lrn, number, `26FR${number}`]) {
      const found = await filingsUnder(scene.ledger, ['delta-h7'], reference, async () => books);
      expect([reference, found.map(({ records }) => records)]).toEqual([reference, [all]]);
    }
}

async function expectRefused({ ledger }: ArchiveScene, [first]: readonly LedgerRecord[]): Promise<void> {
  const again = sent({ at: LATER, messageId: 'another', digest: (first as SentRecord).digest });
  const delivery = { id: 'q-another', receiveCount: 1 };
  expect(await claim(ledger, declarationOf(A), again, delivery)).toMatchObject({ kind: 'duplicate' });
}

describe('the index of the archive', () => {
  it('finds a filing by each of its references once the table has forgotten all of it', async () => {
    const { scene, lives } = await forgotten();
    await expectFound(scene, lives);
  });

  it('lets a late State_H7 with no reference but customs’ own join its filing', async () => {
    const { scene, lives } = await forgotten();
    const key = await scene.ledger.findByAuthorityReference('delta-h7', 'declaration', '7261');
    expect(key).toEqual(declarationOf(A));
    await release(scene.ledger, A, '2027-05-31T09:00:00.000Z');
    expect(await scene.ledger.records(declarationOf(A))).toHaveLength((lives[0]?.length ?? 0) + 1);
    expect(await scene.ledger.findByAuthorityReference('delta-h7', 'declaration', '9999')).toBeUndefined();
  });

  it('is written anew from the objects alone, some at a time', async () => {
    const { scene, lives } = await forgotten();
    const { client, archivedTableName: TableName, ports } = scene;
    const Items = await itemsIn(client, TableName);
    // A pointer, the reference of customs, and the MRN.
    expect(Items).toHaveLength(2 * 3);
    for (const { name, filing } of Items)
      if (name && filing) await client.send(new DeleteItemCommand({ TableName, Key: { name, filing } }));
    expect(await scene.ledger.records(declarationOf(A))).toEqual([]);

    const first = await rebuildIndex({ rebuild: '' }, ports, () => false);
    expect(first).toEqual({ objects: 1, filings: 1, after: expect.stringMatching(/^ioss\//) });
    const rest = await rebuildIndex({ rebuild: '', ...first }, ports, () => false);
    expect(rest).toEqual({ objects: 1, filings: 1 });
    await expectRefused(scene, lives[0] ?? []);
    await expectFound(scene, lives);
    expect(await rebuildIndex({ rebuild: 'vat/2025/' }, ports, () => true)).toEqual({ objects: 0, filings: 0 });
  });

  it('lives as long as its objects, where they are to be kept for more years than when they were written', async () => {
    const { scene, lives } = await forgotten();
    const { ports, index } = scene;
    const more = { ...ports, years: { ...ports.years, vat: 10 } };
    await rebuildIndex({ rebuild: 'vat/' }, more, () => true);
    expect((await index.pointer(declarationOf(A)))?.expiresAt).toBe(Date.parse('2036-12-31T23:00:00Z') / 1000);
    // Two hours before, the years that it was written with are over.
    scene.at.now = new Date('2036-12-31T21:00:00Z');
    await expectRefused(scene, lives[0] ?? []);
    expect(await scene.ledger.records(declarationOf(A))).toEqual(lives[0]);
    // Fewer years than before shorten nothing.
    await rebuildIndex({ rebuild: 'vat/' }, ports, () => true);
    expect((await index.pointer(declarationOf(A)))?.expiresAt).toBe(Date.parse('2036-12-31T23:00:00Z') / 1000);
  });

  it('keeps the later pointer, and the longer life of a name, in whichever order they are written', async () => {
    const { index } = (await forgotten()).scene;
    const later = await index.pointer(declarationOf(A));
    if (!later) throw new Error('no pointer');
    await index.point(declarationOf(A), { ...later, object: 'older', at: '2026-11-01T00:00:00.000Z' });
    expect(await index.pointer(declarationOf(A))).toEqual(later);
    await index.name('=shared', declarationOf(A), 20);
    await index.name('=shared', declarationOf(B), 10);
    await index.name('=shared', declarationOf(A), 10);
    expect(await index.named('=shared')).toEqual([declarationOf(A), declarationOf(B)]);
  });
});

it('has no name that is longer than a key, and neither have the books: a filing with one holds up no other', async () => {
  const scene = await scenes.make('2026-11-30T12:00:00Z');
  await live(scene.ledger, A, '2026-11-22T10:05:00.000Z', { isReleased: false });
  const all = await live(scene.ledger, B, '2026-11-22T10:15:00.000Z');
  const at = '2026-11-22T10:20:00.000Z';
  const given = { lrn: A, reference: '7261', mrn: 'M'.repeat(2048), messageId: 'r-long', at };
  await scene.ledger.receive(declarationOf(A), received('Response_H7', response(given), { at }), { fact: 'validated' });
  await scene.keepBooks();
  expect(await scene.archive()).toEqual({ count: 2 });
  for (const lrn of [A, B]) await scene.expire(declarationOf(lrn));
  scene.at.now = new Date(LATER);
  expect(await scene.ledger.records(declarationOf(A))).toHaveLength(3);
  const books = dynamoDbBooks(scene.client, scene.tableName, RETENTION_DAYS, scene.reader);
  const [found] = await filingsUnder(scene.ledger, ['delta-h7'], '26FR7262', async () => books);
  expect(found?.records).toEqual(all);
});

describe('the archive is not asked', () => {
  /** A reader that counts the questions. */
  function counting(reader: ArchiveReader) {
    let count = 0;
    const counted = Object.fromEntries(
      Object.entries(reader).map(([name, ask]) => [
        name,
        (...about: never[]) => {
          count += 1;
          return (ask as (...given: never[]) => unknown)(...about);
        },
      ]),
    ) as unknown as ArchiveReader;
    return { counted, count: () => count };
  }

  it('about a filing whose first send is in the table, neither for a callback nor for the books; a send asks once', async () => {
    const scene = await scenes.make('2026-11-22T12:00:00Z');
    const { counted, count } = counting(scene.reader);
    const options = {
      client: scene.client,
      tableName: scene.tableName,
      retentionDays: RETENTION_DAYS,
      archive: counted,
    };
    const ledger = dynamoDbLedger({ ...options, now: () => scene.at.now.getTime() });
    await live(ledger, A, '2026-11-22T10:05:00.000Z');
    await ledger.records(declarationOf(A));
    expect(await ledger.findByAuthorityReference('delta-h7', 'declaration', '7261')).toEqual(declarationOf(A));
    await keepBooks([declarationOf(A)], {
      ...{ table: dynamoDbBooksTable(scene.client, scene.tableName), retentionDays: RETENTION_DAYS },
      ...{ ledger, archive: counted, now: () => scene.at.now },
      onFault(_, error) {
        throw error;
      },
    });
    expect(await adopt(declarationOf(A), '7261', await ledger.records(declarationOf(A)), ledger, new Date())).toEqual(
      [],
    );
    expect(count()).toBe(0);
    const first = sent({ at: '2026-11-22T11:00:00.000Z', messageId: 'new', digest: 'new' });
    expect(await claim(ledger, declarationOf('FR26-NEW'), first, { id: 'q-new', receiveCount: 1 })).toMatchObject({
      kind: 'send',
    });
    expect(count()).toBe(1);
  });
});
