import { expect, it } from 'vitest';
import { type Answer, awaitAnswers, keyOf } from '../../../desk/filings/answers.ts';
import { answerLine } from '../../../desk/render/submitted.ts';
import { readSubmissions } from '../../../desk/submit/submissions.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { keptTerminal } from '../../desk/support/terminal.ts';
import { creation, submissionOf } from '../../support/messages.ts';
import { declarationLife } from './support/life.ts';

const at = (second: number) => `2026-11-22T10:00:0${second}.000Z`;

it.each([
  ['validated', 'L-1  validated (VLD)  C-L-1  26FR0000000000AB12  32 EUR'],
  ['rejected', 'L-1  rejected  H7_NAT_000 LRN: Le LRN saisi ne doit pas…'],
] as const)('the answer of customs to a declaration that is %s has what customs gave', async (became, line) => {
  const ledger = memoryLedger();
  const life = declarationLife(ledger);
  const [submission] = readSubmissions([{ name: 'a.json', text: submissionOf(creation('L-1')) }]);
  const key = submission && keyOf(submission);
  if (!key) throw new Error('there is nothing to follow');
  const answers: Answer[] = [];
  await awaitAnswers(ledger, [{ submission, key, before: await ledger.records(key) }], {
    seconds: 10,
    now: () => Date.parse(at(0)),
    async sleep() {
      await life.sent('L-1', at(1));
      await life[became]('L-1', at(2));
    },
    onAnswer: (_, answer) => answers.push(answer),
  });
  expect(answers.map((answer) => answerLine('L-1', answer, keptTerminal().terminal))).toEqual([line]);
});
