import { shown } from '../../schemas/shown-filing.ts';
import { type Answer, type Awaited, awaitAnswers, keyOf } from '../filings/answers.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { Put } from '../gateway/outbox.ts';
import { answerLine, putLine } from '../render/submitted.ts';
import type { OutboxSubmission } from '../submit/outbox-submission.ts';
import { putAll } from '../submit/put-all.ts';
import { readFiles } from '../submit/read-files.ts';
import { type ReadOptions, readSubmissions } from '../submit/submissions.ts';
import { interruption } from '../terminal/interruption.ts';
import { quoted } from '../terminal/quoted.ts';
import { sleepUnlessStopped } from '../terminal/sleep-unless-stopped.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';
import type { Command } from './command.ts';

export interface SubmitOptions extends ReadOptions {
  files: readonly string[];
  json?: boolean | undefined;
  /** The seconds for which answers are waited for; `undefined` for not at all. */
  waitSeconds?: number | undefined;
}

/** The most submissions that are listed; beyond, those that were put are counted. */
const MOST_LISTED = 50;

/** Puts declarations on their lanes' outboxes, and waits for answers where told to. */
export const submit: Command<SubmitOptions> = async (options, open, terminal) => {
  const submissions = readSubmissions(await readFiles(options.files, 'Nothing was put on any queue.'), options);
  const gateway = open();
  const awaited = options.waitSeconds === undefined ? [] : await beforeWaiting(gateway, submissions);
  const puts = await putAll(gateway, submissions, (put) => terminal.progress(`${put} of ${submissions.length} put …`));
  terminal.progress('');
  if (!options.json) report(puts, gateway, options, terminal);

  const answers = new Map<OutboxSubmission, Answer>();
  if (options.waitSeconds !== undefined) {
    const isPut = new Set(puts.flatMap(({ submission, error }) => (error === null ? [submission] : [])));
    const ledger = await gateway.ledger();
    const waitFor = awaited.filter(({ submission }) => isPut.has(submission));
    const lines = (text: string) => wrapped(text, terminal.width, 4);
    const progress = () => terminal.progress(`${answers.size} of ${waitFor.length} answered …`);
    progress();
    const { signal, forget } = interruption();
    await awaitAnswers(ledger, waitFor, {
      ...{ seconds: options.waitSeconds, signal },
      sleep: (milliseconds) => sleepUnlessStopped(milliseconds, signal),
      onAnswer({ submission, key }, answer) {
        answers.set(submission, answer);
        if (!options.json) for (const line of lines(answerLine(key.reference, answer, terminal))) terminal.out(line);
        progress();
      },
    }).finally(forget);
    terminal.progress('');
    if (signal.aborted) terminal.err(`Stopped waiting. To follow: ${howToFollow(puts, gateway)}`);
  }
  const results = puts.map((put) => jsonOf(put, answers.get(put.submission)));
  if (options.json) terminal.out(JSON.stringify(results, null, 2));
  return puts.every((put) => isGood(put, answers, options.waitSeconds !== undefined)) ? 0 : 1;
};

/** Reads what the ledger knows before anything is put, so that an earlier answer is not taken for the one waited for. */
async function beforeWaiting(gateway: GatewayConnection, submissions: readonly OutboxSubmission[]): Promise<Awaited[]> {
  const ledger = await gateway.ledger();
  const awaited: Awaited[] = [];
  for (const submission of submissions) {
    const key = keyOf(submission);
    if (key) awaited.push({ submission, key, before: await ledger.records(key) });
  }
  return awaited;
}

function report(
  puts: readonly Put[],
  gateway: GatewayConnection,
  { waitSeconds }: SubmitOptions,
  terminal: Terminal,
): void {
  const failed = puts.filter(({ error }) => error !== null);
  const done = puts.filter(({ error }) => error === null);
  if (done.length > MOST_LISTED) {
    const queues = new Set(done.map(({ queueUrl }) => queueUrl.slice(queueUrl.lastIndexOf('/') + 1)));
    terminal.out(`${terminal.paint('green', 'put')}      ${done.length} submissions on ${[...queues].join(', ')}`);
  } else {
    for (const put of done) for (const line of wrapped(putLine(put, terminal), terminal.width, 9)) terminal.out(line);
  }
  for (const put of failed) for (const line of wrapped(putLine(put, terminal), terminal.width, 9)) terminal.err(line);
  for (const { submission } of done.filter((put) => put.submission.reference === null)) {
    terminal.err(
      `${submission.source}: it names no reference, so it will be refused, and there is nothing to follow it by`,
    );
  }
  if (failed.length > 0) terminal.err(`${failed.length} of ${puts.length} were not put on a queue.`);
  if (waitSeconds === undefined && done.length > 0)
    terminal.out(terminal.paint('dim', `Follow with: ${howToFollow(done, gateway)}`));
}

function howToFollow(done: readonly Put[], { options }: GatewayConnection): string {
  const [only, ...others] = done;
  const reference = others.length === 0 ? only?.submission.reference : null;
  return reference ? `npx declarant show ${quoted(reference)}${options}` : `npx declarant list --since 5m${options}`;
}

function jsonOf({ submission, queueUrl, sqsMessageId, error }: Put, answer: Answer | undefined) {
  const { source, authority, message, platform, reference } = submission;
  const put = { source, authority, message, platform, reference, queue: queueUrl, sqsMessageId, error };
  return { ...put, ...(answer && { answer: answer.kind, filing: answer.filing && shown(answer.filing) }) };
}

/** Put, and where answers are waited for, answered by the authority without being turned down. */
function isGood({ submission, error }: Put, answers: ReadonlyMap<OutboxSubmission, Answer>, waited: boolean): boolean {
  return error === null && (!waited || answers.get(submission)?.kind === 'answered');
}
