import type { FilingState, FilingStatus } from '../../schemas/filing.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import type { FilingKey } from '../ledger/records.ts';

/** A filing that a list names, with the time of its latest fact when it was written there. */
export interface Listed {
  key: FilingKey;
  at: string;
  platform: string | null;
  status: FilingStatus | null;
  state: FilingState | null;
  /** The summary as it was written then; null where the filing left this place. Lists were once without. */
  written?: { version: number; summary: FilingSummary | null };
}
