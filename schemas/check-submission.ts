import { type AuthorityName, isAuthority, messageOf, outboundMessages } from './catalogue.ts';
import type { OutboundMessage } from './contract.ts';
import { takeDecimals } from './decimals.ts';
import { type NumberTexts, numbersBelow } from './exact-json.ts';
import { type Fault, inPayload, schemaFaults, valueAt, valueKind } from './fault.ts';
import { shownText, wellFormed } from './message-text.ts';
import { openedBy } from './opening.ts';
import { type OutboxText, textFaults } from './outbox-text.ts';
import { readPayload } from './read-payload.ts';
import type { Reading } from './reading.ts';
import { referenceAt, referenceHeld } from './reference-at.ts';
import { firstFaults } from './shape.ts';
import { submission } from './submission.ts';

/** The longest reference of a filing. */
const LONGEST_REFERENCE = 100;

/** A submission as far as it can be read, with all its faults. It is sent only where there are none. */
export interface CheckedSubmission {
  /** Faults by their pointers in the envelope; those of the message lie below `/payload`. */
  faults: Fault[];
  contract: OutboundMessage | undefined;
  /** The operator's reference, where a filing can have it. */
  reference: string | undefined;
  /** The message as it was read, with its decimals as numbers. */
  payload: Record<string, unknown> | undefined;
  /** The text that was submitted in its place, and goes out. */
  raw: string | undefined;
  /** The numbers of the message as they are written. */
  numbers: NumberTexts;
  /** A pointer in our names, in the envelope, as it was submitted: faults that are found later name their place so. */
  asSubmitted<Found extends { pointer: string }>(found: Found): Found;
  authority: string | null;
  message: string | null;
  platform: string | null;
  reason: string | null;
}

/**
 * Checks a submission on the outbox of `lane`: the envelope, then the message against its schema and its rules. Faults
 * are collected, never thrown; the readable parts are returned with them.
 * @param queueId the id of the queue's message, which is the reference where a message may do without one
 * @param on the day by which the authority's rules judge it
 */
export function checkSubmission(
  text: OutboxText,
  lane: AuthorityName,
  queueId?: string,
  on = new Date(),
): CheckedSubmission {
  const { json } = text;
  const envelope = json?.value;
  const contract = contractFor(envelope, lane);
  const reading = readPayload(contract, valueAt(envelope, '/payload'));
  const { payload, text: raw } = reading;
  const numbers = numbersOf(json?.numbers, reading);
  const ofText = textFaults(text);
  // A schema descends as deep as the value does, so a value beyond the limits is not held against one.
  const ofContent = () => [
    ...schemaFaults(submission(), envelope),
    ...messageFaults(envelope, lane, contract, payload),
    ...(contract ? payloadFaults(contract, reading, numbers, on) : []),
  ];
  const asSubmitted = inSubmittedNames(reading);
  return {
    faults: firstFaults(ofText.length > 0 ? ofText : ofContent().map(asSubmitted)),
    asSubmitted,
    contract,
    reference: contract && referenceOf(contract, envelope, payload, queueId),
    payload,
    raw,
    numbers,
    authority: stringAt(envelope, '/authority'),
    message: stringAt(envelope, '/message'),
    platform: stringAt(envelope, '/platform'),
    reason: stringAt(envelope, '/reason'),
  };
}

/** The numbers of a message as they are written; those of a text are texts. */
function numbersOf(ofEnvelope: NumberTexts | undefined, { below, text, names }: Reading): NumberTexts {
  const submitted = text === undefined ? numbersBelow(ofEnvelope, 'payload') : undefined;
  const written = (below === undefined ? submitted : numbersBelow(submitted, below)) ?? new Map();
  return names ? names.numbers(written) : written;
}

const PAYLOAD = '/payload';

/** Gives faults and warnings the place that the submission has for them, by its own names. */
function inSubmittedNames({ names }: Reading): CheckedSubmission['asSubmitted'] {
  return (found) =>
    names && found.pointer.startsWith(`${PAYLOAD}/`)
      ? { ...found, pointer: `${PAYLOAD}${names.pointer(found.pointer.slice(PAYLOAD.length))}` }
      : found;
}

function contractFor(envelope: unknown, lane: AuthorityName): OutboundMessage | undefined {
  const message = stringAt(envelope, '/message');
  const entry = message === null ? undefined : messageOf(lane, message);
  return entry?.direction === 'outbound' && entry.by !== 'gateway' ? entry : undefined;
}

/** Faults of the envelope that its schema cannot see: its lane, and the messages that may be sent there. */
function messageFaults(
  envelope: unknown,
  lane: AuthorityName,
  contract: OutboundMessage | undefined,
  payload: unknown,
): Fault[] {
  const authority = stringAt(envelope, '/authority');
  const message = stringAt(envelope, '/message');
  const faults: Fault[] = [];
  if (isAuthority(authority) && authority !== lane) {
    const rule = `this outbox is the one of ${lane}`;
    const remedy = `put it on the outbox of ${authority}`;
    faults.push({ pointer: '/authority', rule, found: 'another authority', remedy });
  }
  if (message !== null && message !== '' && !contract) {
    const rule = `a message that can be sent to ${lane}`;
    faults.push({ pointer: '/message', rule, found: valueKind(message), remedy: remedyFor(lane, message) });
  }
  if (contract?.needsReason && valueAt(envelope, '/reason') === undefined) {
    const rule = `${contract.message} is an exception, for after an incident (${contract.source})`;
    faults.push({ pointer: '/reason', rule, found: 'nothing', remedy: 'say why it is sent' });
  }
  return contract ? [...faults, ...referenceFaults(contract, envelope, payload)] : faults;
}

/** The name to give in place of one that is not submitted. */
function remedyFor(lane: AuthorityName, message: string): string {
  const opened = openedBy(lane, message)?.message;
  if (opened) return `give ${opened}, which it opens by itself`;
  const names = outboundMessages(lane).flatMap(({ message, by }) => (by === 'gateway' ? [] : [message]));
  return `give one of ${names.join(', ')}`;
}

function payloadFaults(
  contract: OutboundMessage,
  { payload, faults: unread = [] }: Reading,
  numbers: NumberTexts,
  on: Date,
): Fault[] {
  const { rules = [], schemaCode } = contract;
  const schema = contract.submission();
  // Decimals come first: those written as texts are numbers for the schema.
  const decimals = payload ? takeDecimals(schema, payload, numbers) : [];
  const values = payload ? schemaFaults(schema, payload) : [];
  const ofSchema = [
    ...unread,
    ...values,
    ...decimals.filter(({ pointer }) => !values.some((fault) => fault.pointer === pointer)),
  ].map((fault) => (schemaCode ? { ...fault, code: schemaCode(fault) } : fault));
  const isJudged = payload && !(schemaCode && ofSchema.length > 0);
  const ofRules = isJudged ? rules.flatMap((rule) => rule(payload, on)) : [];
  return [...ofSchema, ...ofRules].map(inPayload);
}

/**
 * Faults of the reference to file it under: none is given, two are, or it is longer than a filing can have, since the
 * authority may take a longer one.
 */
function referenceFaults(contract: OutboundMessage, envelope: unknown, payload: unknown): Fault[] {
  const pointer = referenceAt(contract);
  const given = valueAt(envelope, '/reference');
  if (contract.reference === 'envelope') {
    const rule = `the platform's own reference: ${contract.message} holds none`;
    return given === undefined ? [{ pointer, rule, found: 'nothing', remedy: 'add this field' }] : [];
  }
  const held = referenceHeld(contract, envelope, payload);
  if (typeof held !== 'string') {
    const ofForm = given === undefined || !contract.standIn ? [] : schemaFaults(contract.standIn(), given);
    return ofForm.map((fault) => ({ ...fault, pointer: '/reference' }));
  }
  const faults: Fault[] = [];
  if (held.length > LONGEST_REFERENCE) {
    const rule = `a reference to file it under, of at most ${LONGEST_REFERENCE} characters`;
    faults.push({ pointer, rule, found: valueKind(held), remedy: 'shorten it' });
  }
  if (typeof given === 'string' && given !== held) {
    const remedy = 'leave it out, or give the same';
    const [here, there] = [given, held].map((text) => `"${shownText(text, LONGEST_REFERENCE)}"`);
    faults.push({ pointer: '/reference', rule: `the reference at ${pointer}, ${there}`, found: `${here}`, remedy });
  }
  return faults;
}

/** The reference in the message, or that of the envelope where it holds none, or else one that may stand for it. */
function referenceOf(
  contract: OutboundMessage,
  envelope: unknown,
  payload: unknown,
  queueId?: string,
): string | undefined {
  const held = referenceHeld(contract, envelope, payload);
  const given = typeof held === 'string' ? held : stringAt(envelope, '/reference');
  const reference = given ?? (contract.standIn && queueId) ?? null;
  if (reference === null || reference === '' || reference.length > LONGEST_REFERENCE) return undefined;
  // No store takes a text with half a character.
  return wellFormed(reference) === reference ? reference : undefined;
}

function stringAt(root: unknown, pointer: string): string | null {
  const value = valueAt(root, pointer);
  return typeof value === 'string' ? value : null;
}
