import type { Outcome } from '../../schemas/outcome.ts';
import { fitted } from './fitted.ts';

/** The most bytes of one publication in SNS, its attributes included. */
const MOST_BYTES = 256 * 1024;
/** The most characters of an attribute's value: many times a platform's or a message's name. */
const ATTRIBUTE_CHARACTERS = 256;
/** Characters that SNS and SQS refuse, halves of those beyond U+FFFF among them. */
const NOT_TAKEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
/** The same in JSON, which writes control characters and halves as escapes by itself. */
const NOT_TAKEN_IN_JSON = /[\ufffe\uffff]/g;

/** An outcome as the topic takes it, with the attributes that subscriptions filter by. */
export interface Publication {
  Message: string;
  MessageAttributes: Record<string, { DataType: 'String'; StringValue: string }>;
}

/** Makes an outcome publishable, whatever is in it: parts that are too large are left out, and marked. */
export function publication(outcome: Outcome): Publication {
  const MessageAttributes = attributesOf(outcome);
  const room = MOST_BYTES - publishedBytes({ Message: '', MessageAttributes });
  return { Message: jsonOf(fitted(outcome, room, (part) => Buffer.byteLength(jsonOf(part)))), MessageAttributes };
}

/** The bytes of a publication as SNS counts them: with the names, types and values of its attributes. */
export function publishedBytes({ Message, MessageAttributes }: Publication): number {
  const attributes = Object.entries(MessageAttributes).map(([name, one]) => `${name}${one.DataType}${one.StringValue}`);
  return Buffer.byteLength(`${Message}${attributes.join('')}`);
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value).replace(NOT_TAKEN_IN_JSON, (one) => `\\u${one.charCodeAt(0).toString(16)}`);
}

function attributesOf({ authority, message, outcome, platform }: Outcome): Publication['MessageAttributes'] {
  const values = Object.entries({ authority, message, outcome, platform }).filter(([, value]) => value);
  return Object.fromEntries(
    values.map(([name, value]) => [name, { DataType: 'String', StringValue: attributeValue(value ?? '') }]),
  );
}

function attributeValue(text: string): string {
  return text.slice(0, ATTRIBUTE_CHARACTERS).replace(NOT_TAKEN, '\ufffd');
}
