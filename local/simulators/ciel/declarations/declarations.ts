import type { SimulatedAnswer } from '../../support/simulated-answer.ts';
import { parseDocument } from '../../support/xml/parse-document.ts';
import { XmlFault } from '../../support/xml/xml-fault.ts';
import { judge } from '../checks/judge.ts';
import type { Operators } from '../checks/operators.ts';
import { type Drm, drmOf } from '../register/drm.ts';
import type { Kept, Register } from '../register/register.ts';
import { message } from '../schema/message.ts';
import { schemaFault } from '../schema/validate.ts';
import { NAMESPACE } from '../xml/namespace.ts';
import { accepted, refusedFor, technicalError } from './reponse-ciel.ts';

export interface DeclarationsOptions {
  register: Register;
  operators: Operators;
  now: () => Date;
  /** Keeps a declaration that is in order. */
  take: (drm: Drm) => Kept;
  /** True where a fault of the schema is told by code 001, in place of a technical error. */
  isSchemaFaultCoded: () => boolean;
}

/** Takes a declaration as a draft, or says why not. */
export function takeDeclaration(
  contentType: string | undefined,
  bytes: Buffer,
  options: DeclarationsOptions,
): SimulatedAnswer {
  const { register, operators, now, take } = options;
  if (!/^application\/xml\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? ''))
    return technicalError("La requête porte un message dont le type MIME n'est pas supporté (code 415).", false);
  const read = readMessage(bytes);
  if (typeof read === 'string') {
    const text = `Le message ne suit pas le schéma de transmission. Message technique : ${read}.`;
    return options.isSchemaFaultCoded() ? refusedFor([{ code: '001', text }]) : technicalError(text);
  }
  const faults = judge(read, { operators, register, now: now() });
  if (faults.length > 0) return refusedFor(faults);
  return accepted(take(read).id, now());
}

/** The declaration in the bytes of a body, or the first fault of its form. */
function readMessage(bytes: Buffer): Drm | string {
  try {
    const root = parseDocument(new TextDecoder('utf-8', { fatal: true }).decode(bytes), NAMESPACE);
    return schemaFault(root, message) ?? drmOf(root);
  } catch (error) {
    if (error instanceof XmlFault) return `le XML n'est pas bien formé, ${error.message}`;
    if (error instanceof TypeError) return "le message n'est pas en UTF-8";
    throw error;
  }
}
