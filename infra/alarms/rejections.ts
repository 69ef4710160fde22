import { type ErrorRate, errorRateOf } from '../../schemas/alarms.ts';
import { outboundMessages } from '../../schemas/catalogue.ts';
import { type Configuration, lanesOf } from '../../schemas/configuration.ts';
import type { AlarmKinds, Watch } from './kind.ts';
import { type AlarmMetric, eventMetric } from './metric.ts';

/** The alarms of an authority's answers: the share of errors, for each type of message. */
export const rejectionAlarms: AlarmKinds = {
  'error-rate': {
    severity: 'warning',
    means: 'The authority rejects more messages of this type than is usual (functional errors).',
    watches: (configuration) =>
      rates(configuration, configuration.alarms.errorRate, (authority, message) =>
        eventMetric(configuration.stage, 'message.rejected', 'MessageRejected', { authority, message }),
      ),
  },
  'technical-error-rate': {
    severity: 'warning',
    means: 'The authority takes messages of this type and then fails on them (technical errors).',
    watches: (configuration) =>
      rates(configuration, configuration.alarms.technicalErrorRate, (authority, message) =>
        eventMetric(configuration.stage, 'message.failed', 'MessageFailed', { authority, message }),
      ),
  },
};

function rates(
  configuration: Configuration,
  limits: Configuration['alarms']['errorRate'],
  errorsOf: (authority: string, message: string) => AlarmMetric,
): Watch[] {
  return lanesOf(configuration).flatMap((authority) =>
    outboundMessages(authority).map(({ message }) => ({
      of: [authority, message],
      metrics: {
        errors: errorsOf(authority, message),
        accepted: eventMetric(configuration.stage, 'message.accepted', 'MessageAccepted', { authority, message }),
      },
      ...limited(errorRateOf(limits, message)),
      unit: '% of the messages taken',
      minutes: configuration.alarms.errorRateMinutes,
    })),
  );
}

/** Below the minimum volume the rate is 0: one error of two messages says nothing. */
const limited = ({ percent, minimumMessages }: ErrorRate) => ({
  expression: `IF(accepted >= ${minimumMessages}, 100 * FILL(errors, 0) / accepted, 0)`,
  threshold: percent,
});
