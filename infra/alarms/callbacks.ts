import { callsBack } from '../../schemas/catalogue.ts';
import { callbacksOf } from '../../schemas/configuration.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { eachLaneEvent } from './each-lane-event.ts';
import { type AlarmKinds, eachLane, once } from './kind.ts';
import { apiMetric, eventMetric, firewallMetric, laneMetric } from './metric.ts';

/** The alarms of the callbacks: authorities reach us, and what they send can be read. */
export const callbackAlarms: AlarmKinds = {
  'callbacks-unauthorised': {
    severity: 'critical',
    means: 'Callbacks come with a wrong token and are refused (401): the authority does not send them again.',
    notifiesEnd: false,
    watches: ofTheApi(({ stage, alarms }) => ({
      metrics: { refused: eventMetric(stage, 'callback.refused', 'CallbackRefused', { status: '401' }) },
      threshold: alarms.unauthorisedCallbacks,
      unit: 'callbacks in 5 minutes',
    })),
  },
  'callbacks-unreadable': {
    severity: 'warning',
    means:
      'Callbacks came with the right token and could not be read (400, 404): the authority does not send them again.',
    notifiesEnd: false,
    watches: eachLaneEvent('callback.unreadable', 'CallbackUnreadable', 'callbacks in 5 minutes', {
      concerns: callsBack,
    }),
  },
  'callbacks-turned-away': {
    severity: 'warning',
    means:
      'The callback API refuses calls (4xx), by itself or by the receiver: the authority does not send its own again.',
    notifiesEnd: false,
    watches: ofTheApi(({ stage, alarms }) => ({
      metrics: { refused: apiMetric(resourceNames(stage).callbacks, '4XXError', 'Sum') },
      threshold: alarms.refusedCalls,
      unit: 'calls in 5 minutes',
    })),
  },
  'callbacks-blocked': {
    severity: 'critical',
    means: 'The firewall blocks calls of the callback API: the authority may not send its own again.',
    notifiesEnd: false,
    watches: once(
      ({ stage, region, alarms }) => ({
        metrics: { blocked: firewallMetric(region, resourceNames(stage).callbacks, 'BlockedRequests') },
        threshold: alarms.blockedCalls,
        unit: 'calls in 5 minutes',
      }),
      (configuration) => callbacksOf(configuration)?.webAcl === true,
    ),
  },
  'callbacks-missing': {
    severity: 'critical',
    means: 'The authority takes messages, and not one callback of it arrives: they go elsewhere, or are turned away.',
    watches: eachLane(
      ({ stage, alarms }, authority) => ({
        metrics: {
          accepted: laneMetric(stage, 'message.accepted', 'MessageAccepted', authority),
          stored: laneMetric(stage, 'callback.stored', 'CallbackStored', authority),
        },
        // Where no callback ever came there is no series of them to fill.
        expression: 'IF(SUM([FILL(stored, 0), 0 * accepted]) >= 1, 0, accepted)',
        unit: 'messages taken, while no callback comes',
        // Two halves in a row: what is taken in the first can be answered in the second.
        minutes: alarms.silentMinutes / 2,
        periods: 2,
      }),
      callsBack,
    ),
  },
  'callbacks-failing': {
    severity: 'critical',
    means: 'Callbacks could not be taken (5xx): the authority sends them again, but not for ever.',
    watches: ofTheApi(({ stage }) => ({
      metrics: { failed: apiMetric(resourceNames(stage).callbacks, '5XXError', 'Sum') },
      unit: 'callbacks in 5 minutes',
    })),
  },
  'callbacks-slow': {
    severity: 'warning',
    means: 'One callback in a hundred takes so long that the authority may give up.',
    watches: ofTheApi(({ stage, alarms }) => ({
      metrics: { latency: apiMetric(resourceNames(stage).callbacks, 'Latency', 'p99') },
      threshold: alarms.callbackSeconds * 1000,
      unit: 'milliseconds',
      periods: 3,
    })),
  },
};

/** One alarm of the API; none where no authority calls back. */
function ofTheApi(watch: Parameters<typeof once>[0]) {
  return once(watch, (configuration) => callbacksOf(configuration) !== undefined);
}
