import pMap from 'p-map';
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
  const files = await readFiles(options.files, 'Nothing was put on any queue.');
  // The files of its lanes say by which names messages may be submitted.
  const gateway = open();
  const submissions = readSubmissions(files, options);
  const stop = interruption();
  try {
    return await submitted(submissions, options, { gateway, terminal, signal: stop.signal });
  } finally {
    stop.forget();
  }
};

interface SubmitPorts {
  gateway: GatewayConnection;
  terminal: Terminal;
  /** The wish to stop. */
  signal: AbortSignal;
}

async function submitted(
  submissions: readonly OutboxSubmission[],
  options: SubmitOptions,
  ports: SubmitPorts,
): Promise<number> {
  const { gateway, terminal, signal } = ports;
  const { json, waitSeconds } = options;
  const isAwaited = waitSeconds !== undefined;
  const awaited = isAwaited ? await beforeWaiting(submissions, ports) : [];
  const onProgress = (put: number) => terminal.progress(`${put} of ${submissions.length} put …`);
  const puts = await putAll(gateway, submissions, onProgress, signal);
  terminal.progress('');
  if (!json) report(puts, gateway, options, terminal);
  if (puts.some(({ isStopped }) => isStopped))
    terminal.err('Stopped. To go on, submit the same again: what was put is known by then, and is not sent twice.');

  const isPut = new Set(puts.flatMap(({ submission, error }) => (error === null ? [submission] : [])));
  const waitFor = awaited.filter(({ submission }) => isPut.has(submission));
  const answers = isAwaited ? await answersTo(waitFor, waitSeconds, json, ports) : new Map<OutboxSubmission, Answer>();
  if (isAwaited && signal.aborted && isPut.size > 0)
    terminal.err(`Stopped waiting. To follow: ${howToFollow(puts, gateway)}`);
  if (json)
    terminal.out(
      JSON.stringify(
        puts.map((put) => jsonOf(put, answers.get(put.submission))),
        null,
        2,
      ),
    );
  return puts.every((put) => isGood(put, answers, isAwaited)) ? 0 : 1;
}

/** Waits for the answers, and prints each for people as it comes. */
async function answersTo(
  waitFor: readonly Awaited[],
  seconds: number,
  json: boolean | undefined,
  { gateway, terminal, signal }: SubmitPorts,
): Promise<ReadonlyMap<OutboxSubmission, Answer>> {
  const answers = new Map<OutboxSubmission, Answer>();
  const progress = () => terminal.progress(`${answers.size} of ${waitFor.length} answered …`);
  progress();
  await awaitAnswers(await gateway.ledger(), waitFor, {
    ...{ seconds, signal },
    sleep: (milliseconds) => sleepUnlessStopped(milliseconds, signal),
    onAnswer({ submission, key }, answer) {
      answers.set(submission, answer);
      if (!json)
        for (const line of wrapped(answerLine(key.reference, answer, terminal), terminal.width, 4)) terminal.out(line);
      progress();
    },
  });
  terminal.progress('');
  return answers;
}

/** The most filings that are read at the same time. */
const AT_ONCE = 16;

/** Reads what the ledger knows before anything is put, so that an earlier answer is not taken for the one waited for. */
async function beforeWaiting(
  submissions: readonly OutboxSubmission[],
  { gateway, terminal, signal }: SubmitPorts,
): Promise<Awaited[]> {
  const ledger = await gateway.ledger();
  let read = 0;
  const known = await pMap(
    submissions,
    async (submission): Promise<Awaited[]> => {
      const key = keyOf(submission);
      const before = key && !signal.aborted ? await ledger.records(key) : [];
      read += 1;
      if (read % AT_ONCE === 0) terminal.progress(`${read} of ${submissions.length} looked up …`);
      return key ? [{ submission, key, before }] : [];
    },
    { concurrency: AT_ONCE },
  );
  return known.flat();
}

function report(
  puts: readonly Put[],
  gateway: GatewayConnection,
  { waitSeconds }: SubmitOptions,
  terminal: Terminal,
): void {
  const failed = puts.filter(({ error, isStopped }) => error !== null && !isStopped);
  const left = puts.filter(({ error }) => error !== null).length;
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
  if (left > 0) terminal.err(`${left} of ${puts.length} were not put on a queue.`);
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
