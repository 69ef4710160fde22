import type { SQSClient } from '@aws-sdk/client-sqs';
import { type ReleaseAll, type ReleasedSend, sqsReleaseAll } from '../../../functions/outbox/outbox.ts';
import type { VirtualClock } from './clock.ts';

/** Puts a pointer on the outbox. */
export type Put = (pointer: Pick<ReleasedSend, 'key' | 'alone' | 'delaySeconds'>) => void;

/** The release of parked sends as it is deployed, ten in a call, each call of which takes a while. */
export function releasing(put: Put, clock: VirtualClock, callMs: number): ReleaseAll {
  const client = {
    async send({ input }: { input: { Entries: { MessageBody: string; DelaySeconds?: number }[] } }) {
      if (callMs > 0) await clock.sleep(callMs);
      for (const { MessageBody, DelaySeconds } of input.Entries) {
        const { alone, ...key } = JSON.parse(MessageBody).resume;
        put({ key, ...(alone && { alone }), ...(DelaySeconds !== undefined && { delaySeconds: DelaySeconds }) });
      }
      return {};
    },
  } as unknown as SQSClient;
  return (parked) => {
    const [first] = parked;
    return first ? sqsReleaseAll(client, { [first.key.authority]: 'the outbox' })(parked) : Promise.resolve([]);
  };
}
