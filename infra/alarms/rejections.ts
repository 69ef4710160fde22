import { type ErrorRate, errorRateOf } from '../../schemas/alarms.ts';
import { type AuthorityName, outboundMessages } from '../../schemas/catalogue.ts';
import { type Configuration, lanesOf } from '../../schemas/configuration.ts';
import type { AlarmKinds, Watch } from './kind.ts';
import { type AlarmMetric, eventMetric } from './metric.ts';

/** The alarms of an authority's answers: the share of errors, and their number in a day, for each type of message. */
export const rejectionAlarms: AlarmKinds = {
  'error-rate': {
    severity: 'warning',
    means: 'The authority rejects more messages of this type than is usual (functional errors).',
    watches: rates('errorRate', (stage, about) => eventMetric(stage, 'message.rejected', 'MessageRejected', about)),
  },
  'technical-error-rate': {
    severity: 'warning',
    means: 'The authority takes messages of this type and then fails on them (technical errors).',
    watches: rates('technicalErrorRate', (stage, about) =>
      eventMetric(stage, 'message.failed', 'MessageFailed', about),
    ),
  },
  'errors-of-day': {
    severity: 'warning',
    means: 'The authority answered several messages of this type with errors within a day, which is many of so few.',
    watches: (configuration) =>
      sentMessages(configuration).map(([authority, message]) => {
        const { stage, alarms } = configuration;
        const about = { authority, message };
        const { percent } = errorRateOf(alarms.errorRate, message);
        return {
          of: [authority, message],
          metrics: {
            rejected: eventMetric(stage, 'message.rejected', 'MessageRejected', about),
            failed: eventMetric(stage, 'message.failed', 'MessageFailed', about),
            accepted: eventMetric(stage, 'message.accepted', 'MessageAccepted', about),
          },
          expression: `IF(100 * ${ERRORS} >= ${percent} * SUM([FILL(accepted, 0), 0 * ${ERRORS}]), ${ERRORS}, 0)`,
          threshold: alarms.errorsOfDay,
          unit: 'errors in 24 hours',
          minutes: 1440,
        };
      }),
  },
};

/** Functional and technical errors together; of a kind that never came CloudWatch has no value. */
const ERRORS = 'SUM([FILL(rejected, 0), FILL(failed, 0)])';

/** Each type of message that is sent, by its authority. */
const sentMessages = (configuration: Configuration): [AuthorityName, string][] =>
  lanesOf(configuration).flatMap((authority) =>
    outboundMessages(authority).map(({ message }): [AuthorityName, string] => [authority, message]),
  );

function rates(
  limits: 'errorRate' | 'technicalErrorRate',
  errorsOf: (stage: string, about: Record<'authority' | 'message', string>) => AlarmMetric,
) {
  return (configuration: Configuration): Watch[] => {
    const { stage, alarms } = configuration;
    const watch = (authority: AuthorityName, message: string): Watch => ({
      of: [authority, message],
      metrics: {
        errors: errorsOf(stage, { authority, message }),
        accepted: eventMetric(stage, 'message.accepted', 'MessageAccepted', { authority, message }),
      },
      ...limited(errorRateOf(alarms[limits], message)),
      unit: '% of the messages taken',
      minutes: alarms.errorRateMinutes,
    });
    return sentMessages(configuration).map(([authority, message]) => watch(authority, message));
  };
}

/** Below the minimum volume the rate is 0: one error of two messages says nothing. */
const limited = ({ percent, minimumMessages }: ErrorRate) => ({
  expression: `IF(accepted >= ${minimumMessages}, 100 * FILL(errors, 0) / accepted, 0)`,
  threshold: percent,
});
