import type { CustomsError } from '../checks/errors.ts';
import { customsDateTime } from '../life/clock.ts';
import type { Registered } from '../register/register.ts';
import type { Outgoing } from './messages.ts';
import { errorH7, outgoing, pathOf, usable } from './messages.ts';

/** Response_H7, on `/declarations/XXXX/reponses` (§3.5, §4.5, §8.5). */
export function responseH7(entry: Registered, now: Date): Outgoing {
  return about(entry, 'Response_H7', { dutiesAndTaxes: entry.duties }, now);
}

/** State_H7, on `/declarations/XXXX/etats` (§5.5). Its page is not public: it is written as Response_H7 is. */
export function stateH7(entry: Registered, now: Date): Outgoing {
  return about(entry, 'State_H7', {}, now);
}

/** Error_H7 on what lodges a declaration, or asks for some: no reference was given, so none is in the path (§3.5, §8.5). */
export function errorWithoutReference(lrn: unknown, errors: CustomsError[], now: Date): Outgoing {
  const known = usable(lrn, 22);
  const path = pathOf('Error_H7', '/declarations');
  return errorH7(path, known === undefined ? {} : { declaration: { lrn: known } }, errors, now);
}

/** Error_H7 on a validation, on the path of the declaration that it names (§4.5). */
export function errorOnValidation(
  customsDeclarationReference: string,
  lrn: unknown,
  errors: CustomsError[],
  now: Date,
): Outgoing {
  const known = usable(lrn, 22);
  const reference = usable(customsDeclarationReference, 22);
  const path = pathOf('Error_H7', '/declarations', { customsDeclarationReference });
  // A declaration in Error_H7 has an LRN: without one, the path alone says what it is about.
  if (known === undefined) return errorH7(path, {}, errors, now);
  const declaration = { lrn: known, ...(reference && { customsDeclarationReference: reference }) };
  return errorH7(path, { declaration }, errors, now);
}

/** Response_Consult_H7: what customs knows of each declaration (§9.2.2). Names as in Response_H7. */
export function responseConsultH7(found: readonly Registered[], now: Date): Outgoing {
  const declarations = found.map((entry) => ({
    ...referencesOf(entry),
    declarationState: declarationState(entry),
    dutiesAndTaxes: entry.duties,
  }));
  const path = pathOf('Response_Consult_H7', '/declarations');
  return outgoing({ message: 'Response_Consult_H7', path, rest: { declarations } }, now);
}

/** The references of a declaration. A pre-lodged one has no MRN, and so its cancellation has none. */
export function referencesOf({ lrn, customsDeclarationReference, mrn }: Registered) {
  return { lrn, customsDeclarationReference, ...(mrn !== undefined && { mrn }) };
}

export function declarationState({ state, since, event }: Registered) {
  return { state, stateDateTime: customsDateTime(since), event };
}

function about(entry: Registered, message: string, rest: object, now: Date): Outgoing {
  const { customsDeclarationReference } = entry;
  return outgoing(
    {
      message,
      path: pathOf(message, '/declarations', { customsDeclarationReference }),
      header: referencesOf(entry),
      rest: { declarationState: declarationState(entry), ...rest },
    },
    now,
  );
}
