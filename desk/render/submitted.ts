import type { Answer } from '../filings/answers.ts';
import type { Put } from '../gateway/outbox.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { payableOf } from './duties.ts';
import { firstError, stateOf, stateStyle, textIn } from './words.ts';

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
      const { state, authorityReference, details } = answer.filing;
      const parts = [authorityReference, textIn(details, 'mrn'), payableOf(details['dutiesAndTaxes'])].flatMap(
        (part) => (part ? [printable(part)] : []),
      );
      return [name, state ? paint(stateStyle(state), printable(stateOf(answer.filing))) : 'answered', ...parts].join(
        '  ',
      );
    }
    case 'refused':
    case 'rejected':
    case 'failed':
    case 'unclear':
      return `${name}  ${paint('red', answer.kind)}  ${printable(firstError(answer.filing.errors))}`;
    case 'duplicate':
      return `${name}  ${paint('red', 'not sent')}  this reference is in use already (${answer.filing.status}), and nothing is sent twice`;
    case 'none':
      return `${name}  ${paint('yellow', 'no answer yet')}  ${filing ? filing.status : 'not taken up by the sender'}`;
  }
}
