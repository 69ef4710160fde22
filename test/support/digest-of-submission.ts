import { readSubmission } from '../../functions/send/submission.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';

/** The digest that the sender of Delta-H7's lane gives a text on its outbox. */
export function digestOfSubmission(text: string): string {
  return readSubmission(readOutboxText(text), 'delta-h7').digest;
}
