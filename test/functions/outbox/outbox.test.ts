import type { SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { sqsPoll, sqsRelease, sqsReleaseAll } from '../../../functions/outbox/outbox.ts';
import { feedPoll, sendPointer } from '../../../schemas/submission.ts';
import { letterKey as key } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';

describe('a pointer on the outbox', () => {
  let put: { QueueUrl: string; MessageBody: string; DelaySeconds?: number }[];
  beforeEach(() => {
    put = [];
  });
  const client = { send: async ({ input }: { input: never }) => void put.push(input) } as unknown as SQSClient;
  const outboxes = { [TOY]: 'https://queue.test/outbox' };
  const read = () => JSON.parse(put[0]?.MessageBody ?? '');

  it('leads to a parked send, and is handed out when that is due', async () => {
    const sent = { message: 'Letter', attempt: 2 };
    await sqsRelease(client, outboxes)({ key, sent, platform: 'shop-1', alone: true, delaySeconds: 9 });
    expect(put).toMatchObject([{ QueueUrl: outboxes[TOY], DelaySeconds: 9 }]);
    expect(sendPointer().parse(read())).toEqual({ resume: { ...key, ...sent, alone: true } });
  });

  it('is in the group of its platform, alone and with others', async () => {
    const sent = { message: 'Letter', attempt: 1 };
    await sqsRelease(client, outboxes)({ key, sent, platform: 'shop-1' });
    await sqsReleaseAll(
      client,
      outboxes,
    )([
      { key, sent, platform: 'shop-1', delaySeconds: 5 },
      { key, sent, platform: 'shop-2' },
      { key, sent, platform: undefined },
    ]);
    expect(put).toMatchObject([
      { MessageGroupId: 'shop-1' },
      { Entries: [{ MessageGroupId: 'shop-1', DelaySeconds: 5 }, { MessageGroupId: 'shop-2' }, {}] },
    ]);
    expect(JSON.stringify(put).match(/MessageGroupId/g)).toHaveLength(3);
  });

  it('polls a feed, and is handed out at once', async () => {
    await sqsPoll(client, outboxes)(TOY, 'news');
    // In a group that is no platform's.
    expect(put).toEqual([{ QueueUrl: outboxes[TOY], MessageBody: '{"poll":"news"}', MessageGroupId: 'feed/news' }]);
    expect(feedPoll().parse(read())).toEqual({ poll: 'news' });
  });

  it('is put nowhere where the lane has no outbox', async () => {
    await expect(sqsPoll(client, {})(TOY, 'news')).rejects.toThrow('There is no outbox of this lane');
    expect(put).toEqual([]);
  });
});
