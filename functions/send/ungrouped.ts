import { valueAt } from '../../schemas/fault.ts';
import { messageGroup } from '../outbox/message-group.ts';
import type { BatchPorts } from './ports.ts';
import type { Queued } from './queued.ts';

/**
 * Counts the submissions of a batch that came without their platform as `MessageGroupId`: SQS cannot keep such a
 * platform from delaying others. In one line, when they are handed out first.
 */
export function reportUngrouped(
  messages: readonly Queued[],
  { authority, telemetry, trust }: Pick<BatchPorts, 'authority' | 'telemetry' | 'trust'>,
): void {
  const ungrouped = messages.filter(({ record: { attributes }, read }) => {
    if (Number(attributes.ApproximateReceiveCount) > 1 || trust.originOf(attributes.SenderId).isGateway) return false;
    const { MessageGroupId: group } = attributes;
    return group === undefined || group !== (groupIn(read) ?? group);
  });
  if (ungrouped.length === 0) return;
  const platforms = [...new Set(ungrouped.flatMap(({ read }) => groupIn(read) ?? []))];
  telemetry.event('submission.ungrouped', { authority: authority.name, count: ungrouped.length, platforms });
}

const groupIn = (read: Queued['read']) => messageGroup(valueAt(read.json?.value, '/platform')).MessageGroupId;
