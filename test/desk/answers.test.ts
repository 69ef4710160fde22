import '../support/toy/alone.ts';

import { beforeEach, describe, expect, it } from 'vitest';
import { type Answer, answerOf, awaitAnswers, keyOf } from '../../desk/filings/answers.ts';
import { answerLine } from '../../desk/render/submitted.ts';
import { readSubmissions } from '../../desk/submit/submissions.ts';
import { readSubmission } from '../../functions/send/submission.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { letterLife } from '../support/toy/life.ts';
import { hurry, letter, submissionOf } from '../support/toy/messages.ts';
import { TOY } from '../support/toy/register.ts';
import { type MemoryLedger, memoryLedger } from './support/memory-ledger.ts';
import { keptTerminal } from './support/terminal.ts';

let ledger: MemoryLedger;
let life: ReturnType<typeof letterLife>;
beforeEach(() => {
  ledger = memoryLedger();
  life = letterLife(ledger);
});

const [submission] = readSubmissions([{ name: 'a.json', text: submissionOf('Letter', letter('L-1')) }]);
if (!submission) throw new Error('nothing was read');
const { digest } = readSubmission(readOutboxText(submission.body), TOY);

/** Waits for L-1 while one thing after the other happens, one at each second. */
async function answerAfter(
  happenings: (() => unknown)[],
  seconds = 10,
  signal?: AbortSignal,
): Promise<{ answer: Answer; line: string; waited: number }> {
  const key = keyOf(submission as NonNullable<typeof submission>);
  if (!key || !submission) throw new Error('there is nothing to follow');
  const before = await ledger.records(key);
  let clock = 0;
  const answers: Answer[] = [];
  await awaitAnswers(ledger, [{ submission, key, before }], {
    ...{ seconds, signal },
    now: () => Date.parse(at(0)) + clock,
    async sleep(milliseconds) {
      clock += Math.max(milliseconds, 1000);
      await happenings.shift()?.();
    },
    onAnswer: (_, answer) => answers.push(answer),
    signal,
  });
  const [answer, ...more] = answers;
  if (!answer || more.length > 0) throw new Error(`there are ${answers.length} answers`);
  return { answer, line: answerLine('L-1', answer, keptTerminal().terminal), waited: clock / 1000 };
}

const at = (second: number) => `2026-11-22T10:00:${String(second).padStart(2, '0')}.000Z`;

describe('the answer to a submission', () => {
  it('is waited for until that is stopped', async () => {
    const stop = new AbortController();
    const { answer, waited } = await answerAfter([() => stop.abort()], 60, stop.signal);
    expect([answer.kind, waited]).toEqual(['none', 1]);
  });

  it('is the answer of the authority, not the fact that it was sent', async () => {
    const { line, waited } = await answerAfter([() => life.sent('L-1', at(1)), () => life.validated('L-1', at(2))]);
    expect(line).toBe('L-1  validated (TAKEN)  C-L-1  T-L-1  32 coins');
    expect(waited).toBe(2);
  });

  it('is not waited for any more once that is stopped', async () => {
    const stop = new AbortController();
    const { answer, waited } = await answerAfter([() => life.sent('L-1', at(1)), () => stop.abort()], 60, stop.signal);
    expect([answer.kind, waited]).toEqual(['none', 2]);
  });

  it('is a technical error only once it stays, and not while the notifier may still park it for its replay', async () => {
    const failed = [() => life.sent('L-1', at(1)), () => life.failed('L-1', at(2))];
    const { answer } = await answerAfter([...failed, () => life.validated('L-1', at(5))]);
    expect(answer.kind).toBe('answered');
    ledger = memoryLedger();
    life = letterLife(ledger);
    const { answer: stays, waited } = await answerAfter(failed, 30);
    expect(stays.kind).toBe('failed');
    expect(waited).toBeGreaterThanOrEqual(17);
  });

  it('may be a rejection', async () => {
    const { answer, line } = await answerAfter([() => life.sent('L-1', at(1)), () => life.rejected('L-1', at(2))]);
    expect(answer.kind).toBe('rejected');
    expect(line).toBe('L-1  rejected  WRONG wish: nobody makes it');
  });

  it('may be a refusal before it was sent', async () => {
    const { line } = await answerAfter([() => life.refused('L-1', at(1), digest)]);
    expect(line).toBe('L-1  refused  wrong');
  });

  it('that does not come in time leaves the latest status of the filing', async () => {
    expect((await answerAfter([])).line).toBe('L-1  no answer yet  not taken up by the sender');
    const { answer, line, waited } = await answerAfter([() => life.sent('L-1', at(1))], 5);
    expect(answer.kind).toBe('none');
    expect(line).toBe('L-1  no answer yet  sent');
    expect(waited).toBe(5);
  });

  it('[F27, H7-Etech] that waits to go again says when that is, how often it failed, and why', async () => {
    const { line } = await answerAfter([() => life.sent('L-1', at(1)), () => life.held('L-1', at(2))], 5);
    expect(line).toBe(
      'L-1  no answer yet  waiting, failed 2 times, goes by itself by 2026-11-22 11:00:02 +01:00, as try 3, unavailable',
    );
  });
});

describe('[F24] a submission is sent by the rule of the sender, and by no other', () => {
  it('where it follows up a filing that is answered, or one that failed', async () => {
    await life.sent('L-1', at(1));
    await life.validated('L-1', at(2));
    const [hurrying] = readSubmissions([{ name: 'b.json', text: submissionOf('Hurry', hurry('L-1')) }]);
    const key = keyOf(submission);
    if (!hurrying || !key) throw new Error('nothing was read');
    const records = await ledger.records(key);
    expect(answerOf({ submission: hurrying, key, before: records }, records).kind).toBe('none');
    await life.sent('L-2', at(3));
    await life.failed('L-2', at(4));
    const failed = { ...key, reference: 'L-2' };
    const before = await ledger.records(failed);
    expect(answerOf({ submission, key: failed, before }, before).kind).toBe('none');
  });
});

describe('a reference that was used before', () => {
  it('is reported as in use at once if it was answered: the old answer is not the new one', async () => {
    await life.sent('L-1', at(1));
    await life.validated('L-1', at(2));
    const { answer, line, waited } = await answerAfter([]);
    expect(answer.kind).toBe('duplicate');
    expect(line).toBe('L-1  not sent  this reference is in use already (answered), and nothing is sent twice');
    expect(waited).toBe(0);
  });

  it('has its correction waited for if it was rejected', async () => {
    await life.sent('L-1', at(1));
    await life.rejected('L-1', at(2));
    const { line } = await answerAfter([
      () => {},
      () => life.sent('L-1', at(4), 2),
      () => life.validated('L-1', at(5)),
    ]);
    expect(line).toMatch(/^L-1 {2}validated/);
  });

  it('is refused with the new faults if its correction is faulty too', async () => {
    await life.sent('L-1', at(1));
    await life.rejected('L-1', at(2));
    const faults = [{ errorPointer: '/payload/toys', errorDescription: 'still wrong' }];
    const { line } = await answerAfter([() => {}, () => life.refused('L-1', at(4), digest, faults)]);
    expect(line).toBe('L-1  refused  toys: still wrong');
  });

  it('is refused once the same text is refused again, for the same reason', async () => {
    await life.refused('L-1', at(1), digest);
    const { answer, waited } = await answerAfter([() => {}, () => life.refused('L-1', at(3), digest)]);
    expect([answer.kind, waited]).toEqual(['refused', 2]);
  });

  it('is that of the authority where the same text was refused before, and is sent now', async () => {
    await life.refused('L-1', at(1), digest);
    const { line } = await answerAfter([() => life.sent('L-1', at(2)), () => life.validated('L-1', at(3))]);
    expect(line).toMatch(/^L-1 {2}validated/);
  });

  it('has a new submission waited for if another text of it was refused', async () => {
    await life.refused('L-1', at(1), 'another');
    const { line } = await answerAfter([() => life.sent('L-1', at(2)), () => life.validated('L-1', at(3))]);
    expect(line).toMatch(/^L-1 {2}validated/);
  });

  it('is in use if the authority refused the same text at the call: that text never goes again', async () => {
    await life.sent('L-1', at(1), 1, digest);
    const error = { errorDescription: 'bad request' };
    const key = keyOf(submission);
    if (!key) throw new Error('there is nothing to follow');
    await ledger.settle(
      key,
      { message: 'Letter', attempt: 1, platform: 'shop-1' },
      { verdict: 'refused', httpStatus: 400, error, at: at(2) },
    );
    expect((await answerAfter([])).answer.kind).toBe('duplicate');
  });
});

it('a submission that would only make a rejected call again says what to change', async () => {
  const rejected = { status: 'rejected' } as Extract<Answer, { kind: 'duplicate' }>['filing'];
  const line = answerLine('L-1', { kind: 'duplicate', filing: rejected }, keptTerminal().terminal);
  expect(line).toMatch(/not sent .*turned down already: correct it, or submit it under another reference/);
});

it('a submission without a reference cannot be followed', () => {
  const [one] = readSubmissions([{ name: 'a.json', text: '{"authority":"toy","payload":{}}' }]);
  expect(one && keyOf(one)).toBeUndefined();
});
