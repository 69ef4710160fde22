import { fillPath, inboundMessages } from '../../../schemas/catalogue.ts';
import type { DutiesAndTaxes } from './assessment.ts';
import { customsDateTime } from './clock.ts';
import type { CustomsError } from './errors.ts';
import type { Registered } from './register.ts';
import { newMessageId } from './register.ts';
import { states } from './states.ts';

/** A message on its way to the operator. */
export interface Outgoing {
  message: string;
  /** Below the operator's URL. */
  path: string;
  lrn: string | undefined;
  messageId: string;
  body: object;
}

/** Response_H7, on `/declarations/XXXX/reponses` (§3.5). */
export function responseH7(entry: Registered, dutiesAndTaxes: DutiesAndTaxes, now: Date): Outgoing {
  return about(entry, 'Response_H7', now, { dutiesAndTaxes });
}

/** State_H7, on `/declarations/XXXX/etats` (§5.5). Its page is not public: it is written as Response_H7 is. */
export function stateH7(entry: Registered, now: Date): Outgoing {
  return about(entry, 'State_H7', now, {});
}

/** Error_H7 on a creation: no reference was given, so none is in the path (§3.5). */
export function errorOnCreation(lrn: unknown, error: CustomsError[], now: Date): Outgoing {
  const messageId = newMessageId(now);
  // An LRN that breaks the format would break the format of Error_H7 too: it is left out.
  const usable = typeof lrn === 'string' && lrn !== '' && lrn.length <= 22 ? lrn : undefined;
  return {
    message: 'Error_H7',
    path: pathOf('Error_H7', {}),
    lrn: usable,
    messageId,
    body: {
      header: { messageDateTime: customsDateTime(now), messageId },
      ...(usable !== undefined && { declaration: { lrn: usable } }),
      error,
    },
  };
}

function about(entry: Registered, message: string, now: Date, rest: object): Outgoing {
  const { lrn, customsDeclarationReference, mrn, state, since } = entry;
  const messageId = newMessageId(now);
  return {
    message,
    path: pathOf(message, { customsDeclarationReference }),
    lrn,
    messageId,
    body: {
      header: {
        messageDateTime: customsDateTime(now),
        messageId,
        lrn,
        customsDeclarationReference,
        // No MRN on a pre-lodged declaration, and so none on its cancellation.
        ...(mrn !== undefined && { mrn }),
      },
      declarationState: { state, stateDateTime: customsDateTime(since), event: states[state].event },
      ...rest,
    },
  };
}

/** The path of a message that takes exactly these parts: Error_H7 has one with and one without a reference. */
function pathOf(message: string, parts: Readonly<Record<string, string>>): string {
  const wanted = Object.keys(parts).join();
  const paths = pathsByMessage.get(message) ?? [];
  const path = paths.find(
    (candidate) => [...candidate.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).join() === wanted,
  );
  if (path === undefined) throw new TypeError(`The catalogue has no path for ${message} with (${wanted})`);
  return fillPath(path, parts);
}

const pathsByMessage = new Map(inboundMessages('delta-h7').map(({ message, arrivals }) => [message, arrivals.map(({ path }) => path)]));
