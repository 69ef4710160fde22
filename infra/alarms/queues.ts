import { platformsOf } from '../../schemas/platforms.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { eachLaneEvent } from './each-lane-event.ts';
import { type AlarmKinds, eachLane, once } from './kind.ts';
import { eventMetric, functionMetric, queueMetric } from './metric.ts';

/** The number of messages there, not of messages sent there: that one leaves out what the queue's own redrive moves. */
const LYING_THERE = 'ApproximateNumberOfMessagesVisible';

/** The alarms of messages that should not lie in a queue. */
export const queueAlarms: AlarmKinds = {
  'dead-letters': {
    severity: 'critical',
    means: 'Messages that the sender could not process lie among the dead letters, and are kept for 14 days.',
    watches: eachLane(({ stage }, authority) => ({
      metrics: { dead: queueMetric(resourceNames(stage).lane(authority).deadLetters, LYING_THERE) },
      unit: 'messages',
    })),
  },
  'dead-letter-recorded': {
    severity: 'critical',
    means: 'Another message became a dead letter; its platform was notified.',
    // Its end is the end of dead-letters: nothing lies there any more.
    notifiesEnd: false,
    watches: eachLaneEvent('outbox.dead-letter', 'DeadLetter', 'messages in 5 minutes'),
  },
  'outcome-dead-letters': {
    severity: 'warning',
    means: 'A platform does not take its outcomes: they lie in its dead letters, and are kept for 14 days.',
    watches: ({ stage, platforms }) =>
      platformsOf(platforms).map(({ name }) => ({
        of: [name],
        metrics: { dead: queueMetric(resourceNames(stage).platform(name).deadLetters, LYING_THERE) },
        unit: 'outcomes',
      })),
  },
  'outcomes-untaken': {
    severity: 'warning',
    means: 'A platform takes nothing from its queue of outcomes: what is 14 days old is deleted there.',
    watches: ({ stage, platforms, alarms }) =>
      platformsOf(platforms).map(({ name }) => ({
        of: [name],
        metrics: { age: queueMetric(resourceNames(stage).platform(name).outcomes, 'ApproximateAgeOfOldestMessage') },
        threshold: alarms.untakenMinutes * 60,
        unit: 'seconds',
      })),
  },
  'callbacks-untold': {
    severity: 'critical',
    means:
      'Outcomes of stored messages could not be published: pointers to them are kept for 14 days, to publish them again.',
    watches: once(({ stage }) => ({
      metrics: { dead: queueMetric(resourceNames(stage).untold, LYING_THERE) },
      unit: 'messages',
    })),
  },
  'notifications-failing': {
    severity: 'warning',
    means: 'Outcomes of stored messages cannot be published: it is tried again.',
    watches: once(({ stage }) => ({
      metrics: { failed: eventMetric(stage, 'notification.failed', 'NotificationFailed', {}) },
      unit: 'failures in 5 minutes',
    })),
  },
  'notifications-late': {
    severity: 'warning',
    means: 'Outcomes are published long after their messages came: the notifier does not keep up, or does not run.',
    watches: once(({ stage, alarms }) => ({
      metrics: { age: functionMetric(resourceNames(stage).notifier, 'IteratorAge', 'Maximum') },
      threshold: alarms.oldestMessageMinutes * 60_000,
      unit: 'milliseconds',
    })),
  },
  'oldest-message': {
    severity: 'warning',
    means:
      'The oldest message of a queue has waited for long: the function that takes it does not keep up, or does not run.',
    watches: eachLane(({ stage, alarms }, authority) => ({
      metrics: { age: queueMetric(resourceNames(stage).lane(authority).outbox, 'ApproximateAgeOfOldestMessage') },
      threshold: alarms.oldestMessageMinutes * 60,
      unit: 'seconds',
    })),
  },
};
