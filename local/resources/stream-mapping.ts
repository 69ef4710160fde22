import * as z from 'zod';
import { thrownText } from '../fault.ts';
import { type EventFilter, eventFilter } from '../lambda/event-filter.ts';
import { StreamSource } from '../lambda/stream-source.ts';
import { functionOf, type Maker, propertiesOf, templateFault } from './resource.ts';

const filter = z.object({ Pattern: z.string() });
/** Retries, parallel batches and destinations of failures are left out: a failed batch is tried again without end. */
const mapping = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BatchSize: z.coerce.number().int().min(1).max(10_000).default(100),
  MaximumBatchingWindowInSeconds: z.coerce.number().int().min(0).max(300).default(0),
  Enabled: z.boolean().default(true),
  BisectBatchOnFunctionError: z.boolean().default(false),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z.object({ Filters: z.array(filter).default([]) }).default({ Filters: [] }),
  TumblingWindowInSeconds: z.undefined('tumbling windows are not known to the local machine').optional(),
});

/** Feeds a function from a table's stream. */
export const makeStreamMapping: Maker = (resource, world) => {
  const properties = propertiesOf(resource, mapping);
  const { EventSourceArn: streamArn } = properties;
  const stream = world.streams.get(streamArn);
  if (!stream) throw templateFault(resource, `there is no stream ${streamArn}`);
  const pool = functionOf(properties.FunctionName, resource, world);
  const readFilter = ({ Pattern }: z.infer<typeof filter>): EventFilter => {
    try {
      return eventFilter(Pattern);
    } catch (error) {
      throw templateFault(resource, `FilterCriteria: ${thrownText(error)}`);
    }
  };
  const source = new StreamSource(
    {
      logicalId: resource.logicalId,
      functionName: pool.definition.name,
      streamArn,
      batchSize: properties.BatchSize,
      windowSeconds: properties.MaximumBatchingWindowInSeconds,
      reportsFailures: properties.FunctionResponseTypes.length > 0,
      bisects: properties.BisectBatchOnFunctionError,
      filters: properties.FilterCriteria.Filters.map(readFilter),
      region: world.region,
    },
    (event) => pool.invoke(event),
    world.log,
  );
  if (properties.Enabled) {
    world.database.watch(stream, (change) => source.take(change));
    world.streamSources.push(source);
  }
  return { ref: resource.logicalId, attributes: { Id: resource.logicalId } };
};
