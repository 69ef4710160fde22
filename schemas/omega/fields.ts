import * as z from 'zod';
import { inferred } from '../inferred.ts';
import { lazily } from '../lazily.ts';

/** The forms of a metering point's number that occur: 14 digits, or GI and six digits. Unverified. */
export const USUAL_PCE = /^(?:[0-9]{14}|GI[0-9]{6})$/;

/** A text on one line that XML can hold. */
const line = (most: number) =>
  z
    .string()
    .regex(/\S/, 'must not be empty')
    .regex(/^[^\p{Cc}\uFFFE\uFFFF]*$/u, 'text on one line, without control characters')
    .max(most, `at most ${most} characters`);

/** No form is public: only what no number can be is refused, since each unknown one makes an entry at OMEGA (022). */
export const meteringPoint = lazily(() =>
  inferred(
    z
      .string()
      .min(1, 'must not be empty')
      .max(40, 'at most 40 characters')
      .regex(/^[A-Za-z0-9._/-]*$/, 'letters, digits and . _ / - alone, without blanks'),
    'no form of it is public: 14 digits, or GI and six digits, are usual',
  ).describe('The number of the metering point (PCE)'),
);

/** The day exists; that it is late enough is a rule. */
export const requestedDate = lazily(() =>
  z.iso
    .date('a day that exists, as 2026-12-15')
    .describe('The first day of the transmission: the fifth working day after today in Paris, or later'),
);

/** [OM-2] GRDF's service knows `NON`, too (§3.3.1.1), and demands the consent (§1.2). */
export const consent = lazily(() =>
  z
    .literal(
      'OUI',
      "OUI, once the customer has agreed: GRDF takes no request without the customer's express consent (§1.2)",
    )
    .describe('The customer has agreed expressly'),
);

export const customerName = lazily(() =>
  inferred(line(200), 'its greatest length is not public').describe('The name of the customer who asks for it'),
);

export const postcode = lazily(() =>
  z
    .string()
    .regex(/^[0-9]{5}$/, 'postcode of five digits')
    .describe(
      'The postcode of the metering point: OMEGA refuses a number in another department, so that a mistyped one is found',
    ),
);

export const tariff = lazily(() =>
  inferred(line(50), 'its values are not public').describe(
    'The tariff of the metering point: OMEGA does not consider it',
  ),
);
