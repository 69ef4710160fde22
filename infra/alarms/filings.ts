import { outboundMessages } from '../../schemas/catalogue.ts';
import { type AlarmKinds, lanesOf, sumOf } from './kind.ts';
import { eventMetric } from './metric.ts';

/** Filings that somebody must look at before time runs out. */
export const filingAlarms: AlarmKinds = {
  'answers-overdue': {
    severity: 'warning',
    means: 'Customs took messages and has not answered them within the time that it promises.',
    missing: 'notBreaching',
    tellsEnd: false,
    watches: (configuration) =>
      lanesOf(configuration).map((authority) => ({
        of: [authority],
        ...sumOf(
          outboundMessages(authority).map(({ message }) =>
            eventMetric(configuration.stage, 'message.overdue', 'MessageOverdue', { authority, message }),
          ),
        ),
        threshold: configuration.alarms.overdueMessages,
        unit: 'messages in 15 minutes',
        minutes: 15,
      })),
  },
  'declarations-expiring': {
    severity: 'warning',
    means: 'Anticipated declarations are not validated, and customs will soon cancel them.',
    missing: 'notBreaching',
    tellsEnd: false,
    watches: (configuration) =>
      lanesOf(configuration).map((authority) => ({
        of: [authority],
        metrics: {
          expiring: eventMetric(configuration.stage, 'declaration.expiring', 'DeclarationExpiring', { authority }),
        },
        threshold: 1,
        unit: 'declarations an hour',
        minutes: 60,
      })),
  },
  'senders-refused': {
    severity: 'warning',
    means: 'Somebody submitted under a name, or took up what waits, who is not allowed to: it was refused.',
    missing: 'notBreaching',
    tellsEnd: false,
    watches: (configuration) =>
      lanesOf(configuration).map((authority) => ({
        of: [authority],
        ...sumOf([
          eventMetric(configuration.stage, 'submission.wrong-sender', 'WrongSender', { authority }),
          eventMetric(configuration.stage, 'pointer.refused', 'PointerRefused', { authority }),
        ]),
        threshold: 1,
        unit: 'messages in 5 minutes',
        minutes: 5,
      })),
  },
  'platforms-unknown': {
    severity: 'warning',
    means: 'Submissions come from platforms that the configuration does not name: nobody hears what becomes of them.',
    missing: 'notBreaching',
    tellsEnd: true,
    watches: (configuration) =>
      lanesOf(configuration).map((authority) => ({
        of: [authority],
        metrics: {
          unknown: eventMetric(configuration.stage, 'submission.unknown-platform', 'UnknownPlatform', { authority }),
        },
        threshold: 1,
        unit: 'submissions in 5 minutes',
        minutes: 5,
      })),
  },
  'submissions-unreadable': {
    severity: 'warning',
    means: 'What was put on an outbox cannot be read, or names no reference: it is kept, and will never be sent.',
    missing: 'notBreaching',
    tellsEnd: false,
    watches: (configuration) =>
      lanesOf(configuration).map((authority) => ({
        of: [authority],
        metrics: {
          unreadable: eventMetric(configuration.stage, 'submission.unreadable', 'SubmissionUnreadable', { authority }),
        },
        threshold: 1,
        unit: 'submissions in 5 minutes',
        minutes: 5,
      })),
  },
  'submissions-failing': {
    severity: 'warning',
    means: 'Submissions can be neither dealt with nor recorded: the queue hands them out again.',
    missing: 'notBreaching',
    tellsEnd: true,
    watches: (configuration) =>
      lanesOf(configuration).map((authority) => ({
        of: [authority],
        metrics: { failed: eventMetric(configuration.stage, 'submission.failed', 'SubmissionFailed', { authority }) },
        threshold: 1,
        unit: 'failures in 5 minutes',
        minutes: 5,
      })),
  },
};
