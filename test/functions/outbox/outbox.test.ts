import type { SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { sqsPoll, sqsRelease } from '../../../functions/outbox/outbox.ts';
import { feedPoll, sendPointer } from '../../../schemas/submission.ts';
import { declarationKey as key } from '../../support/records.ts';

describe('a pointer on the outbox', () => {
  let put: { QueueUrl: string; MessageBody: string; DelaySeconds?: number }[];
  beforeEach(() => {
    put = [];
  });
  const client = { send: async ({ input }: { input: never }) => void put.push(input) } as unknown as SQSClient;
  const outboxes = { 'delta-h7': 'https://queue.test/outbox' };
  const read = () => JSON.parse(put[0]?.MessageBody ?? '');

  it('leads to a parked send, and is handed out when that is due', async () => {
    const sent = { message: 'Creation_H7', attempt: 2 };
    await sqsRelease(client, outboxes)({ key, sent, alone: true, delaySeconds: 9 });
    expect(put).toMatchObject([{ QueueUrl: outboxes['delta-h7'], DelaySeconds: 9 }]);
    expect(sendPointer().parse(read())).toEqual({ resume: { ...key, ...sent, alone: true } });
  });

  it('polls a feed, and is handed out at once', async () => {
    await sqsPoll(client, outboxes)('delta-h7', 'news');
    expect(put).toEqual([{ QueueUrl: outboxes['delta-h7'], MessageBody: '{"poll":"news"}' }]);
    expect(feedPoll().parse(read())).toEqual({ poll: 'news' });
  });

  it('is put nowhere where the lane has no outbox', async () => {
    await expect(sqsPoll(client, {})('delta-h7', 'news')).rejects.toThrow('There is no outbox of this lane');
    expect(put).toEqual([]);
  });
});
