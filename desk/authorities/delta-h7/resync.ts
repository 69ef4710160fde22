import { shown } from '../../../schemas/shown-filing.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';
import type { Put } from '../../gateway/outbox.ts';
import { putLine } from '../../render/submitted.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Consultation } from './consultations.ts';
import { consultationLine, named } from './consulted.ts';
import { type Heard, hear } from './hear-consultations.ts';
import { askCustoms, planResync, type ResyncClock, type ResyncQuestion, resyncClock } from './plan-resync.ts';

export interface ResyncOptions extends ResyncQuestion {
  dryRun?: boolean | undefined;
  json?: boolean | undefined;
  waitSeconds?: number | undefined;
}

/** The most consultations that are listed; beyond, those that were put are counted. */
const MOST_LISTED = 50;

/** [H7-X7u] Asks customs how declarations stand, since an operator says so and why. */
export async function resync(
  options: ResyncOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
  clock: ResyncClock = resyncClock(),
): Promise<number> {
  const gateway = open();
  const plan = await planResync(gateway, options, clock, (count) => terminal.progress(`${count} declarations read …`));
  terminal.progress('');
  const { consultations, nameless } = plan;
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

  const puts = await askCustoms(gateway, plan, (put) => terminal.progress(`${put} of ${consultations.length} put …`));
  terminal.progress('');
  if (!options.json) report(consultations, puts, gateway, options, terminal);
  const { waitSeconds, json } = options;
  const asked = askedOf(consultations, puts);
  const heard =
    waitSeconds === undefined ? [] : await hear(asked, await gateway.ledger(), { waitSeconds, json }, terminal);
  const results = consultations.map((one, at) => resultOf(one, puts[at], heard));
  if (json) terminal.out(JSON.stringify(results, null, 2));
  const isDone = puts.every(({ error }) => error === null);
  const isAnswered = heard.every(({ answer }) => answer.kind === 'answered');
  return isDone && isAnswered && nameless.length === 0 ? 0 : 1;
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
