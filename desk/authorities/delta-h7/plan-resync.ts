import { randomUUID } from 'node:crypto';
import type { Books } from '../../../functions/books/books.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { checkSubmission } from '../../../schemas/check-submission.ts';
import { faultLine } from '../../../schemas/fault.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';
import { acting } from '../../actions/acting.ts';
import { DeskFault } from '../../fault.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';
import type { Put } from '../../gateway/outbox.ts';
import { putAll } from '../../submit/put-all.ts';
import {
  AUTHORITY,
  type Consultation,
  consultationsOf,
  type Period,
  type Subject,
  subjectsNamed,
  subjectsOf,
} from './consultations.ts';
import { MOST_NAMED, named } from './consulted.ts';
import { type ResyncWish, resyncReasonOf, wantedOf } from './resync-wanted.ts';

/** The declarations that customs is to be asked about, and why. */
export interface ResyncQuestion extends ResyncWish {
  /** The agreement under which all were filed, instead of the one that each declaration names. */
  agreement?: string | undefined;
}

/** The consultations of a question, before anything is asked. */
export interface ResyncPlan {
  reason: string;
  consultations: Consultation[];
  /** The LRNs that are not asked about, since no clearance agreement is known of them. */
  nameless: string[];
}

/** The time of a question, and its source of ids. */
export interface ResyncClock {
  now: Date;
  uuid(): string;
}

/** The clock of the machine. */
export const resyncClock = (): ResyncClock => ({ now: new Date(), uuid: randomUUID });

/**
 * [H7-X7u] Plans the consultations that an operator asks for, with the reason; nothing is asked by it.
 * @throws {DeskFault} where the question is not a whole one, or the sender would refuse it
 */
export async function planResync(
  gateway: GatewayConnection,
  question: ResyncQuestion,
  { now, uuid }: ResyncClock = resyncClock(),
  onProgress: (read: number) => void = () => {},
): Promise<ResyncPlan> {
  gateway.lane(AUTHORITY);
  const reason = resyncReasonOf(question);
  const wanted = wantedOf(question, now);
  const subjects = await find(wanted, question, await gateway.ledger(), gateway.books, onProgress);
  const { askable, nameless } = withAgreements(subjects, question);
  const consultations = consultationsOf(askable, reason, now, uuid);
  refuseFaulty(consultations);
  return { reason, consultations, nameless };
}

/** [H7-X7u] Asks customs in a person's name: puts the consultations on the outbox. */
export function askCustoms(
  gateway: GatewayConnection,
  { reason, consultations }: ResyncPlan,
  onProgress: (put: number) => void = () => {},
): Promise<Put[]> {
  const lrns = consultations.flatMap((one) => one.lrns);
  const [only, ...more] = lrns;
  const about =
    only !== undefined && more.length === 0 ? { reference: only } : { detail: `${lrns.length} declarations` };
  const submissions = consultations.map(({ submission }) => submission);
  return acting(gateway, { action: 'resync', authority: AUTHORITY, reason, ...about }, () =>
    putAll(gateway, submissions, onProgress),
  );
}

async function find(
  wanted: readonly string[] | Period,
  { agreement }: ResyncQuestion,
  ledger: Ledger,
  openBooks: () => Promise<Books>,
  progress: (read: number) => void,
): Promise<Subject[]> {
  const { subjects, unknown } =
    'since' in wanted
      ? { subjects: await subjectsOf(ledger, await openBooks(), wanted, progress), unknown: [] }
      : await subjectsNamed(ledger, wanted, progress);
  if (unknown.length > 0 && agreement === undefined) {
    throw new DeskFault(
      'INPUT',
      `Not known here: ${named(unknown)}. Customs was asked nothing. To ask all the same, give their clearance agreement with --agreement.`,
    );
  }
  return [...subjects, ...unknown.map((lrn) => ({ lrn, agreement: null }))];
}

/** Those that can be asked about; an LRN that was named is never left out in silence. */
function withAgreements(subjects: readonly Subject[], { agreement, lrns }: ResyncQuestion) {
  const askable: { lrn: string; agreement: string }[] = [];
  const nameless: string[] = [];
  for (const { lrn, agreement: own } of subjects) {
    const under = agreement ?? own;
    if (under === null) nameless.push(lrn);
    else askable.push({ lrn, agreement: under });
  }
  if (nameless.length > 0 && lrns.length > 0) {
    throw new DeskFault(
      'INPUT',
      `No clearance agreement is known here of ${named(nameless)}. Customs was asked nothing. Give it with --agreement.`,
    );
  }
  return { askable, nameless };
}

/** @throws {DeskFault} where the sender would refuse any of them: nothing is asked then */
function refuseFaulty(consultations: readonly Consultation[]): void {
  const faults = consultations.flatMap(
    ({ submission }) => checkSubmission(readOutboxText(submission.body), AUTHORITY).faults,
  );
  if (faults.length === 0) return;
  const lines = [...new Set(faults.map(faultLine))];
  const more = lines.length > MOST_NAMED ? [`… and ${lines.length - MOST_NAMED} more`] : [];
  throw new DeskFault('USAGE', [...lines.slice(0, MOST_NAMED), ...more, 'Customs was asked nothing.'].join('\n'));
}
