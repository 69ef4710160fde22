import { isUtf8 } from 'node:buffer';
import { isObject } from '../../../../schemas/json.ts';
import type { Taken } from '../exchange.ts';
import { isCustomsDateTime } from '../life/clock.ts';

/** "UUID + timestamp in seconds", without anything between the two (Creation_H7). */
const MESSAGE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}[0-9]{10}$/i;
const LONGEST_MESSAGE_ID = 291;

/** The body of a call, and whether the exchange platform (GUN2) takes it at all. */
export interface Frame {
  /** Parsed where it is JSON, else the text as it came: kept to be looked at. */
  body: unknown;
  /** Set where the frame is complete. */
  message?: Taken;
  /** Set where it is not: the description of the 400 ("trame incomplète", §2.3.5.1). */
  refusal?: string;
}

/** @param understood reads a body by the names of this simulator */
export function readFrame(
  contentType: string | undefined,
  bytes: Buffer,
  understood: (body: unknown) => unknown = (body) => body,
): Frame {
  if (!isUtf8(bytes)) return { body: bytes.toString('latin1'), refusal: 'The body is not encoded in UTF-8' };
  const text = bytes.toString('utf8');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { body: text, refusal: 'The body is not JSON' };
  }
  if (!isJson(contentType)) return { body, refusal: 'The Content-Type is not application/json' };
  if (!isObject(body)) return { body, refusal: 'The body is not a JSON object' };
  const message = understood(body) as Taken;
  const refusal = headerRefusal(message.header);
  return refusal === undefined ? { body, message } : { body, refusal };
}

function headerRefusal(header: unknown): string | undefined {
  if (!isObject(header)) return 'header is missing or is not an object';
  const { messageId, messageDateTime } = header;
  if (typeof messageId !== 'string') return 'header.messageId is missing or is not a text';
  if (messageId.length > LONGEST_MESSAGE_ID) return `header.messageId has more than ${LONGEST_MESSAGE_ID} characters`;
  if (!MESSAGE_ID.test(messageId)) return 'header.messageId is not a UUID directly followed by a timestamp in seconds';
  if (typeof messageDateTime !== 'string') return 'header.messageDateTime is missing or is not a text';
  if (!isCustomsDateTime(messageDateTime)) {
    return 'header.messageDateTime is not a date-time as AAAA-MM-DDThh:mm:ss[offset][ZoneID]';
  }
  return undefined;
}

/** `application/json`, in UTF-8 where it names an encoding at all (§2.3.2). */
function isJson(contentType: string | undefined): boolean {
  const [type, ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  return type === 'application/json' && (charset === undefined || charset.replaceAll('"', '') === 'utf-8');
}
