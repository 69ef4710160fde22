import * as z from 'zod';
import { filingKinds } from './catalogue.ts';
import { lazily } from './lazily.ts';
import { outcomeKinds } from './outcome-kinds.ts';
import { type Details, shownFiling } from './shown-filing.ts';

const fault = lazily(() => z.object({ pointer: z.string(), rule: z.string(), found: z.string(), remedy: z.string() }));

/** What an outcome says of itself, where a filing has it, too. */
const theEnvelopes = { authority: true, reference: true, kind: true, platform: true } as const;

/**
 * One fact of business, published on the outcomes topic at least once. De-duplicate by `id`.
 * `authority`, `message`, `outcome` and `platform` are message attributes too, to filter by.
 */
export const outcome = lazily(() =>
  z.object({
    id: z.string().describe('The same for every copy of one outcome'),
    at: z.string().describe('ISO 8601 in UTC'),
    outcome: z.enum(outcomeKinds),
    authority: z.string().nullable(),
    message: z.string().nullable().describe('The message that it is about'),
    messageId: z.string().nullable(),
    reference: z.string().nullable(),
    kind: z.enum(filingKinds).nullable().describe('What the reference stands for'),
    platform: z.string().nullable(),
    ...shownFiling()
      .omit({ ...theEnvelopes, declaration: true, orphan: true, history: true, references: true })
      .partial().shape,
    rejectedMessage: z.string().optional().describe('Which message of the platform the errors are about'),
    overdueSince: z
      .string()
      .optional()
      .describe(
        'Since when the answer is overdue, and in the outcome of that answer: since when it was; ISO 8601 in UTC',
      ),
    leftOut: z
      .array(z.string())
      .optional()
      .describe('What did not fit into an outcome, by its key; of `errors` and `faults` the first are told'),
    errorCount: z.number().optional().describe('How many errors there are, where not all are told'),
    faultCount: z.number().optional().describe('How many faults there are, where not all are told'),
    seeAll: z.string().optional().describe('The command with which an operator sees what was left out'),
    faults: z.array(fault()).optional().describe('Why a submission was refused before it was sent'),
    reason: z.string().optional().describe('Why an operator paused or resumed the lane of the authority'),
  }),
);
export type Outcome = z.infer<ReturnType<typeof outcome>> & Details;
