import { randomUUID } from 'node:crypto';
import type { ReadFiling } from '../../functions/ledger/filing.ts';
import { outboxDigest } from '../../functions/ledger/submission-digest.ts';
import type { Warning } from '../../schemas/contract.ts';
import { type Fault, tokensOf, valueAt, valueIn } from '../../schemas/fault.ts';
import { isObject, type Json } from '../../schemas/json.ts';
import { judgeSubmission } from '../../schemas/judge-submission.ts';
import type { Law } from '../../schemas/law.ts';
import { everywhereTaken } from '../../schemas/message-text.ts';
import { openingOf } from '../../schemas/opening.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { readPayload } from '../../schemas/read-payload.ts';
import { referenceIn } from '../../schemas/reference-at.ts';
import type { Awaited } from '../filings/answers.ts';
import type { MessageDifference } from '../form/exact-differences.ts';
import { exactDifferences } from '../form/exact-differences.ts';
import { jsonOfMarked, markedJson } from '../form/marked-json.ts';
import type { TurnedDownMessage } from './turned-down.ts';

/** A message as it would be submitted again, with all that a person wants to know before it is. */
export interface ReplayDraft extends Awaited {
  tryName: string;
  /** Its new id; undefined where the gateway makes it only when it sends. */
  messageId: string | undefined;
  /** The places that were changed, below the payload. */
  differences: MessageDifference[];
  /** The faults for which the sender would refuse it, by their places in the envelope. */
  faults: Fault[];
  warnings: Warning[];
  /** The reason why it cannot go, whatever it says: the gateway would not send it. */
  obstacle?: string;
}

export interface DraftOptions {
  /** The reason why it is submitted again. */
  reason: string;
  now: Date;
  /** The law of the lane. */
  law: Law;
}

/**
 * Makes of a message that was turned down the one that is submitted again: corrected, under the same platform and
 * reference, with a new id, and checked as its sender would.
 * @param payload the message as it shall be, JSON
 */
export function replayDraft(
  read: ReadFiling,
  turnedDown: TurnedDownMessage,
  payload: string,
  { reason, now, law }: DraftOptions,
): ReplayDraft {
  const { key, records: before } = read;
  const { contract, platform, tryName, payload: was, ownForm } = turnedDown;
  const differences = exactDifferences(was, payload);
  const isOwnForm = ownForm !== undefined && differences.length === 0;
  const nameless = isOwnForm ? ownForm : withoutRenewed(payload, turnedDown);
  const { text, messageId } = isOwnForm ? { text: ownForm, messageId: undefined } : named(nameless, turnedDown, now);
  const isOf = { authority: key.authority, message: contract.message, platform };
  const head = {
    ...isOf,
    ...(holdsNoReference(turnedDown, text) && { reference: key.reference }),
    ...(contract.needsReason ? { reason } : turnedDown.reason !== undefined && { reason: turnedDown.reason }),
  };
  const bodyOf = (payload: string) => everywhereTaken(`${JSON.stringify(head).slice(0, -1)},"payload":${payload}}`);
  const body = bodyOf(text);
  const { faults, unlawful, warnings } = judgeSubmission(readOutboxText(body), key.authority, law, now);
  const obstacle = obstacleTo(read, turnedDown, bodyOf(nameless));
  return {
    ...{ key, before, tryName, messageId, differences, faults: [...faults, ...unlawful], warnings },
    submission: { source: key.reference, ...isOf, reference: key.reference, body },
    ...(obstacle !== undefined && { obstacle }),
  };
}

/** True if a correction changes the references of a message, which would make it another filing's. */
export function changesReference({ contract, payload: was }: TurnedDownMessage, payload: string): boolean {
  const [before, after] = [JSON.parse(was), JSON.parse(payload)] as const;
  const about = (one: unknown) => JSON.stringify(contract.about?.(one) ?? []);
  return referenceIn(contract, before) !== referenceIn(contract, after) || about(before) !== about(after);
}

/** The message without what belongs to one sending alone. */
function withoutRenewed(payload: string, { contract }: TurnedDownMessage): string {
  const value = markedJson(payload);
  for (const pointer of contract.renewed ?? []) remove(value, pointer);
  return jsonOfMarked(value);
}

/** The message with an id of its own, where it holds one. */
function named(payload: string, { contract: { ownId } }: TurnedDownMessage, now: Date) {
  const value = markedJson(payload);
  if (!ownId || !isObject(value)) return { text: payload, messageId: undefined };
  const messageId = ownId.make(now, randomUUID());
  put(value, ownId.at, messageId);
  return { text: jsonOfMarked(value), messageId };
}

function remove(root: unknown, pointer: string): void {
  const path = tokensOf(pointer);
  const parent = valueIn(root, path.slice(0, -1));
  if (isObject(parent)) delete parent[path.at(-1) as string];
}

function put(root: Json, pointer: string, value: string): void {
  const path = tokensOf(pointer);
  let at = root;
  for (const key of path.slice(0, -1)) {
    const next = isObject(at[key]) ? at[key] : {};
    at[key] = next;
    at = next;
  }
  at[path.at(-1) as string] = value;
}

function holdsNoReference({ contract }: TurnedDownMessage, text: string): boolean {
  return referenceIn(contract, readPayload(contract, JSON.parse(text)).payload) === undefined;
}

/** Its id does not make another text of one that was refused for good. */
function obstacleTo(read: ReadFiling, { contract }: TurnedDownMessage, body: string): string | undefined {
  const { key } = read;
  const { message } = openingOf(key.authority, contract);
  const digest = outboxDigest(body, key.authority);
  const payload = readPayload(contract, valueAt(JSON.parse(body), '/payload')).payload ?? {};
  if (read.mayBeSubmitted({ message, digest, body: JSON.stringify(payload) })) return undefined;
  return read.mayBeSubmitted({ message, digest: '', body: '{}' })
    ? 'it was turned down for good as it is: correct it'
    : 'another message under its reference is on its way, or answered';
}
