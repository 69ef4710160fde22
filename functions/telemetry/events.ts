import type { EventDefinition } from './event-definition.ts';
import { error, info, lane, laneAndMessage } from './event-parts.ts';

/** The namespace of all metrics in CloudWatch. */
export const namespace = 'Declarant';
/** The first dimension of every metric: the stage of the gateway that wrote the line. */
export const stageDimension = 'stage';

const filing = ['reference', 'kind', 'platform'] as const;
/** Every business event: one log line, which is a metric too. No other place names them. */
export const events = {
  'submission.refused': {
    means: 'A submission was refused before it was sent, by the contract or its conditions of use.',
    ...info('SubmissionRefused', lane, ['message', 'reference', 'platform', 'digest', 'faults']),
  },
  'submission.unreadable': {
    means: 'A submission cannot be read, or names no reference: it is kept, and listed as unreadable.',
    ...error('SubmissionUnreadable', lane, ['sqsMessageId', 'digest', 'faults']),
  },
  'submission.duplicate': {
    means: 'A submission came under a reference that is in flight or answered.',
    ...info('SubmissionDuplicate', laneAndMessage, filing),
  },
  'submission.failed': {
    means: 'A submission could be neither processed nor recorded: the queue hands it out again.',
    ...error('SubmissionFailed', lane, ['sqsMessageId', 'error', 'code']),
  },
  'submission.wrong-sender': {
    means: "A submission came under a platform's name and not from one of its senders: it was refused.",
    ...error('WrongSender', lane, ['message', 'reference', 'platform', 'sender']),
  },
  'submission.unknown-platform': {
    means: 'A submission came under the name of a platform that is not configured: nobody receives its outcomes.',
    ...error('UnknownPlatform', lane, ['reference', 'platform']),
  },
  'submission.ungrouped': {
    means: 'Submissions came without their platform as MessageGroupId: SQS cannot keep it from delaying others.',
    level: 'info',
    dimensions: lane,
    metrics: [{ name: 'SubmissionUngrouped', unit: 'Count', of: 'count' }],
    fields: ['platforms'],
  },
  'pointer.refused': {
    means: 'A pointer to a parked message did not come from the gateway itself: it was refused.',
    ...error('PointerRefused', lane, ['sender']),
  },
  'message.accepted': {
    means: 'The authority took a message (200).',
    ...info('MessageAccepted', laneAndMessage, [...filing, 'messageId', 'httpStatus']),
    alsoBy: lane,
  },
  'message.refused': {
    means: 'The authority refused a message for good (400).',
    ...info('MessageRefused', laneAndMessage, [...filing, 'messageId', 'httpStatus']),
  },
  'message.pending': {
    means: 'The authority has not decided on a message yet: it is asked again.',
    ...info('MessagePending', laneAndMessage, [...filing, 'messageId', 'httpStatus']),
  },
  'message.unclear': {
    means: 'A message may have been done, nobody knows, and it is not sent again by itself: a person has to find out.',
    ...error('MessageUnclear', laneAndMessage, [...filing, 'messageId', 'httpStatus']),
  },
  'message.held': {
    means: 'The authority did not take a message now (causes.md): it is parked, and goes again.',
    ...info('MessageHeld', laneAndMessage, [...filing, 'messageId', 'httpStatus', 'cause', 'detail']),
  },
  'message.arrived': {
    means: 'A parked message had arrived all the same: it was answered meanwhile, and does not go again.',
    ...info('MessageArrived', laneAndMessage, [...filing, 'messageId']),
  },
  'message.waiting': {
    means: 'A message waits for an answer about the declaration that it names.',
    ...info('MessageWaiting', laneAndMessage, [...filing, 'reason']),
  },
  'message.rejected': {
    means: 'A functional error rejected a message that had been taken.',
    ...info('MessageRejected', laneAndMessage, ['reference', 'messageId']),
  },
  'message.failed': {
    means: 'A technical error came about a message that had been taken.',
    ...info('MessageFailed', laneAndMessage, ['reference', 'messageId']),
  },
  'message.overdue': {
    means: 'A message that was taken has waited for its answer for longer than the service level allows.',
    ...error('MessageOverdue', laneAndMessage, ['reference', 'platform', 'messageId']),
  },
  'message.answered-late': {
    means: 'An overdue message was answered.',
    ...info('MessageAnsweredLate', laneAndMessage, ['reference', 'platform', 'messageId']),
  },
  'lane.opened': {
    means: 'The authority cannot be spoken to: the breaker opened, and nothing new is sent.',
    ...error('LaneOpened', lane, ['cause', 'detail']),
  },
  'lane.failed-again': {
    means: 'The probe, a single message, was not answered either.',
    ...info('LaneFailedAgain', lane, ['cause', 'detail']),
  },
  'lane.closed-hours': {
    means: 'The authority is closed by hours of its own: nothing new is sent until it opens.',
    ...info('LaneClosedHours', lane, ['cause', 'detail']),
  },
  'certificate.unusable': {
    means: "The lane's own certificate cannot be used, or the authority does not take it: nothing new is sent.",
    ...error('CertificateUnusable', ['authority', 'certificate'], ['cause', 'detail']),
  },
  'lane.recovered': {
    means: 'The authority answers again: the lane sends, at a rate that grows.',
    ...info('LaneRecovered', lane),
  },
  'lane.stands': {
    means: 'The state of a lane, written each minute.',
    level: 'info',
    dimensions: lane,
    metrics: [
      { name: 'LaneOpenMinutes', unit: 'None', of: 'openMinutes' },
      { name: 'LanePausedMinutes', unit: 'None', of: 'pausedMinutes' },
      { name: 'MessagesWaiting', unit: 'Count', of: 'waiting' },
      { name: 'MessagesFailingAlone', unit: 'Count', of: 'alone' },
    ],
    fields: ['state', 'cause', 'detail'],
  },
  'message.fails-alone': {
    means: 'Calls of a message fail while those of others pass, so it backs off by itself; written each minute.',
    ...error('MessageFailsAlone', laneAndMessage, [...filing, 'messageId', 'failures', 'due', 'cause']),
  },
  'waiting.released': {
    means: 'Parked messages that were due were put back on the outbox.',
    level: 'info',
    dimensions: lane,
    metrics: [{ name: 'WaitingReleased', unit: 'Count', of: 'count' }],
    fields: [],
  },
  'feed.read': {
    means: 'A page of a feed was read, and what was in it is stored.',
    level: 'info',
    dimensions: lane,
    metrics: [{ name: 'FeedItemsRead', unit: 'Count', of: 'count' }],
    fields: ['feed'],
  },
  'feed.failed': {
    means: 'The authority did not give a page of a feed (causes.md): it is asked for again.',
    ...error('FeedFailed', lane, ['feed', 'httpStatus', 'failures', 'cause', 'detail']),
  },
  'feed.unread': {
    means: 'A feed was not read to its end for several of its intervals, or fails repeatedly; written each minute.',
    ...error('FeedUnread', lane, ['feed', 'unreadMinutes']),
  },
  'outbox.dead-letter': {
    means: 'A message was handed out too often and lies among the dead letters.',
    ...error('DeadLetter', lane, ['message', 'reference', 'platform', 'sqsMessageId', 'reason']),
  },
  'declaration.expiring': {
    means: 'A filing does not go on, and the authority will cancel it.',
    ...error('DeclarationExpiring', lane, ['reference', 'platform', 'days']),
  },
  'deadline.near': {
    means: 'The next step of a filing is due soon.',
    ...error('DeadlineNear', lane, ['reference', 'platform', 'deadline']),
  },
  'deadline.missed': {
    means: 'The next step of a filing was due, and was not made.',
    ...error('DeadlineMissed', lane, ['reference', 'platform', 'deadline']),
  },
  'housekeeping.failed': {
    means: 'A task of housekeeping failed; the next minute does it again.',
    ...error('HousekeepingFailed', [], ['error', 'code']),
  },
  'token.obtained': { means: 'The authority gave an access token.', ...info('TokenObtained', lane) },
  'token.counted': {
    means: 'A token was asked for, of an authority that limits how many may be asked for in 24 hours: so many were.',
    level: 'info',
    dimensions: lane,
    metrics: [{ name: 'TokenRequestsOfDay', unit: 'Count', of: 'count' }],
    fields: [],
  },
  'token.failed': {
    means: 'No access token was obtained: it was refused, there was no answer, or the credentials cannot be used.',
    ...error('TokenFailed', lane, ['cause', 'detail']),
  },
  'credentials.expiring': {
    means: 'The credentials of the lane end within 30 days: nothing can be sent with them then.',
    ...error('CredentialsExpiring', lane, ['days']),
  },
  'callback.stored': {
    means: 'A callback was stored; its outcome is published next.',
    ...info('CallbackStored', laneAndMessage, ['reference', 'messageId']),
    alsoBy: lane,
  },
  'callback.repeated': {
    means: 'A callback came again that is stored already.',
    ...info('CallbackRepeated', laneAndMessage, ['reference', 'messageId']),
  },
  'callback.conflicting': {
    means:
      'A message came from the authority under the messageId of another, with another body; both are kept and published.',
    ...error('CallbackConflicting', laneAndMessage, ['reference', 'messageId']),
  },
  'callback.drift': {
    means: 'A message of the authority departs from the contract as known here; it is kept all the same.',
    ...error('ContractDrift', laneAndMessage, ['faults']),
  },
  'callback.refused': {
    means: 'A call of the callback API was refused: 400, 401 or 404.',
    ...info('CallbackRefused', ['status'], ['route', 'code']),
  },
  'callback.unreadable': {
    means: 'A call with the right token was refused: it is kept, and listed as unreadable.',
    ...error('CallbackUnreadable', lane, ['route', 'code']),
  },
  'callback.failed': {
    means: 'A callback could not be taken (500): the authority sends it again.',
    ...error('CallbackFailed', [], ['route', 'error', 'code']),
  },
  'notification.failed': {
    means: 'The outcome of a stored message of the authority could not be published: it is tried again.',
    ...error('NotificationFailed', [], ['authority', 'reference', 'entry', 'error', 'code']),
  },
  'notification.unnoted': {
    means:
      'Platforms were told of messages, and that could not be noted: the desk shows of these that it is not known.',
    level: 'info',
    dimensions: [],
    metrics: [{ name: 'NotificationUnnoted', unit: 'Count', of: 'count' }],
    fields: ['error', 'code'],
  },
  'callback.put-aside': {
    means: 'This code cannot publish the outcome of a message, however often it tries: a pointer to it was put aside.',
    ...error('CallbackPutAside', [], ['authority', 'reference', 'kind', 'entry', 'messageId', 'error', 'code']),
  },
  'books.put-aside': {
    means: 'This code cannot summarize a filing: lists and counts leave it out, or have it as it was.',
    ...error('BooksPutAside', [], ['authority', 'reference', 'error', 'code']),
  },
  'archive.stands': {
    means: 'The archiver ran: the age of the oldest hour that is not archived, in days; 0 where nothing is left.',
    level: 'info',
    dimensions: [],
    metrics: [{ name: 'ArchiveOldestDays', unit: 'None', of: 'days' }],
    fields: ['count'],
  },
  'archive.found': {
    means: 'Filings were archived that the journal of the books did not name: the books were not kept for a while.',
    level: 'info',
    dimensions: [],
    metrics: [{ name: 'ArchiveFound', unit: 'Count', of: 'count' }],
    fields: [],
  },
  'archive.put-aside': {
    means: 'This code cannot archive a filing: it stays in the table until it expires there.',
    ...error('ArchivePutAside', [], ['authority', 'reference', 'error', 'code']),
  },
  'callback-token.used': {
    means: 'Callbacks come with this version of the token; each instance reports it at most once an hour.',
    ...info('CallbackTokenUsed', ['token']),
  },
  'callback-token.unnoted': {
    means: 'The version of the token that callbacks come with could not be noted; the callbacks were taken.',
    ...error('CallbackTokenUnnoted', [], ['error', 'code']),
  },
} as const satisfies Record<string, EventDefinition>;
