import type { Fault } from '../../schemas/fault.ts';
import { OPERATOR } from '../../schemas/platform-name.ts';
import { digestOf } from '../ledger/digest.ts';
import type { FaultySubmission, ReadSubmission } from './submission.ts';
import type { Origin } from './trust.ts';

/**
 * The refusal of a submission whose sender may not use its platform's name; undefined where it may. It has a digest of
 * its own, so that the same text is not taken for refused when the platform itself submits it.
 */
export function wrongSender(submission: ReadSubmission, from: Origin): FaultySubmission | undefined {
  const { platform, key } = submission;
  if (platform === null || from.mayUse(platform)) return undefined;
  return {
    ready: false,
    faults: [platform === OPERATOR ? NO_OPERATOR : NO_SENDER],
    text: submission.text,
    digest: digestOf(`${from.id}\n${submission.digest}`),
    key,
    platform,
    isOutside: true,
    authority: submission.ready ? submission.key.authority : submission.authority,
    message: submission.ready ? submission.contract.message : submission.message,
  };
}

const NO_SENDER: Fault = {
  pointer: '/platform',
  rule: "only the platform's own senders submit under its name (platforms.senders in the configuration)",
  found: 'a sender that is none of them',
  remedy: 'find out who put it on the outbox; where that is right, add its unique id to the senders',
};

const NO_OPERATOR: Fault = {
  pointer: '/platform',
  rule: `${OPERATOR} is the name of the operators`,
  found: 'a sender of a platform',
  remedy: "submit under the platform's own name",
};
