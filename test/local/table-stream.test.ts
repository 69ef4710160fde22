import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { Match } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { eventFilter } from '../../local/lambda/event-filter.ts';
import { StreamSource } from '../../local/lambda/stream-source.ts';
import type { DatabaseStandIn, ItemChange } from '../../local/stand-ins/database.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { synthesized } from '../infra/support/synthesized.ts';
import { clientOf, createLedgerTable, startEngine } from '../support/dynamodb.ts';
import { needsJava } from '../support/engines.ts';

/** DynamoDB Local deletes some 15 to 30 s after an expiry, and later where the machine is busy; AWS within days. */
const EXPIRY_MS = 120_000;

describe("a table's own stream in DynamoDB Local", needsJava, () => {
  let standIn: DatabaseStandIn;
  let client: DynamoDBClient;
  beforeAll(async () => {
    standIn = await startEngine('dynamodb-local');
    client = clientOf({ endpoint: standIn.endpoint, region: 'local' });
  });
  afterAll(async () => {
    client?.destroy();
    await standIn?.close();
  });

  const filing = { S: 'toll/f' };
  const put = (TableName: string, entry: string, more = {}) =>
    client.send(new PutItemCommand({ TableName, Item: { filing, entry: { S: entry }, ...more } }));
  const settle = (TableName: string, entry: string, verdict: string) =>
    client.send(
      new UpdateItemCommand({
        ...{ TableName, Key: { filing, entry: { S: entry } }, UpdateExpression: 'SET verdict = :v' },
        ExpressionAttributeValues: { ':v': { S: verdict } },
      }),
    );
  const remove = (TableName: string, entry: string) =>
    client.send(new DeleteItemCommand({ TableName, Key: { filing, entry: { S: entry } } }));
  /** The changes of a table that were told, once all are. */
  const watched = async (table: string, create = createLedgerTable) => {
    await create(client, table);
    const changes: ItemChange[] = [];
    standIn.watch({ table, keys: ['filing', 'entry'] }, (change) => changes.push(change));
    const told = async () => {
      await expect.poll(() => standIn.isBehind?.()).toBe(false);
      return changes.map(({ eventName, dynamodb }) => `${eventName} ${entryOf(dynamodb)}`);
    };
    return { changes, told };
  };

  it('tells each change once and in order, and none where a write changed nothing', async () => {
    const { changes, told } = await watched('changes');
    await put('changes', 'received/1');
    await put('changes', 'received/1');
    await settle('changes', 'received/1', 'accepted');
    await settle('changes', 'received/1', 'accepted');
    await Promise.all(Array.from({ length: 30 }, (_, n) => put('changes', `many/${n}`)));
    await remove('changes', 'received/1');
    const [first, second, ...rest] = await told();
    expect([first, second, rest.at(-1)]).toEqual(['INSERT received/1', 'MODIFY received/1', 'REMOVE received/1']);
    expect(new Set(rest.slice(0, -1)).size).toBe(30);
    expect(rest).toHaveLength(31);
    const numbers = changes.map(({ dynamodb }) => dynamodb.SequenceNumber);
    expect(numbers).toEqual(numbers.toSorted());
    expect(changes.at(-1)?.userIdentity).toBeUndefined();
  });

  it('is read beside that of another table, from where both were empty', async () => {
    const tables = ['one', 'other'];
    const both = [await watched('one'), await watched('other')];
    for (const { told } of both) expect(await told()).toEqual([]);
    for (const n of [1, 2]) for (const table of tables) await put(table, `received/${n}`);
    for (const { told } of both) expect(await told()).toEqual(['INSERT received/1', 'INSERT received/2']);
  });

  it('is read on where its table is deleted and made again', async () => {
    const { told } = await watched('again');
    await put('again', 'received/1');
    await client.send(new DeleteTableCommand({ TableName: 'again' }));
    await createLedgerTable(client, 'again');
    await put('again', 'received/2');
    expect(await told()).toEqual(['INSERT received/1', 'INSERT received/2']);
  });

  it('is fed through the filters of the template, and goes on from the record that failed', async () => {
    const [notifier = [], keeper = []] = filtersOfTemplate();
    const table = 'filtered';
    const { told } = await watched(table);
    let fails = true;
    const notified = feed(standIn, table, notifier, ({ Records }) => {
      const failed = fails ? Records.find(({ dynamodb }) => entryOf(dynamodb) === 'received/2') : undefined;
      fails &&= failed === undefined;
      return { batchItemFailures: failed ? [{ itemIdentifier: failed.dynamodb.SequenceNumber }] : [] };
    });
    const kept = feed(standIn, table, keeper, () => ({}));
    for (const n of [1, 2, 3]) await put(table, `received/${n}`);
    await put(table, 'sent/1');
    await settle(table, 'sent/1', 'accepted');
    await settle(table, 'received/3', 'seen');
    await put(table, ledgerTable.summary);
    await remove(table, 'received/1');
    await told();
    const received = [1, 2, 3].map((n) => `INSERT received/${n}`);
    for (const { source } of [notified, kept]) source.start();
    await expect.poll(() => notified.source.untold + kept.source.untold).toBe(0);
    expect(notified.calls).toEqual([received, received.slice(1)]);
    expect(kept.calls).toEqual([[...received, 'INSERT sent/1', 'MODIFY sent/1', 'MODIFY received/3']]);
  });

  it("tells a deletion at an item's expiry as DynamoDB's own, and calls no function for it", {
    timeout: EXPIRY_MS + 10_000,
  }, async () => {
    const { changes, told } = await watched('expiring', createPlainTable);
    const TimeToLiveSpecification = { AttributeName: ledgerTable.expiry, Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName: 'expiring', TimeToLiveSpecification }));
    const sources = filtersOfTemplate().map((filters) => feed(standIn, 'expiring', filters, () => ({})).source);
    const past = String(Math.floor(Date.now() / 1000) - 60);
    await put('expiring', 'received/1', { [ledgerTable.expiry]: { N: past } });
    await expect.poll(told, { timeout: EXPIRY_MS, interval: 500 }).toEqual(['INSERT received/1', 'REMOVE received/1']);
    expect(changes[1]?.userIdentity).toEqual({ type: 'Service', principalId: 'dynamodb.amazonaws.com' });
    expect(sources.map(({ untold }) => untold)).toEqual([1, 1]);
  });
});

/**
 * A table with the ledger's keys and no index: DynamoDB Local 3 deletes nothing at its expiry where there is one, as was
 * tried for five minutes.
 */
async function createPlainTable(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      ...{ TableName, BillingMode: 'PAY_PER_REQUEST' },
      AttributeDefinitions: ['filing', 'entry'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'filing', KeyType: 'HASH' },
        { AttributeName: 'entry', KeyType: 'RANGE' },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    }),
  );
}

interface Event {
  Records: Pick<ItemChange, 'eventName' | 'dynamodb'>[];
}

const entryOf = ({ Keys }: ItemChange['dynamodb']) => (Keys as Record<string, { S: string }>)['entry']?.S ?? '';

/** The filters of each of the template's mappings of the stream: the notifier's, then the keeper's. */
function filtersOfTemplate(): string[][] {
  const found = synthesized().gateway.findResources('AWS::Lambda::EventSourceMapping', {
    Properties: { FilterCriteria: Match.anyValue() },
  });
  const filters = Object.values(found).map(({ Properties: { FilterCriteria } }) =>
    (FilterCriteria.Filters as { Pattern: string }[]).map(({ Pattern }) => Pattern),
  );
  return filters.toSorted(([one = ''], [other = '']) => one.length - other.length);
}

/** A source from a table's stream that feeds a function of this process, and what that was called with. */
function feed(standIn: DatabaseStandIn, table: string, filters: readonly string[], answer: (event: Event) => unknown) {
  const calls: string[][] = [];
  const definition = {
    ...{ logicalId: 'Mapping', functionName: 'f', streamArn: 'arn', region: 'local', batchSize: 100 },
    ...{ windowSeconds: 0, reportsFailures: true, bisects: true, filters: filters.map(eventFilter) },
  };
  const invoke = async (event: unknown) => {
    const { Records } = event as Event;
    calls.push(Records.map(({ eventName, dynamodb }) => `${eventName} ${entryOf(dynamodb)}`));
    return answer(event as Event);
  };
  const source = new StreamSource(definition, invoke, () => {});
  onTestFinished(() => source.stop());
  standIn.watch({ table, keys: ['filing', 'entry'] }, (change) => source.take(change));
  return { source, calls };
}
