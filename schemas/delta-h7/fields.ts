import * as z from 'zod';
import { decimalForms } from '../decimal-form.ts';
import { listAt, textAt } from '../fault.ts';
import { instantOf } from '../instant.ts';
import { lazily } from '../lazily.ts';

export const text = (longest: number) =>
  z.string().min(1, 'must not be empty').max(longest, `at most ${longest} characters`);

/**
 * `2026-11-22T10:00:00+01:00[Europe/Paris]`: an offset, never `Z`, then at least one character of
 * a zone, and no fraction of a second (the pattern of the published schemas).
 */
export const dateTime = lazily(() =>
  z
    .string()
    .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}.+$/, {
      error: 'date-time as 2026-11-22T10:00:00+01:00[Europe/Paris]: offset and zone, no fraction, never Z',
      abort: true,
    })
    .refine((text) => instantOf(text) !== undefined, 'a date and time that exist: no 30 February, no 24:00'),
);

export const messageId = lazily(() => text(291));
/** The operator's reference of a declaration. */
export const lrn = lazily(() => text(22));
/** The reference that customs gives a declaration. */
export const customsDeclarationReference = lazily(() => text(22));
/** The Movement Reference Number, absent while a declaration is anticipated. */
export const mrn = lazily(() => z.string().regex(/^[0-9a-zA-Z]{18}$/, 'MRN of 18 letters and digits'));

/** The names of every header: each message has others beside them. */
export const frame = lazily(() => ({ messageDateTime: dateTime(), messageId: messageId() }));
/** A declaration, by all its references. */
export const references = lazily(() => ({
  lrn: lrn(),
  customsDeclarationReference: customsDeclarationReference(),
  mrn: mrn(),
}));

/**
 * A decimal with a limit of digits and of decimals: on the wire a JSON number, never a string. A platform may submit it
 * as a text: see `takeDecimals`.
 */
export function decimal(digits: number, decimals: number) {
  const schema = z
    .number()
    .min(0, '0 or more')
    .lt(10 ** digits, `at most ${digits} digits`)
    .refine((value) => Number(value.toFixed(decimals)) === value, `at most ${decimals} decimals`)
    .meta({ multipleOf: 1 / 10 ** decimals });
  return schema.register(decimalForms(), { digits, decimals });
}

/** An amount of money, n..16,2. */
export const amount = lazily(() => decimal(16, 2));
/** A rate in per cent, n..17,3. */
export const rate = lazily(() => decimal(17, 3));
/** A mass in kilograms or a supplementary quantity, n..16,6. */
export const quantity = lazily(() => decimal(16, 6));
export const itemNumber = lazily(() =>
  z.int('whole number').min(1, 'item number of 1 or more').max(99_999, 'at most 5 digits'),
);
export const country = lazily(() => z.string().regex(/^[A-Za-z]{2}$/, 'country code of two letters'));
export const currency = lazily(() => z.string().regex(/^[A-Z]{3}$/, 'currency code of three capital letters'));

/** The type of a supporting document: exactly four characters (Request_Invalidation_H7 0.3.0). */
export const supportingDocumentType = lazily(() => z.string().length(4, 'exactly 4 characters'));

/** The header of every answer about one declaration. */
export const declarationHeader = lazily(() => z.strictObject({ ...frame(), ...references(), mrn: mrn().optional() }));

/** The state of a declaration (§2.1.3). Codes are kept as received. */
export const declarationState = lazily(() =>
  z.strictObject({
    state: text(35),
    stateDateTime: dateTime(),
    event: text(260),
  }),
);

/** The time at which a message was written, by its header. */
export function issuedOf(payload: unknown): { issued?: string } {
  const issued = textAt(payload, '/header/messageDateTime');
  return issued ? { issued } : {};
}

/** The fields of every outgoing header that the gateway fills in: `object.partial(filledIn)`. */
export const filledIn = { messageDateTime: true, messageId: true } as const;

/** [H7-T5] The id of a message: a UUID followed by the epoch seconds, without anything between. */
export const newMessageId = (now: Date, uuid: string) => `${uuid}${Math.floor(now.getTime() / 1000)}`;

/** [H7-T5] The parts of a message that are new with each sending. */
export const newEachTime = {
  renewed: ['/header/messageDateTime', '/header/messageId'],
  ownId: { at: '/header/messageId', make: newMessageId },
} as const;

/** The declaration that a message names in its header. */
export function namedInHeader(payload: unknown): string[] {
  const reference = textAt(payload, '/header/lrn');
  return reference ? [reference] : [];
}

/** The declarations that a list names, by their LRNs. */
export function namedInList(payload: unknown): string[] {
  return listAt(payload, '/declarations').flatMap((one) => textAt(one, '/lrn') ?? []);
}

/** The operator's reference of a request: the correlation key of its answers. */
export const operatorRequestReference = lazily(() => text(35));

export { textAt };
