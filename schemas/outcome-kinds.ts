/** The facts of business that platforms are told about. */
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
  'consulted',
  'expiring',
  'overdue',
  'stuck',
  'unclear',
  'lane-paused',
  'lane-resumed',
] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];
