import { type AuthorityName, contractOf, outboundMessages } from '../../schemas/catalogue.ts';
import { eachLaneEvent } from './each-lane-event.ts';
import { type AlarmKinds, eachLane, sumOf } from './kind.ts';
import { type AlarmMetric, eventMetric } from './metric.ts';

/** The alarms of filings that a person must look at before time runs out. */
export const filingAlarms: AlarmKinds = {
  'answers-overdue': {
    severity: 'warning',
    means: 'The authority took messages and has not answered them within the promised time.',
    notifiesEnd: false,
    watches: eachLane(({ stage, alarms }, authority) => ({
      ...ofSent(authority, (about) => eventMetric(stage, 'message.overdue', 'MessageOverdue', about)),
      threshold: alarms.overdueMessages,
      unit: 'messages in 15 minutes',
      minutes: 15,
    })),
  },
  'messages-unclear': {
    severity: 'warning',
    means: 'A message may have been done, nobody knows, and it must not go twice: find out, then npx declarant settle.',
    notifiesEnd: false,
    watches: eachLane(
      ({ stage }, authority) => ({
        ...ofSent(authority, (about) => eventMetric(stage, 'message.unclear', 'MessageUnclear', about)),
        unit: 'messages in 5 minutes',
      }),
      (authority) => outboundMessages(authority).some(({ afterSilence }) => afterSilence !== 'resend'),
    ),
  },
  'declarations-expiring': {
    severity: 'warning',
    means: 'Filings wait for their next step, and the authority will soon cancel them.',
    notifiesEnd: false,
    watches: eachLaneEvent('declaration.expiring', 'DeclarationExpiring', 'filings an hour', {
      minutes: 60,
      concerns: (authority) => contractOf(authority).expiry !== undefined,
    }),
  },
  'deadlines-near': {
    severity: 'warning',
    means: 'Filings need another step by a deadline that is near, or was missed.',
    notifiesEnd: false,
    watches: eachLane(
      ({ stage }, authority) => ({
        ...sumOf([
          eventMetric(stage, 'deadline.near', 'DeadlineNear', { authority }),
          eventMetric(stage, 'deadline.missed', 'DeadlineMissed', { authority }),
        ]),
        unit: 'filings an hour',
        minutes: 60,
      }),
      (authority) => contractOf(authority).deadline !== undefined,
    ),
  },
  'senders-refused': {
    severity: 'warning',
    means: 'A submission, or a pointer to a parked message, came from a sender who is not allowed to: it was refused.',
    notifiesEnd: false,
    watches: eachLane(({ stage }, authority) => ({
      ...sumOf([
        eventMetric(stage, 'submission.wrong-sender', 'WrongSender', { authority }),
        eventMetric(stage, 'pointer.refused', 'PointerRefused', { authority }),
      ]),
      unit: 'messages in 5 minutes',
    })),
  },
  'platforms-unknown': {
    severity: 'warning',
    means: 'Submissions come from platforms that are not configured: nobody receives their outcomes.',
    watches: eachLaneEvent('submission.unknown-platform', 'UnknownPlatform', 'submissions in 5 minutes'),
  },
  'submissions-unreadable': {
    severity: 'warning',
    means: 'A submission cannot be read, or names no reference: it is kept, and will never be sent.',
    notifiesEnd: false,
    watches: eachLaneEvent('submission.unreadable', 'SubmissionUnreadable', 'submissions in 5 minutes'),
  },
  'submissions-failing': {
    severity: 'warning',
    means: 'Submissions can be neither processed nor recorded: the queue hands them out again.',
    watches: eachLaneEvent('submission.failed', 'SubmissionFailed', 'failures in 5 minutes'),
  },
};

/** The sum of a metric over the messages that are sent to an authority. */
const ofSent = (authority: AuthorityName, metricOf: (about: Record<'authority' | 'message', string>) => AlarmMetric) =>
  sumOf(outboundMessages(authority).map(({ message }) => metricOf({ authority, message })));
