import * as z from 'zod';
import { DEFAULT_CONCURRENCY, EventSource } from '../lambda/event-source.ts';
import { functionOf, type Maker, propertiesOf, templateFault } from './resource.ts';

const mapping = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.coerce.number().int().min(1).max(10_000).default(10),
  MaximumBatchingWindowInSeconds: z.coerce.number().int().min(0).max(300).default(0),
  Enabled: z.boolean().default(true),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number().int().min(2).max(1000).optional() }).default({}),
  FilterCriteria: z.undefined('filters of messages are not known to the local machine').optional(),
});

/** Feeds a function from a queue. */
export const makeQueueMapping: Maker = (resource, world) => {
  const properties = propertiesOf(resource, mapping);
  const { EventSourceArn: queueArn, BatchSize: batchSize, MaximumBatchingWindowInSeconds: windowSeconds } = properties;
  const queue = world.queues.source(queueArn);
  if (!queue) throw templateFault(resource, `there is no queue ${queueArn}`);
  const pool = functionOf(properties.FunctionName, resource, world);
  if (batchSize > 10 && windowSeconds === 0) {
    throw templateFault(resource, 'Lambda refuses a BatchSize above 10 without MaximumBatchingWindowInSeconds');
  }
  if (pool.definition.timeoutSeconds > queue.visibilityTimeoutSeconds) {
    throw templateFault(
      resource,
      `Lambda refuses a function timeout above the queue's visibility timeout (${queueArn})`,
    );
  }
  const source = new EventSource(
    {
      logicalId: resource.logicalId,
      batchSize,
      windowSeconds,
      concurrency: properties.ScalingConfig.MaximumConcurrency ?? DEFAULT_CONCURRENCY,
      reportsFailures: properties.FunctionResponseTypes.length > 0,
      region: world.region,
    },
    queue,
    (event) => pool.invoke(event),
    world.log,
  );
  if (properties.Enabled) world.eventSources.push(source);
  return { ref: resource.logicalId, attributes: { Id: resource.logicalId } };
};
