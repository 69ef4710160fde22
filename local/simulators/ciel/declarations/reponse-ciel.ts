import { randomUUID } from 'node:crypto';
import { parisInstant } from '../../support/paris-time.ts';
import type { SimulatedAnswer } from '../../support/simulated-answer.ts';
import { elementOf, type XmlElement } from '../../support/xml/element.ts';
import type { FunctionalFault } from '../checks/functional-fault.ts';
import { writeXml } from '../xml/write.ts';

/** The longest text of an error, in characters. */
const LONGEST = 500;

/** A declaration that is taken as a draft. */
export function accepted(id: number, at: Date): SimulatedAnswer {
  return answer(elementOf('identifiant-declaration', String(id)), elementOf('horodatage-depot', parisInstant(at)));
}

/** A declaration that breaks rules: with status 200 (inferred). */
export function refusedFor(faults: readonly FunctionalFault[]): SimulatedAnswer {
  const errors = faults.map(({ code, text }) => ({
    ...elementOf('erreur-fonctionnelle', [messageOf(text)]),
    attributes: new Map([['code-erreur', code]]),
  }));
  return answer(elementOf('erreurs-fonctionnelles', errors));
}

/** A technical error, under a reference by which it is searched for; none where CIEL itself was not reached. */
export function technicalError(text: string, isReferenced = true): SimulatedAnswer {
  const attributes = new Map(isReferenced ? [['reference-erreur', randomUUID()]] : []);
  return answer({ ...elementOf('erreur-technique', [messageOf(text)]), attributes });
}

const messageOf = (text: string) => elementOf('message-erreur', [...text].slice(0, LONGEST).join(''));

function answer(...content: XmlElement[]): SimulatedAnswer {
  return { status: 200, type: 'application/xml', body: writeXml(elementOf('reponse-ciel', content)) };
}
