import { type AuthorityName, isAuthority, messageOf, outboundMessages } from '../../schemas/catalogue.ts';
import type { OutboundMessage } from '../../schemas/contract.ts';
import { type Fault, kindOf, schemaFaults, valueAt } from '../../schemas/fault.ts';
import { submission } from '../../schemas/submission.ts';
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
  if (envelope === undefined) {
    const faults = [
      { pointer: '', rule: 'a submission is JSON', found: 'text that is not JSON', remedy: 'correct it' },
    ];
    return { ready: false, faults, digest, key: undefined, authority: null, message: null, platform: null };
  }

  const contract = contractFor(envelope, lane);
  const payload = valueAt(envelope, '/payload');
  const faults = [...schemaFaults(submission, envelope), ...messageFaults(envelope, lane, contract)];
  if (contract && isRecord(payload)) faults.push(...payloadFaults(contract, payload));

  const key = contract && keyOf(lane, contract, payload);
  const platform = stringAt(envelope, '/platform');
  const reason = stringAt(envelope, '/reason') ?? undefined;
  if (faults.length === 0 && contract && key && platform !== null && isRecord(payload)) {
    return { ready: true, key, contract, platform, payload, reason, digest };
  }
  const authority = stringAt(envelope, '/authority');
  const message = stringAt(envelope, '/message');
  return { ready: false, faults, digest, key, platform, authority, message };
}

/** A submission that turned out never to be sendable. */
export function faulty(submission: ReadySubmission, faults: Fault[]): FaultySubmission {
  const { key, contract, platform, digest } = submission;
  return { ready: false, faults, digest, key, platform, authority: key.authority, message: contract.message };
}

function contractFor(envelope: unknown, lane: AuthorityName): OutboundMessage | undefined {
  const message = stringAt(envelope, '/message');
  const entry = message === null ? undefined : messageOf(lane, message);
  return entry?.direction === 'outbound' ? entry : undefined;
}

/** Faults of the envelope that its schema cannot see: the lane it came by, and what may be sent there. */
function messageFaults(envelope: unknown, lane: AuthorityName, contract: OutboundMessage | undefined): Fault[] {
  const authority = stringAt(envelope, '/authority');
  const message = stringAt(envelope, '/message');
  const faults: Fault[] = [];
  if (isAuthority(authority) && authority !== lane) {
    faults.push({
      pointer: '/authority',
      rule: `this outbox is the one of ${lane}`,
      found: 'another authority',
      remedy: `put it on the outbox of ${authority}`,
    });
  }
  if (message !== null && message !== '' && !contract) {
    const names = outboundMessages(lane).map((entry) => entry.message);
    faults.push({
      pointer: '/message',
      rule: `a message that can be sent to ${lane}`,
      found: kindOf(message),
      remedy: `give one of ${names.join(', ')}`,
    });
  }
  if (contract?.needsReason && valueAt(envelope, '/reason') === undefined) {
    faults.push({
      pointer: '/reason',
      rule: `${contract.message} is an exception, for after an incident (${contract.source})`,
      found: 'nothing',
      remedy: 'say why it is sent',
    });
  }
  return faults;
}

function payloadFaults(contract: OutboundMessage, payload: Record<string, unknown>): Fault[] {
  const faults = [...schemaFaults(contract.submission, payload), ...contract.rules.flatMap((rule) => rule(payload))];
  return faults.map((fault) => ({ ...fault, pointer: `/payload${fault.pointer}` }));
}

function keyOf(authority: AuthorityName, contract: OutboundMessage, payload: unknown): FilingKey | undefined {
  const reference = stringAt(payload, contract.reference);
  return reference === null || reference === '' || reference.length > 100
    ? undefined
    : { authority, kind: contract.filing, reference };
}

function stringAt(root: unknown, pointer: string): string | null {
  const value = valueAt(root, pointer);
  return typeof value === 'string' ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
