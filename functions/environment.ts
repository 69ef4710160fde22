import * as z from 'zod';
import { type AuthorityName, isAuthority } from '../schemas/catalogue.ts';
import { FaultsError, schemaFaults } from '../schemas/fault.ts';

const filled = z.string('set by the stack').min(1, 'set by the stack');
const authority = filled.refine((name): name is AuthorityName => isAuthority(name), 'an authority of the catalogue');

const kept = {
  /** The first dimension of every metric. */
  STAGE: filled,
  LEDGER_TABLE: filled,
  RETENTION_DAYS: filled.regex(/^\d+$/, 'a whole number'),
};
const shared = { ...kept, OUTCOMES_TOPIC: filled };

/** What the stack gives the sender. */
export const senderEnvironment = z.object({ ...shared, AUTHORITY: authority, LANE: filled, OUTBOX_URL: filled });
/** What the stack gives the receiver. */
export const receiverEnvironment = z.object({
  ...kept,
  AUTHORITIES: filled,
  CALLBACK_TOKEN_SECRET: filled,
  /** The queue on which word is left of what was stored. */
  WORDS_URL: filled,
});
/** What the stack gives the function that tells the platforms of callbacks. */
export const tellerEnvironment = z.object({
  ...shared,
  /** The lanes' outboxes, JSON of their URLs by authority. */
  OUTBOXES: filled,
  /** When and how often what failed technically is sent again, JSON by authority. */
  TECHNICAL_REPLAY: filled,
  /** After how many minutes an answer is overdue, JSON by authority. */
  OVERDUE_MINUTES: filled,
});
/** What the stack gives the function that tends the lanes; `LANES` and the queues' URLs by authority are JSON. */
export const tendEnvironment = z.object({ ...shared, LANES: filled, OUTBOXES: filled, DEAD_LETTERS: filled });

/**
 * Reads a function's environment, once, when it starts.
 * @throws {FaultsError} with every variable that is missing or wrong
 */
export function readEnvironment<T extends z.ZodType>(
  schema: T,
  environment: NodeJS.ProcessEnv = process.env,
): z.infer<T> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  throw new FaultsError("The function's environment is incomplete", schemaFaults(schema, environment));
}
