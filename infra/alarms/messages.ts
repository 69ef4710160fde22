import { inboundMessages } from '../../schemas/catalogue.ts';
import { type AlarmKinds, eachLane, sumOf } from './kind.ts';
import { type AlarmMetric, eventMetric } from './metric.ts';

/** The alarms of the authorities' messages, whichever way they come: they keep to the contract. */
export const messageAlarms: AlarmKinds = {
  'contract-drift': {
    severity: 'warning',
    means: 'Messages of the authority depart from the contract as known here; they are kept all the same.',
    notifiesEnd: false,
    watches: ofEachMessage((stage, about) => eventMetric(stage, 'callback.drift', 'ContractDrift', about)),
  },
  'callbacks-conflicting': {
    severity: 'warning',
    means:
      'A message came from the authority under the messageId of another, with another body: both are kept, and a person has to judge.',
    notifiesEnd: false,
    watches: ofEachMessage((stage, about) => eventMetric(stage, 'callback.conflicting', 'CallbackConflicting', about)),
  },
};

/** One alarm a lane, over all messages of its authority: one such within an hour. */
function ofEachMessage(metricOf: (stage: string, about: Record<'authority' | 'message', string>) => AlarmMetric) {
  return eachLane(({ stage }, authority) => ({
    ...sumOf(inboundMessages(authority).map(({ message }) => metricOf(stage, { authority, message }))),
    unit: 'messages an hour',
    minutes: 60,
  }));
}
