import * as z from 'zod';
import { generatedName, type Maker, propertiesOf } from './resource.ts';

const dimension = z.object({ Name: z.string(), Value: z.string() });
const alarm = z.object({
  AlarmName: z.string().optional(),
  AlarmDescription: z.string().default(''),
  AlarmActions: z.array(z.string()).default([]),
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Dimensions: z.array(dimension).default([]),
  Threshold: z.coerce.number().optional(),
});

/** AWS::CloudWatch::Alarm. Nobody is told of it; it stands beside the others where somebody looks. */
export const makeAlarm: Maker = (resource, world) => {
  const properties = propertiesOf(resource, alarm);
  const {
    AlarmName: name = generatedName(resource),
    AlarmDescription: description,
    AlarmActions: actions,
  } = properties;
  const { Namespace: namespace, MetricName: metric, Dimensions, Threshold } = properties;
  const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
  world.alarms.push({
    ...{ name, description, actions, metric: { namespace, name: metric, dimensions } },
    threshold: metric === undefined ? undefined : Threshold,
  });
  return { ref: name };
};
