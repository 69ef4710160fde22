/**
 * By what declarations are chosen to be asked about. `overdue`: sent, and unanswered for more than
 * 30 minutes. Of what customs refused it knows nothing.
 */
export const resyncStatuses = ['overdue', 'waiting', 'sent', 'answered', 'rejected', 'failed'] as const;
export type ResyncStatus = (typeof resyncStatuses)[number];
