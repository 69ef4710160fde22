import type { Filing } from '../../schemas/filing.ts';
import type { Answer } from '../filings/answers.ts';
import type { Put } from '../gateway/outbox.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { givenParts } from './given.ts';
import { momentOf } from './times.ts';
import { firstError, nextTry, stateMeaning, stateStyle, stateText } from './words.ts';

/** One line on what was put, or why it was not. */
export function putLine({ submission, queueUrl, error }: Put, { paint }: Terminal): string {
  const what = `${paint('bold', printable(submission.reference ?? 'no reference'))}  ${printable(submission.message ?? 'no message')}`;
  const queue = queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
  return error === null
    ? `${paint('green', 'put')}      ${what}  on ${queue}  ${paint('dim', submission.source)}`
    : `${paint('red', 'not put')}  ${what}  ${paint('dim', submission.source)}: ${printable(error)}`;
}

/** One line on what came of a submission. */
export function answerLine(reference: string, answer: Answer, { paint }: Terminal): string {
  const name = paint('bold', printable(reference));
  const { filing } = answer;
  switch (answer.kind) {
    case 'answered': {
      const { state } = answer.filing;
      const stands = state
        ? `${paint(stateStyle(answer.filing), printable(stateText(answer.filing)))}${stateMeaning(answer.filing)}`
        : 'answered';
      return [name, stands, ...givenParts(answer.filing)].join('  ');
    }
    case 'refused':
    case 'rejected':
    case 'failed':
      return `${name}  ${paint('red', answer.kind)}  ${printable(firstError(answer.filing))}`;
    case 'unclear':
      return `${name}  ${paint('red', answer.kind)}  ${printable(firstError(answer.filing))}; npx declarant settle ${printable(reference)} says what became of it, once you know`;
    case 'duplicate':
      // Only a message whose rejected call may not be made again is a duplicate of it.
      if (answer.filing.status === 'rejected')
        return `${name}  ${paint('red', 'not sent')}  the same was turned down already: correct it, or submit it under another reference`;
      return `${name}  ${paint('red', 'not sent')}  this reference is in use already (${answer.filing.status}), and nothing is sent twice`;
    case 'none':
      return `${name}  ${paint('yellow', 'no answer yet')}  ${filing ? standsText(filing) : 'not taken up by the sender'}`;
  }
}

/** The status of a filing that is not answered, with its next try, or since when an answer is overdue. */
function standsText(filing: Filing): string {
  const { status, overdueSince } = filing;
  const next = status === 'waiting' ? nextTry(filing) : '';
  const overdue = overdueSince ? `overdue since ${momentOf(overdueSince)}` : '';
  const error = firstError(filing);
  return [status, next || overdue, error && printable(error)].filter(Boolean).join(', ');
}
