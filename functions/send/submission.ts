import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { CheckedSubmission } from '../../schemas/check-submission.ts';
import type { OutboundMessage } from '../../schemas/contract.ts';
import type { NumberTexts } from '../../schemas/exact-json.ts';
import type { Fault } from '../../schemas/fault.ts';
import { judgeSubmission } from '../../schemas/judge-submission.ts';
import type { Law } from '../../schemas/law.ts';
import { shownText } from '../../schemas/message-text.ts';
import { openingOf } from '../../schemas/opening.ts';
import type { OutboxText } from '../../schemas/outbox-text.ts';
import type { FilingKey } from '../ledger/records.ts';
import { submissionDigest } from '../ledger/submission-digest.ts';

/** A submission without fault. */
export interface ValidSubmission {
  ready: true;
  key: FilingKey;
  /** The message as which it is sent: itself, or the one that opens its filing. */
  contract: OutboundMessage;
  /** The name of the message as it was submitted. */
  submitted: string;
  platform: string;
  /** The message as submitted, without the fields that the gateway fills in. */
  payload: Record<string, unknown>;
  /** The text that was submitted in its place, and goes out. */
  raw: string | undefined;
  /** Its numbers as they are written, and as they go out. */
  numbers: NumberTexts;
  reason: string | undefined;
  /** Gives a fault that is found later the place that the submission has for it. */
  asSubmitted: CheckedSubmission['asSubmitted'];
  /** The text that was put on the outbox. */
  text: string;
  digest: string;
}

/** A submission that will never be sent, with every fault. */
export interface FaultySubmission {
  ready: false;
  faults: Fault[];
  /** The text that was put on the outbox. */
  text: string;
  digest: string;
  /** As far as they can be read, in a form that every store and queue takes. */
  key: FilingKey | undefined;
  authority: string | null;
  message: string | null;
  platform: string | null;
  /** It came under a name that is not its sender's. */
  isOutside?: true;
}

export type ReadSubmission = ValidSubmission | FaultySubmission;

/** The longest name in a refusal: a wrong one is as long as its writer likes. */
const LONGEST_NAME = 100;

/**
 * Reads a submission on the outbox of `lane`: the envelope, then the message, against its schema, its rules and the law.
 * Faults are collected, never thrown. The digest does not follow from the law, which differs from day to day and from
 * lane to lane.
 * @param queueId the id of the queue's message
 * @param on the day by which it is judged
 * @param law the law of the lane, where it has one
 */
export function readSubmission(
  read: OutboxText,
  lane: AuthorityName,
  queueId?: string,
  on = new Date(),
  law?: Law,
): ReadSubmission {
  const judged = judgeSubmission(read, lane, law, on, queueId);
  const { contract, reference, payload, raw, numbers, authority, message, platform, reason, asSubmitted } = judged;
  const faults = [...judged.faults, ...judged.unlawful];
  const { text } = read;
  const digest = submissionDigest(read, judged);
  const key = contract && reference !== undefined ? { authority: lane, kind: contract.filing, reference } : undefined;
  if (faults.length === 0 && contract && key && platform !== null && payload) {
    const sent = { key, contract: openingOf(lane, contract), submitted: contract.message };
    return {
      ready: true,
      ...sent,
      platform,
      payload,
      raw,
      numbers,
      reason: reason ?? undefined,
      asSubmitted,
      text,
      digest,
    };
  }
  const shown = (name: string | null) => name && shownText(name, LONGEST_NAME);
  const named = { platform: shown(platform), authority: shown(authority), message: shown(message) };
  return { ready: false, faults, text, digest, key, ...named };
}

/** A submission that can never be sent after all. */
export function faulty(submission: ValidSubmission, faults: Fault[]): FaultySubmission {
  const { key, submitted, platform, text, digest, asSubmitted } = submission;
  return {
    ready: false,
    faults: faults.map(asSubmitted),
    text,
    digest,
    key,
    platform,
    authority: key.authority,
    message: submitted,
  };
}
