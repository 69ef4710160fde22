import { type ErrorRate, errorRateOf } from '../../schemas/alarms.ts';
import { type AuthorityName, outboundMessages } from '../../schemas/catalogue.ts';
import { type Configuration, lanesOf } from '../../schemas/configuration.ts';
import type { AlarmKinds, Watch } from './kind.ts';
import { type AlarmMetric, eventMetric } from './metric.ts';

/** The alarms of an authority's answers: the share of errors, for each type of message. */
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
};

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
    return lanesOf(configuration).flatMap((authority) =>
      outboundMessages(authority).map(({ message }) => watch(authority, message)),
    );
  };
}

/** Below the minimum volume the rate is 0: one error of two messages says nothing. */
const limited = ({ percent, minimumMessages }: ErrorRate) => ({
  expression: `IF(accepted >= ${minimumMessages}, 100 * FILL(errors, 0) / accepted, 0)`,
  threshold: percent,
});
