import { randomUUID } from 'node:crypto';
import { applyEdits, modify } from 'jsonc-parser';
import {
  type AuthorityName,
  authorityNames,
  isAuthority,
  messageOf,
  outboundMessages,
  outboundOrFirst,
} from '../../schemas/catalogue.ts';
import { datedFromNow } from '../../schemas/dates-from-now.ts';
import { compactJson, partsOfJson, withoutMark } from '../../schemas/exact-json.ts';
import { faultLine, valueAt } from '../../schemas/fault.ts';
import { isObject, type Json } from '../../schemas/json.ts';
import { everywhereTaken } from '../../schemas/message-text.ts';
import { nearest } from '../../schemas/nearest.ts';
import { readOutboxText, textFaults } from '../../schemas/outbox-text.ts';
import { referenceAsked, referenceAt } from '../../schemas/reference-at.ts';
import { limits } from '../../schemas/shape.ts';
import type { Submission } from '../../schemas/submission.ts';
import { DeskFault } from '../fault.ts';
import { printable } from '../terminal/terminal.ts';
import { jsonFault } from './json-fault.ts';
import type { OutboxSubmission } from './outbox-submission.ts';
import { jsonOf, type OwnMessage, ownMessage } from './own-forms.ts';

export interface SubmissionFile {
  name: string;
  text: string;
}

export interface ReadOptions {
  /** The files hold bare payloads of this message. */
  message?: string | undefined;
  /** The authority and the platform, of bare payloads only; without an authority it is the first that takes the message. */
  authority?: string | undefined;
  platform?: string | undefined;
  /** Takes the place of the operator's reference of the only submission. */
  reference?: string | undefined;
  /** The option by which it was given, without its dashes. */
  referenceFlag?: string | undefined;
  /** The day from which the dates of samples are counted; today where left out. */
  on?: Date | undefined;
}

/** The place where something was read. */
export interface Place {
  /** For people: `filings.json`, `filings.json[3]` or `filings.ndjson:4`. */
  source: string;
  file: string;
  /** Its index among those of the file, from 0; `null` where the file is a single one, or cannot be told apart. */
  index: number | null;
}
export interface ReadEnvelope extends Place {
  envelope: Json;
  /** As it goes on the queue: as it is written, but for white space and for characters that not every queue takes. */
  body: string;
}
/** A text that is no envelope, with the reason. */
export interface Unreadable extends Place {
  problem: string;
}
interface Read extends Place {
  value: unknown;
  /** As it is written. */
  text: string;
}

/** The envelope around a bare payload. */
type Bare = Omit<Submission, 'payload'>;

/** The platform that a bare payload is submitted for where none is named. */
const DESK_PLATFORM = 'desk';
const MOST_FAULTS_TOLD = 20;

/**
 * Reads what is to be submitted: envelopes, samples or bare payloads, one, in an array, or one a line.
 * @throws {DeskFault} with every fault of every file; nothing is to be submitted then
 */
export function readSubmissions(files: readonly SubmissionFile[], options: ReadOptions = {}): OutboxSubmission[] {
  const { read, unreadable } = readEnvelopes(files, options);
  const faults = [
    ...unreadable.map(({ source, problem }) => `${source}: ${problem}`),
    ...read.flatMap((one) => unputtable(one) ?? []),
  ];
  if (faults.length > 0) throw new DeskFault('INPUT', `${listed(faults)}\nNothing was put on any queue.`);
  const { reference, referenceFlag = 'reference' } = options;
  if (reference === undefined) return read.map(readySubmission);
  return [readySubmission(withReference(read, reference, referenceFlag))];
}

/** Reads envelopes, samples or bare payloads, and says of everything else what is wrong with it. */
export function readEnvelopes(
  files: readonly SubmissionFile[],
  options: ReadOptions = {},
): { read: ReadEnvelope[]; unreadable: Unreadable[] } {
  const bareOf = bareOptions(options);
  const unreadable: Unreadable[] = [];
  const read: ReadEnvelope[] = [];
  const values = files.flatMap((file) => valuesOf(file, unreadable)).map((one) => dated(one, options.on ?? new Date()));
  for (const { value, text, ...place } of values) {
    const bare = bareOf(value);
    const envelope = envelopeOf(value, bare);
    if (typeof envelope === 'string') unreadable.push({ ...place, problem: envelope });
    else
      read.push({ ...place, source: `${place.source}${followed(value)}`, envelope, body: bodyOf(text, value, bare) });
  }
  return { read, unreadable };
}

const isSample = (value: unknown): value is { submission: unknown } => isObject(value) && 'submission' in value;

/** A sample with its dates counted from a day; anything else as it is. */
function dated(one: Read, on: Date): Read {
  if (!isSample(one.value)) return one;
  const text = datedFromNow(one.text, on);
  return text === one.text ? one : { ...one, text, value: JSON.parse(text) };
}

/** The body for the queue, made of the file's very text, so that the sender judges what stands in the file. */
function bodyOf(text: string, value: unknown, bare: Bare | undefined): string {
  const content = isSample(value) ? (partsOfJson(text).findLast(({ key }) => key === 'submission')?.text ?? '') : text;
  const written = compactJson(content);
  return everywhereTaken(bare ? `${JSON.stringify(bare).slice(0, -1)},"payload":${written}}` : written);
}

/** The values of a file; what is wrong with its text is added to what is unreadable. */
function valuesOf({ name, text }: SubmissionFile, unreadable: Unreadable[]): Read[] {
  const json = jsonOf(text) ?? withoutMark(text);
  const whole: Place = { source: name, file: name, index: null };
  if (json.trim() === '') {
    unreadable.push({ ...whole, problem: 'it is empty' });
    return [];
  }
  try {
    const value: unknown = JSON.parse(json);
    if (!Array.isArray(value)) return [{ ...whole, value, text: json }];
    if (value.length === 0) unreadable.push({ ...whole, problem: 'its list is empty' });
    return partsOfJson(json).map((entry, index) => ({
      source: `${name}[${index}]`,
      file: name,
      index,
      value: value[index],
      text: entry.text,
    }));
  } catch {
    if (isOnePerLine(json)) return linesOf(name, json, unreadable);
    unreadable.push({ ...whole, problem: notJson(json) });
    return [];
  }
}

/** NDJSON is told by its first line, which is JSON by itself, with more after it. */
function isOnePerLine(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 && jsonFault(lines[0] as string) === undefined;
}

function linesOf(name: string, text: string, unreadable: Unreadable[]): Read[] {
  let index = -1;
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    index += 1;
    const fault = jsonFault(line);
    if (!fault) {
      const value: unknown = JSON.parse(line);
      return [{ source: `${name}:${at + 1}`, file: name, index, value, text: line }];
    }
    const problem = `not JSON at line ${at + 1}, column ${fault.column}: ${fault.problem}`;
    unreadable.push({ source: name, file: name, index, problem });
    return [];
  });
}

function notJson(text: string): string {
  const fault = jsonFault(text);
  return `not JSON${fault ? ` at line ${fault.line}, column ${fault.column}: ${fault.problem}` : ''}`;
}

/** The envelope of a value that was read, or what is wrong with it. */
function envelopeOf(value: unknown, bare: Bare | undefined): Json | string {
  if (!isObject(value)) return 'a submission is a JSON object';
  const content = isSample(value) ? value.submission : value;
  if (!isObject(content)) return 'the submission of a sample is a JSON object';
  const isEnvelope = 'payload' in content;
  if (bare && isEnvelope) return 'it is a whole envelope: leave out --message';
  if (bare) return { ...bare, payload: content };
  if (!isEnvelope) {
    return 'neither an envelope {authority, message, platform, payload} nor a sample; to submit a bare payload, name its message with --message';
  }
  const { authority } = content;
  if (isAuthority(authority)) return content;
  const known = `there ${authorityNames.length === 1 ? 'is' : 'are'} ${authorityNames.join(', ')}`;
  return typeof authority === 'string'
    ? `the authority ${authority} is not known: ${known}`
    : `it names no authority: ${known}`;
}

/** Tells of a sample with follow-ups that only its first submission is put: `start` alone awaits the others. */
function followed(value: unknown): string {
  const followUps = isSample(value) && 'then' in value && Array.isArray(value.then) ? value.then.length : 0;
  return followUps > 0 ? `, the first of ${followUps + 1} submissions` : '';
}

/** The envelope around a bare payload; undefined for any other value. */
function bareOptions(options: ReadOptions): (value: unknown) => Bare | undefined {
  const { message, authority, platform = DESK_PLATFORM } = options;
  if (authority !== undefined && !isAuthority(authority))
    throw new DeskFault('USAGE', `The authority ${authority} is not known: give one of ${authorityNames.join(', ')}.`);
  const known = authority === undefined ? authorityNames : [authority];
  if (message !== undefined) {
    const own = takerOf(message, known);
    return () => ({ ...own, platform });
  }
  return (value) => {
    const own = ownMessage(value, known);
    if (own) return { ...own, platform };
    if (authority === undefined && options.platform === undefined) return undefined;
    const says = '--authority and --platform are for bare payloads: give --message too, or leave them out.';
    throw new DeskFault('USAGE', says);
  };
}

function takerOf(message: string, known: readonly AuthorityName[]): OwnMessage {
  const messagesTo = (name: AuthorityName) => outboundMessages(name).map((entry) => entry.message);
  const taker = known.find((name) => messagesTo(name).includes(message));
  if (taker) return { authority: taker, message };
  const meant = nearest(message, known.flatMap(messagesTo));
  throw new DeskFault('USAGE', `${message} cannot be sent to ${known.join(' or ')}: give ${meant}.`);
}

/** The reason why a submission cannot be put, whatever its message says; undefined where it can. */
function unputtable({ source, envelope, body }: ReadEnvelope): string | undefined {
  const bytes = Buffer.byteLength(body);
  if (bytes > limits.bytes) return `${source}: it has ${bytes} bytes, and at most ${limits.bytes} are taken`;
  const { message } = envelope;
  const authority = envelope.authority as AuthorityName;
  if (typeof message !== 'string' || message === '') return undefined;
  const names = outboundMessages(authority).map((entry) => entry.message);
  if (messageOf(authority, message)?.direction === 'outbound') return undefined;
  return `${source}: there is no message ${printable(message)} to ${authority}: give ${nearest(message, names)}`;
}

function readySubmission({ source, envelope, body: given }: ReadEnvelope): OutboxSubmission {
  const authority = envelope.authority as AuthorityName;
  const { message, platform } = envelope;
  const contract = outboundOrFirst(authority, message);
  const own = referenceAsked(contract, envelope);
  // The id of the queue's message would do, and nobody could follow that.
  const isMade = own === undefined && contract.message === message && contract.standIn;
  const reference = isMade ? randomUUID() : own;
  const body = isMade ? `{"reference":"${reference}",${given.slice(1)}` : given;
  return {
    source,
    authority,
    message: typeof message === 'string' ? message : null,
    platform: typeof platform === 'string' ? platform : null,
    reference: typeof reference === 'string' && reference !== '' ? reference : null,
    body,
  };
}

/** The only submission that was read, under another reference: all else stays as it is written. */
function withReference(read: readonly ReadEnvelope[], reference: string, flag: string): ReadEnvelope {
  const [only, ...others] = read;
  if (!only || others.length > 0) {
    throw new DeskFault(
      'USAGE',
      `--${flag} is for one submission, and there are ${read.length}: each needs a reference of its own.`,
    );
  }
  const [fault] = textFaults(readOutboxText(only.body));
  if (fault) throw new DeskFault('INPUT', `${only.source}: ${faultLine(fault)}\nNothing was put on any queue.`);
  const { envelope } = only;
  const contract = outboundOrFirst(envelope.authority as AuthorityName, envelope.message);
  const pointer = referenceAt(contract);
  if (typeof contract.reference === 'object')
    throw new DeskFault(
      'USAGE',
      `--${flag} cannot be given: the reference of ${contract.message} follows from what it says at ${pointer}.`,
    );
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  if (!isObject(valueAt(envelope, parent)))
    throw new DeskFault('INPUT', `The message has no ${parent.split('/').at(-1)} to put a reference in.`);
  // An envelope that repeats the reference may not contradict it.
  const places = [pointer, ...(envelope.reference === undefined ? [] : ['/reference'])];
  const put = (text: string, place: string) => applyEdits(text, modify(text, place.slice(1).split('/'), reference, {}));
  const body = everywhereTaken(places.reduce(put, only.body));
  return { ...only, envelope: JSON.parse(body) as Json, body };
}

function listed(faults: readonly string[]): string {
  const more = faults.length - MOST_FAULTS_TOLD;
  return [...faults.slice(0, MOST_FAULTS_TOLD), ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}
