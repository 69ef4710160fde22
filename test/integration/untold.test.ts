import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueDepth, queueUrlOf } from '../../desk/gateway/queue-depth.ts';
import { filingId, receivedEntry, receivedItem } from '../../functions/ledger/items.ts';
import type { FilingKey, ReceivedRecord } from '../../functions/ledger/records.ts';
import type { Item } from '../../functions/table/plain-table.ts';
import { toOperator } from '../../schemas/delta-h7/paths.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { type MachineWithDesk, startMachineWithDesk } from '../desk/support/machine-with-desk.ts';
import { clientOf } from '../support/dynamodb.ts';
import type { Machine } from '../support/machine.ts';
import { state } from '../support/messages.ts';

const keyOf = (reference: string): FilingKey => ({ authority: 'delta-h7', kind: 'declaration', reference });
/** The text in the body, which may occur nowhere else. */
const SECRET = 'the-body-of-it';

describe('a callback that platforms cannot be told of', { timeout: 90_000 }, () => {
  let withDesk: MachineWithDesk;
  let machine: Machine;
  let documents: DynamoDBDocumentClient;
  let sqs: SQSClient;
  let untold: string;
  beforeAll(async () => {
    withDesk = await startMachineWithDesk();
    machine = withDesk.machine;
    const { endpoints, region } = machine.gateway.ready;
    documents = DynamoDBDocumentClient.from(clientOf({ endpoint: endpoints.dynamodb, region }));
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    sqs = new SQSClient({ endpoint: endpoints.sqs, region, credentials });
    untold = await queueUrlOf(sqs, resourceNames('test').untold);
  });
  afterAll(async () => {
    documents?.destroy();
    sqs?.destroy();
    await withDesk?.stop();
  });

  const desk = (...argv: string[]) => withDesk.run(...argv);
  const toldOf = async (lrn: string) => (await machine.outcomes()).filter(({ reference }) => reference === lrn);
  const callback = async (lrn: string) => {
    const route = toOperator.declarationStates.replace(/\{.*\}/, `C-${lrn}`);
    const { status } = await machine.callback(route, state({ lrn, messageId: `m-${lrn}` }));
    expect(status).toBe(200);
  };
  const linesOf = (event: string, lrn: string) =>
    machine.logs.filter((line) => line.includes(`"${event}"`) && line.includes(`"${lrn}"`));
  const isTold = (lrn: string) =>
    expect
      .poll(async () => new Set((await toldOf(lrn)).map(({ outcome }) => outcome)), { timeout: 30_000 })
      .toEqual(new Set(['released']));

  /** Stores a callback that this code cannot publish; the cause can be corrected. */
  async function poison(lrn: string, spoiled: (item: Item) => Item) {
    const key = keyOf(lrn);
    const body = JSON.stringify({ ...state({ lrn, messageId: `m-${lrn}` }), note: SECRET });
    const record: ReceivedRecord = {
      ...{ type: 'received', message: 'State_H7', path: toOperator.declarationStates, messageId: `m-${lrn}` },
      ...{ at: new Date().toISOString(), body, drift: [] },
    };
    const sound = receivedItem(key, record, { fact: 'released' });
    const TableName = machine.gateway.ready.table;
    await documents.send(new PutCommand({ TableName, Item: spoiled(sound) }));
    const Key = { [ledgerTable.partitionKey]: filingId(key), [ledgerTable.sortKey]: receivedEntry(record) };
    return {
      entry: receivedEntry(record),
      mend: () =>
        documents.send(
          new UpdateCommand({
            ...{ TableName, Key, UpdateExpression: 'SET body = :body, message = :message' },
            ExpressionAttributeValues: { ':body': sound['body'], ':message': sound['message'] },
          }),
        ),
    };
  }
  /** An item that a disk or a hand has damaged: the compressed body ends in the middle. */
  const corrupted = (item: Item) => ({ ...item, body: (item['body'] as Uint8Array).slice(0, 40) });
  /** An item of a later version of the gateway, which knows more messages. */
  const ofNewerVersion = (item: Item) => ({ ...item, message: 'Ruling_H7' });

  it.each([
    ['POISON-1', 'of which the body is corrupted', corrupted, { error: 'Error', code: 'Z_BUF_ERROR' }],
    ['POISON-2', 'of a newer version', ofNewerVersion, { error: 'TypeError', messageId: 'm-POISON-2' }],
  ])('%s, %s, is put aside at once, holds up nothing, and is told once it is mended', async (lrn, _, spoil, why) => {
    const { entry, mend } = await poison(lrn, spoil);
    await callback(`BEHIND-${lrn}`);
    await isTold(`BEHIND-${lrn}`);
    await expect.poll(() => queueDepth(sqs, untold)).toBe(1);
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: untold, VisibilityTimeout: 0 }));
    const place = { authority: 'delta-h7', kind: 'declaration', reference: lrn };
    expect(JSON.parse(Messages[0]?.Body ?? '')).toEqual({
      untold: { filing: filingId(keyOf(lrn)), entry, ...place, ...why, at: expect.any(String) },
    });
    expect(linesOf('callback.put-aside', lrn)).toHaveLength(1);
    expect(JSON.parse(linesOf('callback.put-aside', lrn)[0] ?? '')).toMatchObject({ CallbackPutAside: 1, ...why });
    expect(linesOf('notification.failed', lrn)).toEqual([]);

    expect((await desk('retell', '--dry-run')).out).toMatch(/what 1 of 1 entry/);
    const still = await desk('retell');
    expect(still).toMatchObject({ code: 1, out: '' });
    expect(still.err).toContain(`${filingId(keyOf(lrn))} ${entry} still cannot be told: ${why.error}`);
    expect(await queueDepth(sqs, untold)).toBe(1);
    expect(await toldOf(lrn)).toEqual([]);
    // The callback was found where it lies, and is not counted a second time.
    expect(linesOf('callback.put-aside', lrn)).toHaveLength(1);

    await mend();
    const done = await desk('retell', '--json');
    expect(JSON.parse(done.out)).toMatchObject({ found: 1, told: 1, done: 1, staying: 0, stillUntold: [] });
    expect(done.code).toBe(0);
    await isTold(lrn);
    expect(await queueDepth(sqs, untold)).toBe(0);
    for (const reference of [lrn, `BEHIND-${lrn}`]) {
      const { history } = JSON.parse((await desk('show', reference, '--json')).out);
      expect(history).toMatchObject([{ told: { end: 'told', outcome: 'released', at: expect.any(String) } }]);
    }
    expect(machine.logs.join('\n')).not.toContain(SECRET);
  });

  it('keeps its place behind what an outage of the topic holds up; nothing is lost, and it is put aside once', async () => {
    let mend: () => Promise<unknown> = async () => {};
    await machine.withoutTopic(async () => {
      await callback('OUTAGE-1');
      await expect
        .poll(() => linesOf('notification.failed', 'OUTAGE-1').length, { timeout: 30_000 })
        .toBeGreaterThan(0);
      ({ mend } = await poison('POISON-3', ofNewerVersion));
      await callback('OUTAGE-2');
      // The callback was met twice, with those before it.
      await expect
        .poll(() => linesOf('notification.failed', 'OUTAGE-2').length, { timeout: 30_000 })
        .toBeGreaterThan(1);
      expect(linesOf('callback.put-aside', 'POISON-3')).toEqual([]);
      expect(await queueDepth(sqs, untold)).toBe(0);
    });
    await isTold('OUTAGE-1');
    await isTold('OUTAGE-2');
    await expect.poll(() => linesOf('callback.put-aside', 'POISON-3').length).toBe(1);
    expect(await queueDepth(sqs, untold)).toBe(1);
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: untold, VisibilityTimeout: 0 }));
    expect(Messages[0]?.Body).toContain('POISON-3');
    expect(linesOf('callback.put-aside', 'OUTAGE-1')).toEqual([]);
    await mend();
    expect((await desk('retell')).code).toBe(0);
    await isTold('POISON-3');
  });

  it('and was given up by Lambda is told by when it came, with all others of that time, under the same ids', async () => {
    await callback('GIVEN-UP-1');
    await callback('GIVEN-UP-2');
    await isTold('GIVEN-UP-1');
    await isTold('GIVEN-UP-2');
    const second = `${new Date().toISOString().slice(0, 19)}Z`;
    const givenUp = {
      ...{ requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 1 }, version: '1.0' },
      DDBStreamBatchInfo: {
        ...{ shardId: 'shardId-1', startSequenceNumber: '1', endSequenceNumber: '2', batchSize: 2, streamArn: 'arn' },
        ...{ approximateArrivalOfFirstRecord: second, approximateArrivalOfLastRecord: second },
      },
    };
    await sqs.send(new SendMessageCommand({ QueueUrl: untold, MessageBody: JSON.stringify(givenUp) }));
    await sqs.send(new SendMessageCommand({ QueueUrl: untold, MessageBody: 'neither' }));
    const done = await desk('retell');
    expect(done).toMatchObject({ code: 1, out: expect.stringMatching(/^told again {2}\d+ messages\n$/) });
    expect(done.err).toBe(
      "An entry of the queue is not understood: it is neither ours nor Lambda's.\n1 entry stays on the queue.\n",
    );
    for (const lrn of ['GIVEN-UP-1', 'GIVEN-UP-2']) {
      await expect.poll(async () => (await toldOf(lrn)).length).toBeGreaterThan(1);
      expect(new Set((await toldOf(lrn)).map(({ id }) => id)).size).toBe(1);
    }
    const before = (await toldOf('GIVEN-UP-1')).length;
    expect((await desk('retell', '--since', '10m')).code).toBe(0);
    await expect.poll(async () => (await toldOf('GIVEN-UP-1')).length).toBeGreaterThan(before);
  });
});
