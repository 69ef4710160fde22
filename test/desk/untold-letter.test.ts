import { describe, expect, it } from 'vitest';
import { readUntold } from '../../desk/retell/untold-letter.ts';
import type { Untold } from '../../schemas/untold.ts';

/** The example of the Lambda developer guide, for a stream of DynamoDB. */
const ofLambda = (first: string, last: string) => ({
  requestContext: {
    requestId: '316aa6d0-8154-xmpl-9af7-85d5f4a6bc81',
    functionArn: 'arn:aws:lambda:eu-west-3:123456789012:function:declarant-prod-notify',
    condition: 'RecordAgeExceeded',
    approximateInvokeCount: 1,
  },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  version: '1.0',
  timestamp: '2026-11-22T00:13:49.717Z',
  DDBStreamBatchInfo: {
    shardId: 'shardId-00000001573689847184-864758bb',
    startSequenceNumber: '800000000003126276362',
    endSequenceNumber: '800000000003126276362',
    approximateArrivalOfFirstRecord: first,
    approximateArrivalOfLastRecord: last,
    batchSize: 1,
    streamArn: 'arn:aws:dynamodb:eu-west-3:123456789012:table/declarant-prod-ledger/stream/2026-11-14T00:00:15.449',
  },
});

describe('an entry of the queue of untold messages', () => {
  it('may name a message that was put aside by its keys in the ledger', () => {
    const own: Untold = {
      untold: { filing: 'toy/declaration/L', entry: 'received/1', error: 'TypeError', at: '2026-11-22T08:00:00Z' },
    };
    const about = { message: { filing: 'toy/declaration/L', entry: 'received/1' } };
    expect(readUntold(JSON.stringify(own))).toEqual(about);
    // One of a newer version may say more.
    expect(readUntold(JSON.stringify({ untold: { ...own.untold, more: 1 }, version: 2 }))).toEqual(about);
  });

  it('may be a batch that Lambda gave up, known by its times in the stream, a minute around', () => {
    expect(readUntold(JSON.stringify(ofLambda('2026-11-22T08:00:00Z', '2026-11-22T08:10:30Z')))).toEqual({
      span: { since: new Date('2026-11-22T07:59:00Z'), until: new Date('2026-11-22T08:11:30Z') },
    });
  });

  it.each(['', '{', 'null', '{}', '{"untold": {"filing": "f"}}', '{"DDBStreamBatchInfo": {}}'])(
    'is not known where it is %j',
    (body) => expect(readUntold(body)).toBeUndefined(),
  );
});
