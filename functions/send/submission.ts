import type { AuthorityName } from '../../schemas/catalogue.ts';
import { checkSubmission } from '../../schemas/check-submission.ts';
import type { OutboundMessage } from '../../schemas/contract.ts';
import type { Fault } from '../../schemas/fault.ts';
import { limits } from '../../schemas/shape.ts';
import { digestOf } from '../ledger/digest.ts';
import type { FilingKey } from '../ledger/records.ts';

/** A submission without fault. */
export interface ReadySubmission {
  ready: true;
  key: FilingKey;
  contract: OutboundMessage;
  platform: string;
  /** The message as submitted: what the gateway fills in may be absent. */
  payload: Record<string, unknown>;
  reason: string | undefined;
  digest: string;
}

/** A submission that will never be sent, with every fault. */
export interface FaultySubmission {
  ready: false;
  faults: Fault[];
  digest: string;
  /** As far as they can be read. */
  key: FilingKey | undefined;
  authority: string | null;
  message: string | null;
  platform: string | null;
}

export type ReadSubmission = ReadySubmission | FaultySubmission;

/** What an outbox holds, as JSON; `undefined` where it is none. */
export function parseOutboxText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads what a platform put on the outbox of `lane`: the envelope, then the message, against its
 * schema and its rules. Faults are collected, never thrown.
 */
export function readSubmission(envelope: unknown, text: string, lane: AuthorityName): ReadSubmission {
  const digest = digestOf(text);
  const bytes = Buffer.byteLength(text);
  if (envelope === undefined || bytes > limits.bytes) {
    const faults = [
      envelope === undefined
        ? { pointer: '', rule: 'a submission is JSON', found: 'text that is not JSON', remedy: 'correct it' }
        : { pointer: '', rule: `at most ${limits.bytes} bytes`, found: `${bytes} bytes`, remedy: 'send less' },
    ];
    return { ready: false, faults, digest, key: undefined, authority: null, message: null, platform: null };
  }

  const { faults, contract, reference, payload, authority, message, platform, reason } = checkSubmission(
    envelope,
    lane,
  );
  const key = contract && reference !== undefined ? { authority: lane, kind: contract.filing, reference } : undefined;
  if (faults.length === 0 && contract && key && platform !== null && payload) {
    return { ready: true, key, contract, platform, payload, reason: reason ?? undefined, digest };
  }
  return { ready: false, faults, digest, key, platform, authority, message };
}

/** A submission that turned out never to be sendable. */
export function faulty(submission: ReadySubmission, faults: Fault[]): FaultySubmission {
  const { key, contract, platform, digest } = submission;
  return { ready: false, faults, digest, key, platform, authority: key.authority, message: contract.message };
}
