import { platformName } from '../../schemas/platform-name.ts';

/**
 * The group of a message on an outbox, its platform: SQS hands out messages of groups with few in flight before those of
 * one with many, also on a standard queue ("fair queues"). A message without a group is a group by itself there.
 * @param platform what is given as such; nothing comes of what is no platform's name
 */
export function messageGroup(platform: unknown): { MessageGroupId?: string } {
  const name = platformName().safeParse(platform);
  return name.success ? { MessageGroupId: name.data } : {};
}
