import { fillPath, inboundMessages } from '../../../../schemas/catalogue.ts';
import type { CustomsError } from '../checks/errors.ts';
import { customsDateTime } from '../life/clock.ts';
import { newMessageId } from '../register/register.ts';

/** A message on its way to the operator. */
export interface Outgoing {
  message: string;
  /** Below the operator's URL. */
  path: string;
  lrn: string | undefined;
  operatorRequestReference: string | undefined;
  messageId: string;
  body: object;
}

interface Draft {
  message: string;
  path: string;
  /** The fields of the header beside its number and time. */
  header?: { lrn?: string; operatorRequestReference?: string; [name: string]: unknown };
  /** Everything below the header. */
  rest: object;
}

export function outgoing({ message, path, header = {}, rest }: Draft, now: Date): Outgoing {
  const messageId = newMessageId(now);
  const body = { header: { messageDateTime: customsDateTime(now), messageId, ...header }, ...rest };
  const { lrn, operatorRequestReference } = header;
  return { message, path, lrn, operatorRequestReference, messageId, body };
}

/** Error_H7 about a declaration or a request, which it names where the message named it so that it can be repeated. */
export function errorH7(
  path: string,
  about: { declaration?: { lrn: string }; request?: { operatorRequestReference: string } },
  error: CustomsError[],
  now: Date,
): Outgoing {
  return {
    ...outgoing({ message: 'Error_H7', path, rest: { ...about, error } }, now),
    lrn: about.declaration?.lrn,
    operatorRequestReference: about.request?.operatorRequestReference,
  };
}

/** A text that keeps to a format, or nothing: what breaks the format of a message would break that of its answer. */
export function usable(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;
}

/**
 * The path of a message, below `/declarations` or `/demandes`, that takes exactly these parts:
 * Error_H7 has one with and one without a reference in the first, and another in the second.
 */
export function pathOf(
  message: string,
  family: '/declarations' | '/demandes',
  parts: Readonly<Record<string, string>> = {},
): string {
  const wanted = Object.keys(parts).join();
  const path = pathsByMessage
    .get(message)
    ?.find(
      (candidate) =>
        candidate.startsWith(`${family}/`) &&
        [...candidate.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).join() === wanted,
    );
  if (path === undefined) throw new TypeError(`The catalogue has no path for ${message} in ${family} with (${wanted})`);
  return fillPath(path, parts);
}

const pathsByMessage = new Map(
  inboundMessages('delta-h7').map(({ message, routes }) => [
    message,
    routes.flatMap((route) => (route.by === 'callback' ? [route.path] : [])),
  ]),
);
