import type { AuthorityName } from '../../schemas/catalogue.ts';
import { type CheckedSubmission, checkSubmission } from '../../schemas/check-submission.ts';
import { writeExactJson } from '../../schemas/exact-json.ts';
import { isObject } from '../../schemas/json.ts';
import { type OutboxText, readOutboxText } from '../../schemas/outbox-text.ts';
import { digestOf } from './digest.ts';

/**
 * The digest of a submission, which distinguishes a repetition from a correction: that of its message as it goes out,
 * however it is written; that of its text where it has faults, and never goes.
 */
export function submissionDigest({ text }: OutboxText, checked: CheckedSubmission): string {
  const { faults, contract, reference, payload, raw, numbers } = checked;
  if (faults.length > 0 || !contract || !payload) return digestOf(text);
  return digestOf([contract.message, reference, raw ?? writeExactJson(inOrder(payload), numbers)].join('\n'));
}

/** The digest that the sender of a lane gives a text on its outbox. */
export function outboxDigest(body: string, lane: AuthorityName): string {
  const text = readOutboxText(body);
  return submissionDigest(text, checkSubmission(text, lane));
}

/** A value with the keys of its objects in alphabetical order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, one]) => [key, inOrder(one)] as const);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}
