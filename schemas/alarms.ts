import * as z from 'zod';
import { authorityNames, outboundMessages } from './catalogue.ts';

const messageNames = [
  ...new Set(authorityNames.flatMap((authority) => outboundMessages(authority).map(({ message }) => message))),
];

/** A whole number in a range; `unit` completes the sentence that refuses it. */
const whole = (least: number, most: number, unit: string) =>
  z.int('whole number').min(least, `at least ${least} ${unit}`).max(most, `at most ${most} ${unit}`);

const percent = z.number().positive('more than 0 %').max(100, 'at most 100 %');
const minimumMessages = whole(1, 100_000, 'messages');

/** The schema of an error rate: the share of errors that raises the alarm, and the fewest messages that count. */
function errorRate(limits: ErrorRate) {
  const ofMessage = z
    .strictObject({ percent: percent.optional(), minimumMessages: minimumMessages.optional() })
    .optional();
  return z
    .strictObject({
      percent: percent.default(limits.percent),
      minimumMessages: minimumMessages.default(limits.minimumMessages),
      /** Other limits for a type of message, by its name in the contract. */
      byMessage: z.strictObject(Object.fromEntries(messageNames.map((name) => [name, ofMessage]))).default({}),
    })
    .prefault({});
}

/** The settings of the alarms: who gets a mail, and the limits. */
export const alarms = z
  .strictObject({
    /** Addresses that get the alarms; each gets one mail from AWS first and must confirm it. */
    emails: z
      .array(z.email('an e-mail address'))
      .max(20, 'at most 20 addresses')
      .refine((addresses) => new Set(addresses).size === addresses.length, 'name each address once')
      .default([]),
    /** The URL of the runbook as the people on duty reach it; each alarm links to its own anchor there. */
    runbook: z
      .string()
      .regex(/^\S{1,300}$/, 'up to 300 characters without a space')
      .default('docs/runbook.md'),
    /** Functional errors, in percent of the messages that the authority took. */
    errorRate: errorRate({ percent: 10, minimumMessages: 50 }),
    /** Technical errors, in percent of the messages that the authority took. */
    technicalErrorRate: errorRate({ percent: 5, minimumMessages: 20 }),
    /** The minutes over which both rates are taken. */
    errorRateMinutes: whole(5, 1440, 'minutes').default(60),
    /**
     * Errors of a type within 24 hours before the alarm, functional and technical, where they are `errorRate.percent` of
     * the messages taken in that time: it also sees few messages, which no hour's rate judges.
     */
    errorsOfDay: whole(1, 100_000, 'errors').default(3),
    /** Minutes that a lane may stay open before the alarm, and the same again before it counts as an outage. */
    openMinutes: whole(1, 10_080, 'minutes').default(15),
    openLongMinutes: whole(1, 10_080, 'minutes').default(240),
    /** The greatest age of the oldest message of an outbox, or of a message of the authority that was not published. */
    oldestMessageMinutes: whole(5, 20_160, 'minutes').default(30),
    /** The age of the oldest outcome that a platform has not taken before the alarm; the doctor says so, too. */
    untakenMinutes: whole(5, 20_160, 'minutes').default(60),
    /** Messages that become overdue within a quarter of an hour before the alarm. */
    overdueMessages: whole(1, 100_000, 'messages').default(1),
    /** Failed requests for an access token within 5 minutes before the alarm. */
    tokenFailures: whole(1, 1000, 'failures').default(1),
    /** Callbacks with a wrong token within 5 minutes before the alarm. */
    unauthorisedCallbacks: whole(1, 100_000, 'callbacks').default(1),
    /** Calls that the callback API answered with any 4xx within 5 minutes before the alarm. */
    refusedCalls: whole(1, 100_000, 'calls').default(1),
    /** Calls that the firewall blocked within 5 minutes before the alarm. */
    blockedCalls: whole(1, 100_000, 'calls').default(1),
    /** Minutes without any callback, while the authority takes messages, before the alarm. */
    silentMinutes: whole(10, 720, 'minutes').multipleOf(2, 'an even number').default(60),
    /** The time that 99 in 100 callbacks may take. */
    callbackSeconds: z.number().min(0.1, 'at least 0.1 s').max(29, 'at most 29 s').default(5),
    /** Failures of a function within 5 minutes before the alarm. */
    functionErrors: whole(1, 100_000, 'failures').default(1),
    /** Reads and writes of the ledger that DynamoDB throttled within 5 minutes before the alarm; the SDK repeats them. */
    ledgerThrottles: whole(1, 1_000_000, 'throttles').default(10),
    /** Calls of the ledger that failed on DynamoDB's side within 5 minutes before the alarm; the SDK repeats them. */
    ledgerErrors: whole(1, 1_000_000, 'errors').default(3),
  })
  .refine(({ openMinutes, openLongMinutes }) => openLongMinutes > openMinutes, {
    path: ['openLongMinutes'],
    message: 'more than openMinutes',
  })
  .prefault({});

export type AlarmsConfiguration = z.infer<typeof alarms>;

/** A share of errors, in percent, and the fewest messages from which it counts. */
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
