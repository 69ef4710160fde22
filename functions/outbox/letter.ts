import { type AuthorityName, messageOf } from '../../schemas/catalogue.ts';
import { checkSubmission } from '../../schemas/check-submission.ts';
import type { FilingKind } from '../../schemas/contract.ts';
import type { Fault } from '../../schemas/fault.ts';
import { shownText } from '../../schemas/message-text.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { sendPointer } from '../../schemas/submission.ts';

/** The contents of a text on an outbox, as far as it can be read, whether it could be sent or not. */
export interface Letter {
  authority: AuthorityName;
  /** The filing that it belongs to, where it can be filed. */
  key: { authority: AuthorityName; kind: FilingKind; reference: string } | undefined;
  /** Empty where it is unknown. */
  message: string;
  platform: string | null;
  /** The attempt that a pointer to a parked send names. */
  attempt?: number;
  /** The faults for which it would not be sent, as far as the text alone shows them. */
  faults: readonly Fault[];
}

/**
 * Reads a text from the outbox of `lane`: a submission, or the gateway's own pointer; never throws.
 * @param queueId the id under which the queue first had it
 */
export function readLetter(text: string, lane: AuthorityName, queueId?: string): Letter {
  const read = readOutboxText(text);
  const pointer = sendPointer().safeParse(read.json?.value);
  if (pointer.success && messageOf(lane, pointer.data.resume.message)) {
    const { kind, reference, message, attempt } = pointer.data.resume;
    return { authority: lane, key: { authority: lane, kind, reference }, message, platform: null, attempt, faults: [] };
  }
  const { contract, reference, platform, faults } = checkSubmission(read, lane, queueId);
  const key = contract && reference ? { authority: lane, kind: contract.filing, reference } : undefined;
  return {
    authority: lane,
    key,
    message: contract?.message ?? '',
    platform: platform && shownText(platform, 100),
    faults,
  };
}

/** The place of its record: with its filing, or with its lane where it has none. */
export const placeOf = ({ authority, key }: Letter) => key ?? ({ authority, lane: true } as const);
