import * as z from 'zod';
import { authorityNames, outboundMessages } from './catalogue.ts';

const messageNames = [
  ...new Set(authorityNames.flatMap((authority) => outboundMessages(authority).map(({ message }) => message))),
];

/** A whole number in a range, with what it counts in the sentence that refuses it. */
const whole = (least: number, most: number, unit: string) =>
  z.int('whole number').min(least, `at least ${least} ${unit}`).max(most, `at most ${most} ${unit}`);

const percent = z.number().positive('more than 0 %').max(100, 'at most 100 %');
const minimumMessages = whole(1, 100_000, 'messages');

/** How many errors are too many, of the messages that were taken, and how many messages say anything at all. */
function errorRate(limits: ErrorRate) {
  const ofMessage = z.strictObject({ percent: percent.optional(), minimumMessages: minimumMessages.optional() });
  return z
    .strictObject({
      percent: percent.default(limits.percent),
      minimumMessages: minimumMessages.default(limits.minimumMessages),
      /** Other limits for a type of message, by its name in the contract. */
      byMessage: z.strictObject(shapeOf(messageNames, ofMessage.optional())).default({}),
    })
    .prefault({});
}

function shapeOf<Schema extends z.ZodType>(names: readonly string[], schema: Schema): Record<string, Schema> {
  return Object.fromEntries(names.map((name) => [name, schema]));
}

/** When an operator is told that something is wrong, and who. */
export const alarms = z
  .strictObject({
    /** Who is told: each address gets one mail of AWS and must confirm it. */
    emails: z
      .array(z.email('an e-mail address'))
      .max(20, 'at most 20 addresses')
      .refine((addresses) => new Set(addresses).size === addresses.length, 'name each address once')
      .default([]),
    /** Where whoever is told finds the runbook: what stands before its anchor in each alarm. */
    runbook: z
      .string()
      .regex(/^\S{1,300}$/, 'up to 300 characters without a space')
      .default('docs/runbook.md'),
    /** Functional errors, in percent of the messages that the authority took. */
    errorRate: errorRate({ percent: 10, minimumMessages: 50 }),
    /** Technical errors, in percent of the messages that the authority took. */
    technicalErrorRate: errorRate({ percent: 5, minimumMessages: 20 }),
    /** Over how many minutes both rates are taken. */
    errorRateMinutes: whole(5, 1440, 'minutes').default(60),
    /** For how long a lane may stay open before that is told, and before it is told again as an outage. */
    openMinutes: whole(1, 10_080, 'minutes').default(15),
    openLongMinutes: whole(1, 10_080, 'minutes').default(240),
    /** How old the oldest message of an outbox, or word of a callback, may be. */
    oldestMessageMinutes: whole(5, 20_160, 'minutes').default(30),
    /** How many messages may become overdue within a quarter of an hour before that is told. */
    overdueMessages: whole(1, 100_000, 'messages').default(1),
    /** How often within 5 minutes no access token could be had before that is told. */
    tokenFailures: whole(1, 1000, 'failures').default(1),
    /** How many callbacks within 5 minutes may come with a wrong token before that is told. */
    unauthorisedCallbacks: whole(1, 100_000, 'callbacks').default(1),
    /** How long a callback may take, for 99 in 100 of them. */
    callbackSeconds: z.number().min(0.1, 'at least 0.1 s').max(29, 'at most 29 s').default(5),
    /** How often within 5 minutes a function may fail before that is told. */
    functionErrors: whole(1, 100_000, 'failures').default(1),
  })
  .refine(({ openMinutes, openLongMinutes }) => openLongMinutes > openMinutes, {
    path: ['openLongMinutes'],
    message: 'more than openMinutes',
  })
  .prefault({});

export type AlarmsConfiguration = z.infer<typeof alarms>;

/** From which share of errors, in percent, and from how many messages on. */
export interface ErrorRate {
  percent: number;
  minimumMessages: number;
}

/** The limits that hold for a type of message. */
export function errorRateOf(
  { percent, minimumMessages, byMessage }: AlarmsConfiguration['errorRate'],
  message: string,
): ErrorRate {
  const own = byMessage[message];
  return { percent: own?.percent ?? percent, minimumMessages: own?.minimumMessages ?? minimumMessages };
}
