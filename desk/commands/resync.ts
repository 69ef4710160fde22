import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mergeFiling } from '../../functions/ledger/filing.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import { checkSubmission } from '../../schemas/check-submission.ts';
import { faultLine } from '../../schemas/fault.ts';
import type { Filing } from '../../schemas/filing.ts';
import { type Answer, awaitAnswers } from '../answers.ts';
import { DeskFault } from '../fault.ts';
import type { GatewayConnection } from '../gateway-connection.ts';
import { type Put, putOnOutbox } from '../outbox.ts';
import { consultationLine, type Said, saidLine } from '../render/consulted.ts';
import { answerLine, putLine } from '../render/submitted.ts';
import {
  AUTHORITY,
  type Consultation,
  consultationsOf,
  declarationKey,
  type Period,
  type Subject,
  subjectsNamed,
  subjectsOf,
} from '../resync.ts';
import { type ResyncStatus, resyncStatuses } from '../resync-status.ts';
import { sinceOf } from '../since.ts';
import { printable, type Terminal } from '../terminal.ts';

export interface ResyncOptions {
  lrns: readonly string[];
  since: string | undefined;
  until: string | undefined;
  status: string | undefined;
  /** Why customs is asked: for after an incident only (§9.3). */
  reason: string | undefined;
  /** Under which agreement all were filed, instead of the one that each declaration names. */
  agreement: string | undefined;
  dryRun: boolean;
  json: boolean;
  waitSeconds: number | undefined;
}

interface Environment {
  now: Date;
  uuid(): string;
}

/** Beyond so many consultations, those that were put are counted rather than listed. */
const MOST_LISTED = 50;
const MOST_NAMED = 20;

/** [H7-X7u] Asks customs how declarations stand, since an operator says so and why. */
export async function resync(
  options: ResyncOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
  { now, uuid }: Environment = { now: new Date(), uuid: randomUUID },
): Promise<number> {
  const reason = reasonOf(options);
  const wanted = wantedOf(options, now);
  const gateway = open();
  const ledger = await gateway.ledger();

  const subjects = await find(wanted, options, ledger, now, terminal);
  const { askable, nameless } = withAgreements(subjects, options);
  const consultations = consultationsOf(askable, reason, now, uuid);
  refuseFaulty(consultations);
  if (nameless.length > 0)
    terminal.err(`Not asked about, since no clearance agreement is known here: ${named(nameless)}. Give --agreement.`);
  if (consultations.length === 0) {
    if (options.json) terminal.out('[]');
    else terminal.out('Nothing matches, so customs is asked nothing.');
    return nameless.length > 0 ? 1 : 0;
  }
  if (options.dryRun) {
    if (options.json) terminal.out(JSON.stringify(consultations.map(asJson), null, 2));
    else for (const one of consultations) terminal.out(consultationLine(one, 'would ask', terminal));
    return nameless.length > 0 ? 1 : 0;
  }

  const puts = await put(consultations, gateway, terminal);
  if (!options.json) report(consultations, puts, gateway, options, terminal);
  const heard = options.waitSeconds === undefined ? [] : await hear(consultations, puts, ledger, options, terminal);
  if (options.json)
    terminal.out(
      JSON.stringify(
        consultations.map((one, at) => resultOf(one, puts[at], heard)),
        null,
        2,
      ),
    );
  const isDone = puts.every(({ error }) => error === null);
  const isAnswered = heard.every(({ answer }) => answer.kind === 'answered');
  return isDone && isAnswered && nameless.length === 0 ? 0 : 1;
}

function reasonOf({ reason }: ResyncOptions): string {
  if (reason !== undefined && reason.trim() !== '') return reason;
  throw new DeskFault(
    'USAGE',
    'Say why with --reason "…": customs is asked only after an incident (§9.3), and the reason is kept.',
  );
}

/** The LRNs, or the period, that is asked about. */
function wantedOf({ lrns, since, until, status }: ResyncOptions, now: Date): readonly string[] | Period {
  if (lrns.length > 0) {
    if (since === undefined && until === undefined && status === undefined) return lrns;
    throw new DeskFault('USAGE', '--lrn names the declarations: leave out --since, --until and --status.');
  }
  if (since === undefined)
    throw new DeskFault('USAGE', 'Say about which declarations: --lrn LRN…, or --since T, with --until and --status.');
  const period = {
    since: sinceOf(since, now),
    until: until === undefined ? now : sinceOf(until, now, '--until'),
    status: statusOf(status),
  };
  if (period.since < period.until) return period;
  throw new DeskFault('USAGE', `--since ${since} does not lie before --until ${until ?? 'now'}.`);
}

function statusOf(status: string | undefined): ResyncStatus | undefined {
  if (status === undefined) return undefined;
  const found = resyncStatuses.find((one) => one === status.toLowerCase());
  if (found) return found;
  const why = status.toLowerCase() === 'refused' ? 'customs never took what it refused' : 'it is not known';
  throw new DeskFault('USAGE', `--status ${status}: ${why}. Give one of ${resyncStatuses.join(', ')}.`);
}

async function find(
  wanted: readonly string[] | Period,
  { agreement }: ResyncOptions,
  ledger: Ledger,
  now: Date,
  terminal: Terminal,
): Promise<Subject[]> {
  const progress = (count: number) => terminal.progress(`${count} declarations read …`);
  if (!isList(wanted)) {
    const found = await subjectsOf(ledger, wanted, now, progress);
    terminal.progress('');
    return found;
  }
  const { subjects, unknown } = await subjectsNamed(ledger, wanted, progress);
  terminal.progress('');
  if (unknown.length > 0 && agreement === undefined) {
    throw new DeskFault(
      'INPUT',
      `Not known here: ${named(unknown)}. Customs was asked nothing. To ask all the same, give their clearance agreement with --agreement.`,
    );
  }
  return [...subjects, ...unknown.map((lrn) => ({ lrn, agreement: null }))];
}

function isList(wanted: readonly string[] | Period): wanted is readonly string[] {
  return Array.isArray(wanted);
}

/** Those that can be asked about; an LRN that was named is never left out in silence. */
function withAgreements(subjects: readonly Subject[], { agreement, lrns }: ResyncOptions) {
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
    ({ submission }) => checkSubmission(JSON.parse(submission.body), AUTHORITY).faults,
  );
  if (faults.length === 0) return;
  const lines = [...new Set(faults.map(faultLine))];
  const more = lines.length > MOST_NAMED ? [`… and ${lines.length - MOST_NAMED} more`] : [];
  throw new DeskFault('USAGE', [...lines.slice(0, MOST_NAMED), ...more, 'Customs was asked nothing.'].join('\n'));
}

async function put(
  consultations: readonly Consultation[],
  gateway: GatewayConnection,
  terminal: Terminal,
): Promise<Put[]> {
  const url = await gateway.outbox(AUTHORITY);
  const submissions = consultations.map(({ submission }) => submission);
  const puts = await putOnOutbox(await gateway.queues(), url, submissions, (count) =>
    terminal.progress(`${count} of ${submissions.length} put …`),
  );
  terminal.progress('');
  return puts;
}

function report(
  consultations: readonly Consultation[],
  puts: readonly Put[],
  { options: how }: GatewayConnection,
  { waitSeconds }: ResyncOptions,
  terminal: Terminal,
): void {
  const asked = consultations.filter((_, at) => puts[at]?.error === null);
  const declarations = asked.reduce((sum, { lrns }) => sum + lrns.length, 0);
  if (asked.length > MOST_LISTED)
    terminal.out(
      `${terminal.paint('green', 'asked')}  ${asked.length} consultations about ${declarations} declarations`,
    );
  else for (const one of asked) terminal.out(consultationLine(one, 'asked', terminal));
  for (const one of puts.filter(({ error }) => error !== null)) terminal.err(putLine(one, terminal));
  const [first] = asked;
  if (!first || waitSeconds !== undefined) return;
  const each = asked.length > 1 ? ', and so each of the others' : '';
  terminal.out(terminal.paint('dim', `Follow with: npx declarant show ${first.messageId}${how}${each}`));
}

interface Heard {
  consultation: Consultation;
  answer: Answer;
  declarations: { reference: string; customs: Said; filing: Filing | null }[];
}

/** Waits for the answers, and shows of each declaration what customs said. */
async function hear(
  consultations: readonly Consultation[],
  puts: readonly Put[],
  ledger: Ledger,
  { waitSeconds = 0, json }: ResyncOptions,
  terminal: Terminal,
): Promise<Heard[]> {
  const asked = consultations.filter((_, at) => puts[at]?.error === null);
  const answers = new Map<string, Answer>();
  const progress = () => terminal.progress(`${answers.size} of ${asked.length} answered …`);
  progress();
  await awaitAnswers(
    ledger,
    asked.map(({ submission, messageId }) => ({ submission, key: consultationKey(messageId), before: [] })),
    {
      seconds: waitSeconds,
      sleep: (milliseconds) => sleep(milliseconds),
      onAnswer({ key }, answer) {
        answers.set(key.reference, answer);
        progress();
      },
    },
  );
  const heard: Heard[] = [];
  for (const consultation of asked) {
    const answer = answers.get(consultation.messageId) ?? { kind: 'none', filing: null };
    const declarations = await Promise.all(
      consultation.lrns.map((lrn) => saidOf(lrn, consultation.messageId, answer, ledger)),
    );
    heard.push({ consultation, answer, declarations });
    if (json) continue;
    if (answer.kind !== 'answered') terminal.out(answerLine(consultation.messageId, answer, terminal));
    for (const { reference, customs, filing } of declarations)
      terminal.out(saidLine(reference, customs, filing, terminal));
  }
  if (!json) tellUnknown(heard, terminal);
  return heard;
}

const consultationKey = (reference: string): FilingKey => ({ authority: AUTHORITY, kind: 'consultation', reference });

/** [H7-X7] What the answer to this consultation said of a declaration: what it leaves out, customs does not know. */
async function saidOf(
  lrn: string,
  messageId: string,
  answer: Answer,
  ledger: Ledger,
): Promise<Heard['declarations'][0]> {
  const key = declarationKey(lrn);
  const records = await ledger.records(key);
  const filing = records.length > 0 ? mergeFiling(key, records) : null;
  const said = records.findLast(
    (record) => record.type === 'stated' && record.via.kind === 'consultation' && record.via.reference === messageId,
  );
  if (answer.kind !== 'answered') return { reference: lrn, customs: 'no answer', filing };
  const isUnknown = said?.type !== 'stated' || said.facts.unknownToAuthority === true;
  return { reference: lrn, customs: isUnknown ? 'unknown' : 'found', filing };
}

function tellUnknown(heard: readonly Heard[], terminal: Terminal): void {
  const all = heard.flatMap(({ declarations }) => declarations);
  const unknown = all.filter(({ customs }) => customs === 'unknown').map(({ reference }) => reference);
  if (unknown.length === 0) return;
  const which = `${unknown.length} of ${all.length} ${unknown.length === 1 ? 'is' : 'are'} unknown to customs`;
  terminal.out(`${which}: ${named(unknown)}`);
}

function asJson({ messageId, agreement, lrns }: Consultation) {
  return { messageId, agreement, lrns };
}

function resultOf(consultation: Consultation, put: Put | undefined, heard: readonly Heard[]) {
  const own = heard.find((one) => one.consultation === consultation);
  return {
    ...asJson(consultation),
    queue: put?.queueUrl ?? null,
    sqsMessageId: put?.sqsMessageId ?? null,
    error: put?.error ?? null,
    ...(own && { answer: own.answer.kind, declarations: own.declarations }),
  };
}

function named(lrns: readonly string[]): string {
  const more = lrns.length - MOST_NAMED;
  return printable(`${lrns.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`);
}
