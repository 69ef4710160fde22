import type { FilingKey, LedgerRecord } from '../ledger/records.ts';

/** All names of fields that any record may have. */
type FieldsOf<Record> = Record extends unknown ? keyof Record : never;

/** The form of a column: `json` is JSON as text. */
export type ColumnType = 'string' | 'int' | 'boolean' | 'json';

/**
 * The columns of an archived record, one for each field that a record of the ledger may have: a field that is forgotten
 * here does not compile. The files have one object a line; a field that a record does not have is left out.
 */
export const archiveColumns = {
  authority: 'string',
  kind: 'string',
  reference: 'string',
  entry: 'string',
  archived: 'string',
  type: 'string',
  message: 'string',
  at: 'string',
  messageId: 'string',
  platform: 'string',
  attempt: 'int',
  claimedAs: 'string',
  digest: 'string',
  claimedBy: 'string',
  body: 'string',
  raw: 'string',
  reason: 'string',
  settlement: 'json',
  resumedAt: 'string',
  resumedBy: 'string',
  reachedAt: 'string',
  overdueSince: 'string',
  mayHaveArrived: 'boolean',
  technicalFailures: 'int',
  failures: 'int',
  alone: 'int',
  pending: 'json',
  progress: 'json',
  errors: 'json',
  isOutside: 'boolean',
  path: 'string',
  pathReference: 'string',
  httpStatus: 'int',
  place: 'int',
  isRefusal: 'boolean',
  repeats: 'string',
  drift: 'json',
  via: 'json',
  facts: 'json',
  letter: 'string',
  handedOut: 'int',
  since: 'string',
  claimed: 'json',
  redrivenAt: 'string',
  withdrawnAt: 'string',
} as const satisfies Record<FieldsOf<LedgerRecord> | keyof FilingKey | 'entry' | 'archived', ColumnType>;
