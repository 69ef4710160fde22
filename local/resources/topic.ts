import * as z from 'zod';
import { generatedName, type Maker, propertiesOf, type Resource, templateFault, type World } from './resource.ts';

/** Subscriptions that stand, but that nothing is delivered to from here: they lead off this machine. */
const UNDELIVERED = new Set(['email', 'email-json', 'sms', 'http', 'https']);

const topic = z.object({
  TopicName: z.string().optional(),
  FifoTopic: z.literal(false, 'FIFO topics are not known to the local machine').optional(),
  Subscription: z.array(z.object({ Protocol: z.string(), Endpoint: z.string() })).default([]),
});

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const subscription = z.object({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  RawMessageDelivery: flag.optional(),
  FilterPolicy: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  FilterPolicyScope: z.enum(['MessageAttributes', 'MessageBody']).optional(),
});

/** AWS::SNS::Topic. */
export const makeTopic: Maker = (resource, world) => {
  const { TopicName: name = generatedName(resource), Subscription: subscriptions } = propertiesOf(resource, topic);
  const { arn } = world.queues.createTopic(name);
  for (const { Protocol, Endpoint } of subscriptions) subscribe(resource, world, arn, Protocol, Endpoint, {});
  return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
};

/** AWS::SNS::Subscription: delivered where it leads to a queue. */
export const makeSubscription: Maker = (resource, world) => {
  const properties = propertiesOf(resource, subscription);
  const { RawMessageDelivery: raw, FilterPolicy: policy, FilterPolicyScope: scope } = properties;
  const arn = subscribe(resource, world, properties.TopicArn, properties.Protocol, properties.Endpoint, {
    ...(raw && { RawMessageDelivery: 'true' }),
    ...(policy !== undefined && { FilterPolicy: typeof policy === 'string' ? policy : JSON.stringify(policy) }),
    ...(scope && { FilterPolicyScope: scope }),
  });
  return { ref: arn, attributes: { Arn: arn } };
};

function subscribe(
  resource: Resource,
  world: World,
  topicArn: string,
  protocol: string,
  endpoint: string,
  attributes: Record<string, string>,
): string {
  if (protocol !== 'sqs') {
    if (!UNDELIVERED.has(protocol))
      throw templateFault(resource, `the protocol ${protocol} is not known to the local machine`);
    world.log(`${resource.logicalId}: messages to ${protocol} are not delivered by the local machine.`);
  } else if (!world.queues.source(endpoint)) {
    throw templateFault(resource, `there is no queue ${endpoint}`);
  }
  return world.queues.subscribe(topicArn, protocol, endpoint, attributes).arn;
}
