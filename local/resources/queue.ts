import * as z from 'zod';
import { generatedName, type Maker, propertiesOf } from './resource.ts';

const number = z.coerce.number().int();
const queue = z.object({
  QueueName: z.string().optional(),
  FifoQueue: z.literal(false, 'FIFO queues are not known to the local machine').optional(),
  VisibilityTimeout: number.max(43_200).optional(),
  MessageRetentionPeriod: number.min(60).max(1_209_600).optional(),
  DelaySeconds: number.max(900).optional(),
  MaximumMessageSize: number.min(1024).max(1_048_576).optional(),
  ReceiveMessageWaitTimeSeconds: number.max(20).optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: number.min(1).max(1000) }).optional(),
});

/** AWS::SQS::Queue. */
export const makeQueue: Maker = (resource, world) => {
  const {
    QueueName: name = generatedName(resource),
    FifoQueue: _,
    RedrivePolicy: redrive,
    ...rest
  } = propertiesOf(resource, queue);
  const attributes = Object.fromEntries(Object.entries(rest).map(([attribute, value]) => [attribute, String(value)]));
  if (redrive) attributes.RedrivePolicy = JSON.stringify(redrive);
  const { url, arn } = world.queues.createQueue(name, attributes);
  return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
};
