import * as z from 'zod';
import { lazily } from './lazily.ts';

/** What a reference stands for: one of its authority's kinds of filing. */
export type FilingKind = string;

/**
 * What became of our side of a filing; `stuck` where a message of it lies among the dead letters, `unclear` where one
 * may have been done and must not be sent again by itself.
 */
export const filingStatuses = [
  'waiting',
  'sent',
  'answered',
  'refused',
  'rejected',
  'failed',
  'stuck',
  'unclear',
] as const;
export type FilingStatus = (typeof filingStatuses)[number];

/** The authority's state of a filing, in our words: one of its contract's, or `unknown` for a code that it does not list. */
export type FilingState = string;
export const UNKNOWN_STATE: FilingState = 'unknown';

const authorityError = lazily(() =>
  z.object({
    errorType: z.number().optional(),
    errorCode: z.string().optional(),
    errorPointer: z.string().optional(),
    errorDescription: z.string().optional(),
  }),
);

const historyEntry = lazily(() =>
  z.object({
    at: z.string().describe('When we sent, refused or received it, ISO 8601 in UTC'),
    direction: z.enum(['sent', 'received']),
    message: z.string(),
    messageId: z.string().nullable(),
    outcome: z
      .string()
      .describe('What became of it: accepted, refused, unavailable, taken, drift, conflicting, stuck …'),
    httpStatus: z.number().nullable(),
    errors: z.array(authorityError()).optional().describe('Why it was turned down, refused or put off'),
    due: z.string().optional().describe('Of a message that waits: when it goes again at the latest, ISO 8601 in UTC'),
    tries: z.number().optional().describe('Of a message that waits: how many calls of it failed'),
  }),
);

/** What every filing has, whichever the authority: everything known under one reference, merged from all its messages. */
export const filingBase = lazily(() =>
  z.object({
    authority: z.string(),
    reference: z.string().describe("The operator's reference"),
    kind: z.string().describe('What the reference stands for'),
    status: z.enum(filingStatuses),
    state: z.string().nullable(),
    rawState: z.string().nullable().describe('The state code as received'),
    stateDateTime: z.string().nullable().describe('Since when the state holds, as received'),
    platform: z.string().nullable(),
    declaration: z.unknown().nullable().describe('The declaration as it stands: as filed, or as amended since'),
    request: z
      .object({
        message: z.string(),
        decision: z.enum(['accepted', 'refused']).nullable(),
        declarations: z.array(z.string()).describe('The declarations that it is about, by their references'),
      })
      .optional()
      .describe('Of a filing about others: what was asked for, and what was decided'),
    orphan: z.boolean().optional().describe('The authority wrote of it, and nothing of it was ever submitted here'),
    errors: z.array(authorityError()),
    history: z.array(historyEntry()),
  }),
);
export interface Filing extends z.infer<ReturnType<typeof filingBase>> {
  /** The reference that the authority gave. */
  authorityReference: string | null;
  /** What else it gave, by the names of the contract's `details`. */
  details: Readonly<Record<string, unknown>>;
}
/** What a filing's messages say of it: by that its status is judged. */
export type UnjudgedFiling = Omit<Filing, 'authority' | 'reference' | 'kind' | 'status' | 'errors'>;
export type HistoryEntry = z.infer<ReturnType<typeof historyEntry>>;
