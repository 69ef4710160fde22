import { resourceNames } from '../../schemas/resource-names.ts';
import type { WatchedGateway } from '../gateway/ask-cloudwatch.ts';
import { queueAges } from '../gateway/queue-ages.ts';
import type { LaneStatus } from './lane-status.ts';

/** Lanes with the ages of their oldest messages, by one call of CloudWatch for all of them. */
export async function withOldest<Lane extends Pick<LaneStatus, 'authority' | 'outbox' | 'deadLetters'>>(
  gateway: WatchedGateway,
  lanes: readonly Lane[],
  now: Date,
): Promise<(Lane & Required<Pick<LaneStatus, 'oldest'>>)[]> {
  const names = resourceNames(gateway.installation.stage);
  const depths = lanes.flatMap(({ authority, outbox, deadLetters }) => {
    const queues = names.lane(authority);
    return [[queues.outbox, outbox] as const, [queues.deadLetters, deadLetters] as const];
  });
  const asked = await queueAges(gateway, new Map(depths), now);
  const ageOf = (queue: string) => ('answer' in asked && asked.answer.get(queue)) || null;
  return lanes.map((lane) => {
    const { outbox, deadLetters } = names.lane(lane.authority);
    const ages = { outbox: ageOf(outbox), deadLetters: ageOf(deadLetters) };
    return { ...lane, oldest: { ...ages, ...('unknown' in asked && { unknown: asked.unknown }) } };
  });
}
