import { callsBack, inboundMessages } from '../../schemas/catalogue.ts';
import { callbacksOf } from '../../schemas/configuration.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { type AlarmKind, type AlarmKinds, eachLane, sumOf } from './kind.ts';
import { type AlarmMetric, apiMetric, eventMetric } from './metric.ts';

/** The alarms of the callbacks: authorities reach us, and their messages keep to the contract. */
export const callbackAlarms: AlarmKinds = {
  'callbacks-unauthorised': {
    severity: 'critical',
    means: 'Callbacks come with a wrong token and are refused (401): the authority does not send them again.',
    missing: 'notBreaching',
    notifiesEnd: false,
    watches: whereCalledBack(({ stage, alarms }) => [
      {
        of: [],
        metrics: { refused: eventMetric(stage, 'callback.refused', 'CallbackRefused', { status: '401' }) },
        threshold: alarms.unauthorisedCallbacks,
        unit: 'callbacks in 5 minutes',
        minutes: 5,
      },
    ]),
  },
  'callbacks-unreadable': {
    severity: 'warning',
    means:
      'Callbacks came with the right token and could not be read (400, 404): the authority does not send them again.',
    missing: 'notBreaching',
    notifiesEnd: false,
    watches: eachLane(
      ({ stage }, authority) => ({
        metrics: {
          unreadable: eventMetric(stage, 'callback.unreadable', 'CallbackUnreadable', { authority }),
        },
        threshold: 1,
        unit: 'callbacks in 5 minutes',
        minutes: 5,
      }),
      callsBack,
    ),
  },
  'callbacks-failing': {
    severity: 'critical',
    means: 'Callbacks could not be taken (5xx): the authority sends them again, but not for ever.',
    missing: 'notBreaching',
    notifiesEnd: true,
    watches: whereCalledBack(({ stage }) => [
      {
        of: [],
        metrics: { failed: apiMetric(resourceNames(stage).callbacks, '5XXError', 'Sum') },
        threshold: 1,
        unit: 'callbacks in 5 minutes',
        minutes: 5,
      },
    ]),
  },
  'callbacks-slow': {
    severity: 'warning',
    means: 'One callback in a hundred takes so long that the authority may give up.',
    missing: 'notBreaching',
    notifiesEnd: true,
    watches: whereCalledBack(({ stage, alarms }) => [
      {
        of: [],
        metrics: { latency: apiMetric(resourceNames(stage).callbacks, 'Latency', 'p99') },
        threshold: alarms.callbackSeconds * 1000,
        unit: 'milliseconds',
        minutes: 5,
        periods: 3,
      },
    ]),
  },
  'contract-drift': {
    severity: 'warning',
    means: 'Callbacks depart from the contract as known here; they are kept all the same.',
    missing: 'notBreaching',
    notifiesEnd: false,
    watches: ofEachMessage((stage, authority, message) =>
      eventMetric(stage, 'callback.drift', 'ContractDrift', { authority, message }),
    ),
  },
  'callbacks-conflicting': {
    severity: 'warning',
    means:
      'A callback came under the messageId of another, with another body: both are kept, and a person has to judge.',
    missing: 'notBreaching',
    notifiesEnd: false,
    watches: ofEachMessage((stage, authority, message) =>
      eventMetric(stage, 'callback.conflicting', 'CallbackConflicting', { authority, message }),
    ),
  },
};

/** The watches of the API; none where no authority calls back. */
function whereCalledBack(watches: AlarmKind['watches']): AlarmKind['watches'] {
  return (configuration) => (callbacksOf(configuration) ? watches(configuration) : []);
}

/** One such callback within an hour, of any message. */
function ofEachMessage(metricOf: (stage: string, authority: string, message: string) => AlarmMetric) {
  return eachLane(({ stage }, authority) => ({
    ...sumOf(inboundMessages(authority).map(({ message }) => metricOf(stage, authority, message))),
    threshold: 1,
    unit: 'callbacks an hour',
    minutes: 60,
  }));
}
