import * as z from 'zod';
import { lazily } from './lazily.ts';

/** The kind of a filing: one of its authority's kinds. */
export type FilingKind = string;

/**
 * Our status of a filing. `stuck`: a message of it lies among the dead letters. `unclear`: a message may have been done
 * and must not be sent again by itself.
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

/**
 * The authority's state of a filing, in our words: one of its contract's states, or `unknown` for a code that the
 * contract does not list.
 */
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

const finding = lazily(() =>
  z.object({
    by: z.string().describe('The person: at AWS by their ARN, on this machine by the name of the user'),
    created: z.boolean().describe('True if the authority has done it'),
    number: z.string().optional().describe('The number that it has at the authority'),
    reason: z.string().optional(),
  }),
);

const telling = lazily(() =>
  z.object({
    end: z
      .enum(['told', 'nothing', 'aside', 'not-yet', 'unknown'])
      .describe(
        'told; nothing to tell; aside: it could not be told and was put aside, to be told again by a person; not-yet; unknown: that was not noted',
      ),
    at: z.string().optional().describe('The time at which it was told or put aside first, ISO 8601 in UTC'),
    outcome: z.string().optional().describe('The outcome as which it was told'),
    againAt: z.string().optional().describe('The time at which it was told again last, ISO 8601 in UTC'),
  }),
);

const rejectedSend = lazily(() =>
  z.object({
    message: z.string(),
    messageId: z.string(),
    attempt: z
      .number()
      .describe('1 for the first message of its name under the reference, one more for each correction'),
  }),
);

const historyEntry = lazily(() =>
  z.object({
    at: z.string().describe('The time at which it was sent, refused or received here, ISO 8601 in UTC'),
    direction: z.enum(['sent', 'received']),
    message: z.string(),
    messageId: z.string().nullable(),
    outcome: z
      .string()
      .describe(
        'The result: sent while nothing is known; accepted, refused, unavailable; rejected, failed by an error that came later; taken, drift, conflicting, stuck …',
      ),
    httpStatus: z.number().nullable(),
    errors: z.array(authorityError()).optional().describe('The errors for which it was rejected, refused or postponed'),
    due: z.string().optional().describe('The latest time at which a parked message goes again, ISO 8601 in UTC'),
    tries: z
      .number()
      .optional()
      .describe('The number of its calls that failed, or that the authority took and then failed on'),
    overdueSince: z
      .string()
      .optional()
      .describe('The time from which its answer is overdue, while it has none; ISO 8601 in UTC'),
    about: rejectedSend().optional().describe('The message of ours that the errors of a received one are about'),
    asks: z.number().optional().describe('The number of times that the authority had not decided on it yet'),
    told: telling().optional().describe('What the platform was told of a received message, where that was looked up'),
    settled: finding().optional().describe('The finding of a person about a message that was unclear'),
  }),
);

/**
 * The fields of every filing, whichever the authority: everything known under one reference, merged from all its
 * messages.
 */
export const filingBase = lazily(() =>
  z.object({
    authority: z.string(),
    reference: z.string().describe("The operator's reference"),
    kind: z.string().describe('What the reference stands for'),
    status: z.enum(filingStatuses),
    state: z.string().nullable(),
    rawState: z.string().nullable().describe('The state code as received'),
    stateDateTime: z.string().nullable().describe('The time from which the state holds, as received'),
    deadline: z.string().optional().describe('The time by which its next step is due, ISO 8601 in UTC'),
    platform: z.string().nullable(),
    declaration: z.unknown().nullable().describe('The declaration as filed, or as amended since'),
    request: z
      .object({
        message: z.string(),
        decision: z.enum(['accepted', 'refused']).nullable(),
        declarations: z.array(z.string()).describe('The declarations that it is about, by their references'),
      })
      .optional()
      .describe('The request of a filing about others, and the decision on it'),
    orphan: z.boolean().optional().describe('The authority wrote of it, and nothing of it was ever submitted here'),
    errors: z.array(authorityError()),
    rejectedMessage: z
      .string()
      .optional()
      .describe('The message of ours that the errors are about, where they turn one down'),
    due: z.string().optional().describe('The latest time at which the message that waits goes again, ISO 8601 in UTC'),
    tries: z.number().optional().describe('The number of failed calls of the message whose answer is awaited'),
    overdueSince: z
      .string()
      .optional()
      .describe('The time from which an answer is overdue, while it has not come; ISO 8601 in UTC'),
    history: z.array(historyEntry()),
  }),
);
export interface Filing extends z.infer<ReturnType<typeof filingBase>> {
  /** The reference that the authority gave. */
  authorityReference: string | null;
  /** Further values from the authority, by the names of the contract's `details`. */
  details: Readonly<Record<string, unknown>>;
}
/** The span of an attempt, ISO 8601 in UTC: from its claim to that of the next one, where there is one. */
export interface AttemptSpan {
  since: string;
  until?: string;
}
/** A filing as its messages describe it, before its status is judged. */
export type UnjudgedFiling = Omit<
  Filing,
  'authority' | 'reference' | 'kind' | 'status' | 'errors' | keyof FilingStanding
>;
/** The message that keeps a filing from its end: it was turned down, waits, or is not answered. */
export type FilingStanding = Pick<Filing, 'rejectedMessage' | 'due' | 'tries' | 'overdueSince'>;
/** The end of a message of the authority for its platform: what that was told of it. */
export type HistoryTelling = z.infer<ReturnType<typeof telling>>;
export type HistoryEntry = z.infer<ReturnType<typeof historyEntry>>;
