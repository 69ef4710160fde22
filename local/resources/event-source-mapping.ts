import { makeQueueMapping } from './queue-mapping.ts';
import { type Maker, templateFault } from './resource.ts';
import { makeStreamMapping } from './stream-mapping.ts';

/** AWS::Lambda::EventSourceMapping. What Lambda would refuse at deployment is refused here. */
export const makeEventSourceMapping: Maker = (resource, world) => {
  const [, service] = /^arn:[^:]*:(sqs|dynamodb):/.exec(String(resource.properties.EventSourceArn)) ?? [];
  if (service === 'sqs') return makeQueueMapping(resource, world);
  if (service === 'dynamodb') return makeStreamMapping(resource, world);
  throw templateFault(
    resource,
    'EventSourceArn: only queues and streams of tables are event sources on the local machine',
  );
};
