import type { FilingStatus } from '../../schemas/filing.ts';

/** The statuses of filings that are submitted again. */
export const replayable: readonly FilingStatus[] = ['refused', 'rejected', 'failed', 'stuck'];
