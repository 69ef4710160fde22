import { platformsOf } from '../../schemas/platforms.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { type AlarmKinds, lanesOf } from './kind.ts';
import { eventMetric, functionMetric, queueMetric } from './metric.ts';

/** The number of messages there, not of messages sent there: that one leaves out what the queue's own redrive moves. */
const LYING_THERE = 'ApproximateNumberOfMessagesVisible';

/** The alarms of messages that should not lie in a queue. */
export const queueAlarms: AlarmKinds = {
  'dead-letters': {
    severity: 'critical',
    means: 'Messages that the sender could not process lie among the dead letters, and are kept for 14 days.',
    missing: 'notBreaching',
    notifiesEnd: true,
    watches: (configuration) =>
      lanesOf(configuration).map((authority) => ({
        of: [authority],
        metrics: { dead: queueMetric(resourceNames(configuration.stage).lane(authority).deadLetters, LYING_THERE) },
        threshold: 1,
        unit: 'messages',
        minutes: 5,
      })),
  },
  'dead-letter-recorded': {
    severity: 'critical',
    means: 'Another message became a dead letter; its platform was notified.',
    missing: 'notBreaching',
    // Its end is the end of dead-letters: nothing lies there any more.
    notifiesEnd: false,
    watches: (configuration) =>
      lanesOf(configuration).map((authority) => ({
        of: [authority],
        metrics: { recorded: eventMetric(configuration.stage, 'outbox.dead-letter', 'DeadLetter', { authority }) },
        threshold: 1,
        unit: 'messages in 5 minutes',
        minutes: 5,
      })),
  },
  'outcome-dead-letters': {
    severity: 'warning',
    means: 'A platform does not take its outcomes: they lie in its dead letters, and are kept for 14 days.',
    missing: 'notBreaching',
    notifiesEnd: true,
    watches: ({ stage, platforms }) =>
      platformsOf(platforms).map(({ name }) => ({
        of: [name],
        metrics: { dead: queueMetric(resourceNames(stage).platform(name).deadLetters, LYING_THERE) },
        threshold: 1,
        unit: 'outcomes',
        minutes: 5,
      })),
  },
  'callbacks-untold': {
    severity: 'critical',
    means:
      'Outcomes of stored callbacks could not be published: pointers to them are kept for 14 days, to publish them again.',
    missing: 'notBreaching',
    notifiesEnd: true,
    watches: ({ stage }) => [
      {
        of: [],
        metrics: { dead: queueMetric(resourceNames(stage).untold, LYING_THERE) },
        threshold: 1,
        unit: 'messages',
        minutes: 5,
      },
    ],
  },
  'notifications-failing': {
    severity: 'warning',
    means: 'Outcomes of stored callbacks cannot be published: it is tried again.',
    missing: 'notBreaching',
    notifiesEnd: true,
    watches: ({ stage }) => [
      {
        of: [],
        metrics: { failed: eventMetric(stage, 'notification.failed', 'NotificationFailed', {}) },
        threshold: 1,
        unit: 'failures in 5 minutes',
        minutes: 5,
      },
    ],
  },
  'notifications-late': {
    severity: 'warning',
    means: 'Outcomes are published long after their callbacks came: the notifier does not keep up, or does not run.',
    missing: 'notBreaching',
    notifiesEnd: true,
    watches: ({ stage, alarms }) => [
      {
        of: [],
        metrics: { age: functionMetric(resourceNames(stage).notifier, 'IteratorAge', 'Maximum') },
        threshold: alarms.oldestMessageMinutes * 60_000,
        unit: 'milliseconds',
        minutes: 5,
      },
    ],
  },
  'oldest-message': {
    severity: 'warning',
    means:
      'The oldest message of a queue has waited for long: the function that takes it does not keep up, or does not run.',
    missing: 'notBreaching',
    notifiesEnd: true,
    watches: (configuration) => {
      const names = resourceNames(configuration.stage);
      return lanesOf(configuration).map((authority) => ({
        of: [authority],
        metrics: { age: queueMetric(names.lane(authority).outbox, 'ApproximateAgeOfOldestMessage') },
        threshold: configuration.alarms.oldestMessageMinutes * 60,
        unit: 'seconds',
        minutes: 5,
      }));
    },
  },
};
