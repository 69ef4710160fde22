import { randomUUID } from 'node:crypto';
import type { SQSBatchResponse } from 'aws-lambda';
import type { Gateway } from '../../local/gateway.ts';
import { sqsRecord } from '../../local/lambda/sqs-event.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { Instances } from './instances.ts';

/** Hands a batch of messages to a sender, as the gateway's own functions put them on its outbox. */
export type HandOut = (bodies: readonly string[]) => Promise<void>;

/**
 * A process of a lane's sender whose share never runs out.
 * @param variables in place of those that it is deployed with
 */
export async function startUnlimitedSender(
  { gateway, instances }: { gateway: Gateway; instances: Instances },
  authority: AuthorityName,
  variables: Record<string, string> = {},
): Promise<HandOut> {
  const { sender } = resourceNames('bench').lane(authority);
  const deployed = gateway.functions.get(sender)?.definition.variables ?? {};
  const lane = { ...JSON.parse(deployed['LANE'] ?? '{}'), share: { perSecond: 1e6, perHour: 1e9 } };
  const instance = await instances.deployed(sender, { LANE: JSON.stringify(lane), ...variables });
  const [senderId = ''] = deployed['GATEWAY_ROLES']?.split(',') ?? [];

  function recordOf(body: string) {
    const at = Date.now();
    const message = { messageId: randomUUID(), receiptHandle: randomUUID(), body, md5OfBody: '', senderId };
    const received = { ...message, receiveCount: 1, sentTimestamp: at, firstReceiveTimestamp: at, attributes: {} };
    return sqsRecord(received, 'arn:aws:sqs:eu-west-3:000000000000:bench', 'eu-west-3');
  }

  return async (bodies) => {
    const answer = (await instance.invoke({ Records: bodies.map(recordOf) })) as SQSBatchResponse;
    const { length } = answer.batchItemFailures;
    if (length > 0) throw new Error(`${length} of ${bodies.length} messages failed`);
  };
}
