import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { messageOf } from '../fault.ts';
import { type Timing, timingOf } from '../schedules/expression.ts';
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

const state = z.enum(['ENABLED', 'DISABLED']).default('ENABLED');
const functionArn = z.string().regex(/^arn:[^:]*:lambda:/, 'only functions are targets on the local machine');

const rule = z.object({
  Name: z.string().optional(),
  State: state,
  ScheduleExpression: z.string().optional(),
  Targets: z
    .array(
      z.object({
        Arn: functionArn,
        Input: z.string().optional(),
        InputTransformer: z.undefined('input transformers are not known here').optional(),
      }),
    )
    .default([]),
});

const schedule = z.object({
  Name: z.string().optional(),
  State: state,
  ScheduleExpression: z.string(),
  Target: z.object({ Arn: functionArn, Input: z.string().optional() }),
});

/** AWS::Events::Rule with a schedule. One with a pattern waits for events of AWS, which do not come here. */
export const makeRule: Maker = (resource, world) => {
  // A rule of events may have any target: it is never used.
  const { Name: name = generatedName(resource) } = propertiesOf(resource, z.object({ Name: z.string().optional() }));
  const arn = `arn:aws:events:${world.region}:${ACCOUNT}:rule/${name}`;
  if (resource.properties.ScheduleExpression !== undefined) {
    const { State, Targets, ScheduleExpression = '' } = propertiesOf(resource, rule);
    const targets = Targets.map(({ Arn, Input }) => ({ arn: Arn, input: Input }));
    world.schedules.push(scheduleOf(resource, world, name, State, ScheduleExpression, targets, arn, 'aws.events'));
  }
  return { ref: name, attributes: { Arn: arn } };
};

/** AWS::Scheduler::Schedule. */
export const makeSchedule: Maker = (resource, world) => {
  const { Name: name = generatedName(resource), State, ScheduleExpression, Target } = propertiesOf(resource, schedule);
  const arn = `arn:aws:scheduler:${world.region}:${ACCOUNT}:schedule/default/${name}`;
  const targets = [{ arn: Target.Arn, input: Target.Input }];
  world.schedules.push(scheduleOf(resource, world, name, State, ScheduleExpression, targets, arn, 'aws.scheduler'));
  return { ref: name, attributes: { Arn: arn } };
};

function scheduleOf(
  resource: Resource,
  world: Parameters<Maker>[1],
  name: string,
  state: string,
  expression: string,
  targets: { arn: string; input: string | undefined }[],
  arn: string,
  source: string,
): Schedule {
  return new Schedule(
    {
      logicalId: resource.logicalId,
      name,
      enabled: state === 'ENABLED',
      timing: readTiming(resource, expression),
      targets: targets.map((target) => {
        const pool = functionOf(target.arn, resource, world);
        return {
          invoke: (event) => pool.invoke(event),
          event: (at) =>
            target.input === undefined ? scheduledEvent(world.region, source, arn, at) : JSON.parse(target.input),
        };
      }),
    },
    world.log,
  );
}

function readTiming(resource: Resource, expression: string): Timing {
  try {
    return timingOf(expression);
  } catch (error) {
    throw templateFault(resource, messageOf(error));
  }
}

/** What EventBridge hands to a target that has no input of its own. */
function scheduledEvent(region: string, source: string, arn: string, at: Date): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source,
    account: ACCOUNT,
    time: at.toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [arn],
    detail: source === 'aws.scheduler' ? '{}' : {},
  };
}
