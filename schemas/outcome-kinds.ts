/** The kinds of outcomes: the business facts that are published to platforms. */
export const outcomeKinds = [
  'accepted',
  'state-changed',
  'released',
  'amended',
  'rejected',
  'refused',
  'duplicate',
  'waiting',
  'error',
  'request-registered',
  'request-decided',
  'completed',
  'consulted',
  'expiring',
  'overdue',
  'stuck',
  'unclear',
  'lane-paused',
  'lane-resumed',
] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];
