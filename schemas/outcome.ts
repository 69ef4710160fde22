import * as z from 'zod';
import { filingKinds } from './catalogue.ts';
import { lazily } from './lazily.ts';
import { outcomeKinds } from './outcome-kinds.ts';
import { type Details, shownFiling } from './shown-filing.ts';

const fault = lazily(() =>
  z.object({
    pointer: z.string(),
    code: z.string().optional().describe("The authority's own code for it, where it has one"),
    rule: z.string(),
    found: z.string(),
    remedy: z.string(),
    id: z.string().optional().describe("The rule's id, where it is one of the authority's law"),
    certainty: z.enum(['verified', 'inferred', 'secondary']).optional().describe('The certainty of that rule'),
    source: z.string().optional().describe('The text in which that rule stands'),
  }),
);

/** Fields that are the outcome's own, where a filing has one of the same name. */
const theEnvelopes = { authority: true, reference: true, kind: true, platform: true } as const;

/**
 * One business fact, published on the outcomes topic at least once. De-duplicate by `id`.
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
    kind: z.enum(filingKinds).nullable().describe('The kind of filing that the reference stands for'),
    platform: z.string().nullable(),
    ...shownFiling()
      .omit({ ...theEnvelopes, declaration: true, orphan: true, history: true, references: true })
      .partial().shape,
    stateMeaning: z
      .string()
      .optional()
      .describe('The next step that somebody has to make, where the state asks for one'),
    rejectedMessage: z.string().optional().describe("The platform's message that the errors are about"),
    overdueSince: z
      .string()
      .optional()
      .describe(
        'The time from which the answer is overdue; in the outcome of that answer, from which it was. ISO 8601 in UTC',
      ),
    leftOut: z
      .array(z.string())
      .optional()
      .describe('The keys of what did not fit into an outcome; of `errors` and `faults` the first are there'),
    errorCount: z.number().optional().describe('The number of all errors, where not all are there'),
    faultCount: z.number().optional().describe('The number of all faults, where not all are there'),
    seeAll: z.string().optional().describe('The command by which an operator sees what was left out'),
    settleWith: z
      .string()
      .optional()
      .describe('The command by which an operator says what became of an unclear message, once that is found out'),
    faults: z.array(fault()).optional().describe('The faults for which a submission was refused before it was sent'),
    reason: z.string().optional().describe("The reason for which an operator paused or resumed the authority's lane"),
  }),
);
export type Outcome = z.infer<ReturnType<typeof outcome>> & Details;
