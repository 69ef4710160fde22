import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { thrownText } from '../fault.ts';
import { intervalOf } from '../schedules/expression.ts';
import { Schedule } from '../schedules/schedule.ts';
import {
  ACCOUNT,
  functionOf,
  generatedName,
  type Maker,
  propertiesOf,
  type Resource,
  templateFault,
} from './resource.ts';

const rule = z.object({
  Name: z.string().optional(),
  State: z.literal('ENABLED', 'a rule that is disabled is not known here').optional(),
  ScheduleExpression: z.string('only rules with a schedule are known to the local machine'),
  Targets: z
    .array(
      z.object({
        Arn: z.string().regex(/^arn:[^:]*:lambda:/, 'only functions are targets on the local machine'),
        Input: z.undefined('inputs are not known here').optional(),
        InputPath: z.undefined('input paths are not known here').optional(),
        InputTransformer: z.undefined('input transformers are not known here').optional(),
      }),
    )
    .default([]),
});

/** AWS::Events::Rule with a schedule. */
export const makeRule: Maker = (resource, world) => {
  const { Name: name = generatedName(resource), Targets, ScheduleExpression } = propertiesOf(resource, rule);
  const arn = `arn:aws:events:${world.region}:${ACCOUNT}:rule/${name}`;
  const targets = Targets.map((target) => {
    const pool = functionOf(target.Arn, resource, world);
    return {
      invoke: (event: unknown) => pool.invoke(event),
      event: (at: Date) => scheduledEvent(world.region, arn, at),
    };
  });
  const intervalMs = Math.min(readInterval(resource, ScheduleExpression), world.mostMs);
  world.schedules.push(new Schedule({ logicalId: resource.logicalId, name, intervalMs, targets }, world.log));
  return { ref: name, attributes: { Arn: arn } };
};

function readInterval(resource: Resource, expression: string): number {
  try {
    return intervalOf(expression);
  } catch (error) {
    throw templateFault(resource, thrownText(error));
  }
}

/** The event that EventBridge hands to a target. */
function scheduledEvent(region: string, arn: string, at: Date): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: ACCOUNT,
    time: at.toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [arn],
    detail: {},
  };
}
