import * as z from 'zod';
import { generatedName, type Maker, propertiesOf, templateFault } from './resource.ts';

const topic = z.object({
  TopicName: z.string().optional(),
  FifoTopic: z.literal(false, 'FIFO topics are not known to the local machine').optional(),
  Subscription: z.undefined('subscriptions in a topic are not known to the local machine').optional(),
});

const subscription = z.object({
  TopicArn: z.string(),
  Protocol: z.enum(['sqs', 'email'], 'only queues and mail are known to the local machine'),
  Endpoint: z.string(),
  RawMessageDelivery: z.boolean().optional(),
  FilterPolicy: z.record(z.string(), z.unknown()).optional(),
  FilterPolicyScope: z.literal('MessageAttributes', 'filters of bodies are not known to the local machine').optional(),
});

/** AWS::SNS::Topic. */
export const makeTopic: Maker = (resource, world) => {
  const { TopicName: name = generatedName(resource) } = propertiesOf(resource, topic);
  const { arn } = world.queues.createTopic(name);
  return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
};

/** AWS::SNS::Subscription: delivered where it leads to a queue. */
export const makeSubscription: Maker = (resource, world) => {
  const { TopicArn, Protocol: protocol, Endpoint: endpoint, ...filter } = propertiesOf(resource, subscription);
  const { RawMessageDelivery: raw, FilterPolicy: policy } = filter;
  if (protocol === 'email') {
    world.log(`${resource.logicalId}: messages to ${protocol} are not delivered by the local machine.`);
  } else if (!world.queues.source(endpoint)) {
    throw templateFault(resource, `there is no queue ${endpoint}`);
  }
  const { arn } = world.queues.subscribe(TopicArn, protocol, endpoint, {
    ...(raw && { RawMessageDelivery: 'true' }),
    ...(policy !== undefined && { FilterPolicy: JSON.stringify(policy) }),
  });
  return { ref: arn, attributes: { Arn: arn } };
};
