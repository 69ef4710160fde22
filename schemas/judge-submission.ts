import type { AuthorityName } from './catalogue.ts';
import { type CheckedSubmission, checkSubmission } from './check-submission.ts';
import type { Warning } from './contract.ts';
import { type Fault, inPayload } from './fault.ts';
import type { Law } from './law.ts';
import type { OutboxText } from './outbox-text.ts';

/** A submission with its faults by the contract, and what the law of its lane finds beside them. */
export interface JudgedSubmission extends CheckedSubmission {
  /** The faults by the law of the lane, by their pointers in the envelope: it is refused for these, too. */
  unlawful: Fault[];
  warnings: Warning[];
}

/**
 * Checks a submission as `checkSubmission`, and judges its message by the law of its lane.
 * @param queueId the id of the queue's message, which is the reference where a message may do without one
 * @param on the day by which it is judged
 */
export function judgeSubmission(
  text: OutboxText,
  lane: AuthorityName,
  law: Law | undefined,
  on: Date,
  queueId?: string,
): JudgedSubmission {
  const checked = checkSubmission(text, lane, queueId, on);
  const { contract, payload, asSubmitted } = checked;
  const found = contract && law?.(contract.message, payload, on);
  return {
    ...checked,
    unlawful: (found?.faults ?? []).map(inPayload).map(asSubmitted),
    warnings: (found?.warnings ?? []).map(inPayload).map(asSubmitted),
  };
}
