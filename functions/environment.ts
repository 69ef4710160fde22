import { type AuthorityName, isAuthority } from '../schemas/catalogue.ts';
import { type Fault, FaultsError, valueKind } from '../schemas/fault.ts';

/** The rule for a variable. A schema would be made at each cold start, for a handful of texts. */
interface Variable<T extends string = string> {
  rule: string;
  holds(value: string): value is T;
}

const filled: Variable = { rule: 'set by the stack', holds: (value): value is string => value !== '' };
const wholeNumber: Variable = { rule: 'a whole number', holds: (value): value is string => /^\d+$/.test(value) };
const authority: Variable<AuthorityName> = { rule: 'an authority of the catalogue', holds: isAuthority };

const platformTrust: Variable<'apart' | 'shared'> = {
  rule: 'apart or shared',
  holds: (value): value is 'apart' | 'shared' => value === 'apart' || value === 'shared',
};

const kept = {
  /** The first dimension of every metric. */
  STAGE: filled,
  LEDGER_TABLE: filled,
  RETENTION_DAYS: wholeNumber,
};
/** Where filings are found and read that the table has given up. */
const archive = { ARCHIVE_BUCKET: filled, ARCHIVED_TABLE: filled };
const shared = { ...kept, ...archive, OUTCOMES_TOPIC: filled };

/** The environment of the sender, as the stack sets it. */
export const senderEnvironment = {
  ...shared,
  AUTHORITY: authority,
  LANE: filled,
  OUTBOX_URL: filled,
  /** The queue for messages that will never be processed. */
  DEAD_LETTERS_URL: filled,
  /** The unique ids of the roles whose pointers are accepted, separated by commas. */
  GATEWAY_ROLES: filled,
};
/** The environment of the keeper of the books. */
export const keeperEnvironment = { ...kept, ...archive };
/** The environment of the archiver; `ARCHIVE` is JSON: the lanes, the classes' years, the days until then, and the lock. */
export const archiverEnvironment = { ...kept, ...archive, ARCHIVE: filled };
/** The environment of the receiver. */
export const receiverEnvironment = { ...kept, ...archive, AUTHORITIES: filled, CALLBACK_TOKEN_SECRET: filled };
/** The environment of the notifier. */
export const notifierEnvironment = {
  ...shared,
  /** The URLs of the lanes' outboxes, JSON by authority. */
  OUTBOXES: filled,
  /** The URL of the queue of stored messages that cannot be published. */
  UNTOLD_URL: filled,
  /** The delay and the number of replays after a technical failure, JSON by authority. */
  TECHNICAL_REPLAY: filled,
  /** The minutes after which an answer is overdue, JSON by authority. */
  OVERDUE_MINUTES: filled,
};
/** The environment of housekeeping; `LANES` and the queues' URLs by authority are JSON. */
export const housekeepingEnvironment = {
  ...shared,
  LANES: filled,
  OUTBOXES: filled,
  DEAD_LETTERS: filled,
  PLATFORM_TRUST: platformTrust,
};

type Variables = Readonly<Record<string, Variable>>;
type Values<V extends Variables> = { [Name in keyof V]: V[Name] extends Variable<infer T> ? T : never };

/**
 * Reads a function's environment, once, when it starts.
 * @throws {FaultsError} with every variable that is missing or wrong
 */
export function readEnvironment<V extends Variables>(
  variables: V,
  environment: NodeJS.ProcessEnv = process.env,
): Values<V> {
  const entries = Object.entries(variables).map(([name, variable]) => [name, variable, environment[name]] as const);
  const faults = entries.flatMap(([name, variable, value]) => faultOf(name, variable, value) ?? []);
  if (faults.length > 0) throw new FaultsError("The function's environment is incomplete", faults);
  return Object.fromEntries(entries.map(([name, , value]) => [name, value])) as Values<V>;
}

function faultOf(name: string, { rule, holds }: Variable, value: string | undefined): Fault | undefined {
  const fault = { pointer: `/${name}`, found: valueKind(value) };
  if (!value) return { ...fault, rule: filled.rule, remedy: value === undefined ? 'add this field' : 'fill it in' };
  return holds(value) ? undefined : { ...fault, rule, remedy: 'correct this value' };
}
