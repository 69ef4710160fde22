import type { SQSRecord } from 'aws-lambda';
import { FIRST_NOTED, isExhausted } from '../outbox/failing.ts';
import { queueId, REDRIVEN } from '../outbox/outbox.ts';
import type { BatchPorts } from './ports.ts';
import type { Queued } from './queued.ts';

/** A batch, divided by the tries of its messages. */
export interface Sorted {
  /** Messages that are sent side by side. */
  others: Queued[];
  /** Messages that were begun before and never finished, the fewest tries first: each is taken up by itself, last. */
  failedBefore: Queued[];
}

/** The most times that a message is begun in vain beside others. */
const BESIDE_OTHERS = 2;

/**
 * Separates messages that have failed before. A message that crashes its function takes with it those in flight beside
 * it; alone, it is the only one to be blamed.
 */
export async function sorted(messages: readonly Queued[], { failing }: BatchPorts): Promise<Sorted> {
  const known = await Promise.all(
    messages.map(async (message) => {
      const { record } = message;
      const begun = isNoted(record) ? await failing.of(record.messageId) : undefined;
      return { message, tries: begun?.tries ?? 0 };
    }),
  );
  const failedBefore = known.filter(({ tries }) => tries > BESIDE_OTHERS).sort((a, b) => a.tries - b.tries);
  return {
    others: known.filter(({ tries }) => tries <= BESIDE_OTHERS).map(({ message }) => message),
    failedBefore: failedBefore.map(({ message }) => message),
  };
}

/** Notes that a message is begun; true where it becomes a dead letter instead, since it will never be finished. */
export async function isGivenUp(record: SQSRecord, senderId: string, ports: BatchPorts): Promise<boolean> {
  const { authority, failing, putDeadLetter, redrives, now } = ports;
  if (!isNoted(record)) return false;
  const begun = await failing.begin(record.messageId);
  if (!begun || !isExhausted(begun, now().getTime())) return false;
  const { messageId, body, attributes, messageAttributes } = record;
  const claimId = queueId(messageAttributes[REDRIVEN]?.stringValue) ?? messageId;
  // A redriven message keeps its first sender.
  await redrives.note(authority.name, { claimId, body, senderId });
  const since = new Date(Number(attributes.SentTimestamp ?? begun.firstAt)).toISOString();
  const handedOut = Number(attributes.ApproximateReceiveCount);
  await putDeadLetter({ body, claimId, handedOut, since, group: attributes.MessageGroupId });
  return true;
}

const isNoted = ({ attributes }: SQSRecord) => Number(attributes.ApproximateReceiveCount) >= FIRST_NOTED;
