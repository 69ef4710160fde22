/**
 * The statuses by which declarations are chosen to be asked about. `overdue`: an answer is overdue, by the configured
 * minutes. `refused` is none of them: customs knows nothing of those.
 */
export const resyncStatuses = ['overdue', 'waiting', 'sent', 'answered', 'rejected', 'failed'] as const;
export type ResyncStatus = (typeof resyncStatuses)[number];
