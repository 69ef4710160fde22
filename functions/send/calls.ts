import type { SQSBatchItemFailure, SQSRecord } from 'aws-lambda';
import { certificateFaultOf } from '../../schemas/certificate-fault.ts';
import { isClosedHours } from '../../schemas/closed-hours.ts';
import { troubleOf } from '../../schemas/trouble.ts';
import type { CallResult, Transition } from '../admission/report.ts';
import { hiddenSeconds } from '../outbox/failing.ts';
import { queueId, REDRIVEN } from '../outbox/outbox.ts';
import { errorFields } from '../telemetry/log.ts';
import type { Delivery } from './claim.ts';
import { dispatch } from './dispatch.ts';
import { isGivenUp } from './failed-before.ts';
import type { BatchPorts, Parking, Round } from './ports.ts';
import type { Queued } from './queued.ts';
import { Slots } from './slots.ts';
import { NO_TURN, type Turns } from './turns.ts';

/** The most claims at once: with a whole batch, the first would be ready no sooner than the last. */
const CLAIMS_AT_ONCE = 8;

/** The calls of one batch in flight, and their failures. */
export class Calls {
  readonly failures: SQSBatchItemFailure[] = [];
  readonly #underWay: Promise<void>[] = [];
  readonly #claiming = new Slots(CLAIMS_AT_ONCE);
  readonly #ports: BatchPorts;
  /** None while a single message probes the authority. */
  readonly #turns: Turns | undefined;
  readonly #hasTime: Round['hasTime'];
  #hasAnswer = false;
  /** A response showed that the authority cannot be reached. */
  isStopped = false;

  constructor(ports: BatchPorts, turns: Turns | undefined, hasTime: Round['hasTime']) {
    this.#ports = ports;
    this.#turns = turns;
    this.#hasTime = hasTime;
  }

  /** Resolves when the message is in flight, not when it is sent. */
  async start(message: Queued): Promise<void> {
    const claimed = await this.#claiming.take();
    this.#underWay.push(this.send(message, { claimed }).finally(claimed));
  }

  /** Takes messages one by one until one of them leads to a call. */
  async probe(messages: readonly Queued[]): Promise<number> {
    let tried = 0;
    while (tried < messages.length && !this.#hasAnswer) {
      await this.send(messages[tried] as Queued);
      tried += 1;
    }
    if (!this.#hasAnswer) await this.#ports.admission.report({ kind: 'untried' });
    return tried;
  }

  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async send(
    { record, read }: Queued,
    { parking, claimed }: { parking?: Parking; claimed?: () => void } = {},
  ): Promise<void> {
    const { authority, finished, now, telemetry, trust } = this.#ports;
    try {
      const { senderId, ...delivery } = await deliveryOf(record, this.#ports);
      if (await isGivenUp(record, senderId, this.#ports)) {
        finished.add(record.receiptHandle);
        return;
      }
      // The mapping deletes all others with their batch.
      let leavesAtOnce = delivery.receiveCount > 1;
      await dispatch(read, delivery, {
        ...this.#ports,
        from: trust.originOf(senderId),
        turn: async (isFurther) => {
          claimed?.();
          const turn = (await this.#turns?.next(isFurther)) ?? NO_TURN;
          // The turn may have come so late that the function would end with the call in flight.
          if ('until' in turn || isFurther || this.#hasTime(0)) return turn;
          return { until: now().getTime(), reason: 'its sender has no time left' };
        },
        report: (answer) => this.#report(answer),
        taken() {
          leavesAtOnce = true;
        },
        ...(parking && { parking }),
      });
      if (leavesAtOnce) finished.add(record.receiptHandle);
    } catch (error) {
      // Nothing is lost: the queue hands out again a message that could not be recorded.
      const about = { authority: authority.name, sqsMessageId: record.messageId };
      telemetry.problem('submission.failed', { ...about, ...errorFields(error) });
      this.failures.push(failure({ record }));
      // The queue's own visibility timeout is for functions that crash.
      await this.#ports.postpone([record], hiddenSeconds(Number(record.attributes.ApproximateReceiveCount)));
    }
  }

  /** Parks the messages that are left, and ends the batch. */
  async end(left: readonly Queued[], parking: Parking): Promise<SQSBatchItemFailure[]> {
    await Promise.all(left.map((message) => this.send(message, { parking })));
    return this.failures;
  }

  async #report(answer: CallResult): Promise<Transition | undefined> {
    this.#hasAnswer = true;
    if (answer.kind === 'failed') this.isStopped = true;
    const { admission, authority, telemetry } = this.#ports;
    const transition = await admission.report(answer);
    const about = { authority: authority.name, ...(answer.kind === 'failed' && troubleOf(answer)) };
    if (transition === 'opened' && isClosedHours(about)) telemetry.event('lane.closed-hours', about);
    else if (transition === 'opened') telemetry.problem('lane.opened', about);
    else if (transition) telemetry.event(`lane.${transition}`, about);
    // Each probe reports it again, so that its alarm ends when the certificate is in order.
    const certificate = answer.kind === 'failed' ? certificateFaultOf(answer) : undefined;
    if (transition && certificate) telemetry.problem('certificate.unusable', { ...about, certificate });
    return transition;
  }
}

/**
 * A redriven message has a new id, carries the id by which it was claimed, and has been handed out before. It keeps its
 * first sender. The message itself may claim anything, so only a noted redrive counts.
 */
async function deliveryOf(
  { messageId, body, attributes, messageAttributes }: SQSRecord,
  { authority, redrives }: BatchPorts,
): Promise<Delivery & { senderId: string }> {
  const before = queueId(messageAttributes[REDRIVEN]?.stringValue);
  const sender = before && (await redrives.senderOf(authority.name, before, body));
  const receiveCount = Number(attributes.ApproximateReceiveCount);
  const sent = Number(attributes.SentTimestamp);
  const about = sent ? { sentAt: new Date(sent).toISOString() } : {};
  if (!before || sender === undefined) return { id: messageId, receiveCount, senderId: attributes.SenderId, ...about };
  return { id: before, receiveCount: receiveCount + 1, senderId: sender || attributes.SenderId, ...about };
}

export function failure({ record }: Pick<Queued, 'record'>): SQSBatchItemFailure {
  return { itemIdentifier: record.messageId };
}
