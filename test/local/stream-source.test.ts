import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it, onTestFinished } from 'vitest';
import { eventFilter } from '../../local/lambda/event-filter.ts';
import { StreamSource } from '../../local/lambda/stream-source.ts';
import { Watchers } from '../../local/stand-ins/watchers.ts';
import { clientOf, createLedgerTable, startEngine } from '../support/dynamodb.ts';
import { itOnEngines } from '../support/engines.ts';

interface Event {
  Records: { eventName: string; dynamodb: { Keys: Record<string, { S: string }>; SequenceNumber: string } }[];
}

const pattern = '{"eventName":["INSERT"],"dynamodb":{"Keys":{"entry":{"S":[{"prefix":"received/"}]}}}}';

/** A source that feeds a function of this process; what it was called with, by the entries of the records. */
function feed(answer: (event: Event) => unknown) {
  const calls: (string | undefined)[][] = [];
  const definition = {
    ...{
      logicalId: 'Mapping',
      functionName: 'f',
      streamArn: 'arn',
      region: 'eu-west-3',
      batchSize: 3,
      windowSeconds: 0,
    },
    ...{ reportsFailures: true, bisects: true, filters: [eventFilter(pattern)] },
  };
  const invoke = async (event: unknown) => {
    calls.push((event as Event).Records.map(({ dynamodb }) => dynamodb.Keys.entry?.S));
    return answer(event as Event);
  };
  const source = new StreamSource(definition, invoke, () => {});
  onTestFinished(() => source.stop());
  const watchers = new Watchers();
  watchers.add('t', (change) => source.take(change));
  const take = (...entries: string[]) => {
    for (const entry of entries)
      watchers.tellOfWrite({ table: 't', keys: { filing: { S: 'f' }, entry: { S: entry } }, event: 'INSERT' });
  };
  return { source, calls, take };
}

it('a stream calls its function for the records that pass the filter, in order, a batch at a time', async () => {
  const { source, calls, take } = feed(() => undefined);
  take('received/1', 'sent/1', 'received/2', 'received/3', 'received/4');
  expect(source.untold).toBe(4);
  source.start();
  await expect.poll(() => source.untold).toBe(0);
  expect(calls).toEqual([['received/1', 'received/2', 'received/3'], ['received/4']]);
});

it('a stream goes on from the first record that failed', async () => {
  let fails = true;
  const { source, calls, take } = feed(({ Records }) => {
    const batchItemFailures = fails ? [{ itemIdentifier: Records[1]?.dynamodb.SequenceNumber }] : [];
    fails = false;
    return { batchItemFailures };
  });
  take('received/1', 'received/2', 'received/3');
  source.start();
  await expect.poll(() => source.untold, { timeout: 20_000 }).toBe(0);
  expect(calls).toEqual([
    ['received/1', 'received/2', 'received/3'],
    ['received/2', 'received/3'],
  ]);
});

it('a stream halves a batch with which its function failed', async () => {
  const { source, calls, take } = feed(({ Records }) => {
    if (Records.length > 1) throw new Error('too many');
  });
  take('received/1', 'received/2');
  source.start();
  await expect.poll(() => source.untold, { timeout: 20_000 }).toBe(0);
  expect(calls).toEqual([['received/1', 'received/2'], ['received/1'], ['received/2']]);
});

it('a filter that the local machine does not know is refused', () => {
  expect(() => eventFilter('{"a":[{"suffix":"x"}]}')).toThrow('a rule that the local machine does not know');
});

itOnEngines(
  '%s tells of what is put into a table that is watched, and of what was stored alone',
  {},
  async (engine) => {
    const standIn = await startEngine(engine);
    const client = clientOf({ endpoint: standIn.endpoint, region: 'local' });
    onTestFinished(async () => {
      client.destroy();
      await standIn.close();
    });
    const put = (TableName: string) =>
      client.send(
        new PutItemCommand({
          ...{ TableName, ConditionExpression: 'attribute_not_exists(filing)' },
          Item: { filing: { S: 'f' }, entry: { S: 'received/1' }, other: { S: 'x' } },
        }),
      );
    for (const table of ['watched', 'unwatched']) await createLedgerTable(client, table);
    const told: unknown[] = [];
    standIn.watch({ table: 'watched', keys: ['filing', 'entry'] }, ({ dynamodb }) => told.push(dynamodb.Keys));
    await put('unwatched');
    await put('watched');
    await expect(put('watched')).rejects.toThrow();
    await expect.poll(() => told).toEqual([{ filing: { S: 'f' }, entry: { S: 'received/1' } }]);
  },
);
