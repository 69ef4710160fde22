import { randomUUID } from 'node:crypto';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { checkSubmission } from '../../../schemas/check-submission.ts';
import { faultLine } from '../../../schemas/fault.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';
import { shown } from '../../../schemas/shown-filing.ts';
import { acting } from '../../actions/acting.ts';
import { DeskFault } from '../../fault.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';
import type { Put } from '../../gateway/outbox.ts';
import { putLine } from '../../render/submitted.ts';
import { putAll } from '../../submit/put-all.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import {
  AUTHORITY,
  type Consultation,
  consultationsOf,
  type Period,
  type Subject,
  subjectsNamed,
  subjectsOf,
} from './consultations.ts';
import { consultationLine, MOST_NAMED, named } from './consulted.ts';
import { type Heard, hear } from './hear-consultations.ts';
import { type ResyncWish, resyncReasonOf, wantedOf } from './resync-wanted.ts';

export interface ResyncOptions extends ResyncWish {
  /** Under which agreement all were filed, instead of the one that each declaration names. */
  agreement?: string | undefined;
  dryRun?: boolean | undefined;
  json?: boolean | undefined;
  waitSeconds?: number | undefined;
}

interface Environment {
  now: Date;
  uuid(): string;
}

/** The most consultations that are listed; beyond, those that were put are counted. */
const MOST_LISTED = 50;

/** [H7-X7u] Asks customs how declarations stand, since an operator says so and why. */
export async function resync(
  options: ResyncOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
  { now, uuid }: Environment = { now: new Date(), uuid: randomUUID },
): Promise<number> {
  const gateway = open();
  gateway.lane(AUTHORITY);
  const reason = resyncReasonOf(options);
  const wanted = wantedOf(options, now);
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

  const detail = `${consultations.reduce((sum, { lrns }) => sum + lrns.length, 0)} declarations`;
  const submissions = consultations.map(({ submission }) => submission);
  const puts = await acting(gateway, { action: 'resync', authority: AUTHORITY, reason, detail }, () =>
    putAll(gateway, submissions, terminal),
  );
  if (!options.json) report(consultations, puts, gateway, options, terminal);
  const { waitSeconds, json } = options;
  const heard =
    waitSeconds === undefined ? [] : await hear(askedOf(consultations, puts), ledger, { waitSeconds, json }, terminal);
  const results = consultations.map((one, at) => resultOf(one, puts[at], heard));
  if (json) terminal.out(JSON.stringify(results, null, 2));
  const isDone = puts.every(({ error }) => error === null);
  const isAnswered = heard.every(({ answer }) => answer.kind === 'answered');
  return isDone && isAnswered && nameless.length === 0 ? 0 : 1;
}

async function find(
  wanted: readonly string[] | Period,
  { agreement }: ResyncOptions,
  ledger: Ledger,
  now: Date,
  terminal: Terminal,
): Promise<Subject[]> {
  const progress = (count: number) => terminal.progress(`${count} declarations read …`);
  const { subjects, unknown } =
    'since' in wanted
      ? { subjects: await subjectsOf(ledger, wanted, now, progress), unknown: [] }
      : await subjectsNamed(ledger, wanted, progress);
  terminal.progress('');
  if (unknown.length > 0 && agreement === undefined) {
    throw new DeskFault(
      'INPUT',
      `Not known here: ${named(unknown)}. Customs was asked nothing. To ask all the same, give their clearance agreement with --agreement.`,
    );
  }
  return [...subjects, ...unknown.map((lrn) => ({ lrn, agreement: null }))];
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
    ({ submission }) => checkSubmission(readOutboxText(submission.body), AUTHORITY).faults,
  );
  if (faults.length === 0) return;
  const lines = [...new Set(faults.map(faultLine))];
  const more = lines.length > MOST_NAMED ? [`… and ${lines.length - MOST_NAMED} more`] : [];
  throw new DeskFault('USAGE', [...lines.slice(0, MOST_NAMED), ...more, 'Customs was asked nothing.'].join('\n'));
}

/** Those that are on the outbox. */
function askedOf(consultations: readonly Consultation[], puts: readonly Put[]): Consultation[] {
  return consultations.filter((_, at) => puts[at]?.error === null);
}

function report(
  consultations: readonly Consultation[],
  puts: readonly Put[],
  { options: how }: GatewayConnection,
  { waitSeconds }: ResyncOptions,
  terminal: Terminal,
): void {
  const asked = askedOf(consultations, puts);
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

function asJson({ messageId, agreement, lrns }: Consultation) {
  return { messageId, agreement, lrns };
}

const shownDeclaration = ({ filing, ...said }: Heard['declarations'][0]) => ({
  ...said,
  filing: filing && shown(filing),
});

function resultOf(consultation: Consultation, put: Put | undefined, heard: readonly Heard[]) {
  const own = heard.find((one) => one.consultation === consultation);
  return {
    ...asJson(consultation),
    queue: put?.queueUrl ?? null,
    sqsMessageId: put?.sqsMessageId ?? null,
    error: put?.error ?? null,
    ...(own && { answer: own.answer.kind, declarations: own.declarations.map(shownDeclaration) }),
  };
}
