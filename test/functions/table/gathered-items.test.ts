import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { gatheredItems } from '../../../functions/table/gathered-items.ts';
import { ledgerTable } from '../../../schemas/ledger-table.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';

const { partitionKey, sortKey } = ledgerTable;
const keyOf = (id: string) => ({ [partitionKey]: id, [sortKey]: 'itself' });

describe('items that are asked for at nearly the same time', () => {
  const tables = ledgerTables();
  const calls = () => tables.standIn.calls.counts()['BatchGetItem'] ?? 0;
  const made = (TableName: string) => {
    const documents = DynamoDBDocumentClient.from(tables.client);
    const put = (id: string) => documents.send(new PutCommand({ TableName, Item: { ...keyOf(id), text: id } }));
    return { put, item: gatheredItems(documents, TableName, { keyOf, partitionKey }) };
  };

  it('come by one call for a hundred, each to who asked for it, and none where there is none', async () => {
    const { put, item } = made(await tables.make());
    await Promise.all(['a', 'b'].map(put));
    const before = calls();
    const ids = ['a', 'b', 'a', ...Array.from({ length: 117 }, (_, n) => `none-${n}`)];
    const texts = (await Promise.all(ids.map(item))).map((one) => one?.['text']);
    expect(texts).toEqual(['a', 'b', 'a', ...Array.from({ length: 117 }, () => undefined)]);
    expect(calls() - before).toBe(2);
  });

  it('are not remembered: the next to ask hears what is there by then', async () => {
    const { put, item } = made(await tables.make());
    expect(await item('a')).toBeUndefined();
    await put('a');
    expect(await item('a')).toEqual({ ...keyOf('a'), text: 'a' });
  });

  it('fail for all who asked together', async () => {
    const { item } = made('no-such-table');
    const asked = await Promise.allSettled(['a', 'b'].map(item));
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
