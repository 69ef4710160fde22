import { type Fault, FaultsError } from '../../fault.ts';
import { parseXml } from '../../xml/parse-xml.ts';
import { outerScope, scopeBelow } from '../../xml/scope.ts';
import { xmlFault } from '../../xml/xml-fault.ts';
import { attributesOf, nameOf } from '../../xml/xml-node.ts';
import { drmPlan } from './drm-plan.ts';
import { localName } from './local-name.ts';
import { type ElementReading, readElement } from './read-element.ts';

const ROOT = 'message-interprofession';

/**
 * [CI-2] Reads the XML of a declaration, which may come from a platform or from CIEL, in the form that `drm` describes: texts
 * and numbers are texts as they stand (`"5.8000"`), only booleans are booleans. Nothing but the five entities of XML and
 * references to characters is expanded; a document type is refused.
 * @returns the form, as far as the text can be read, and the faults that only XML can have: text that is not well-formed
 *   (pointer `''`), another root or namespace, an unknown, repeated or misplaced element, each at its place in the form.
 *   Hold the form against its schema for the others.
 */
export function readDrm(xml: string): { drm: unknown; faults: Fault[] } {
  try {
    const root = parseXml(xml);
    const name = nameOf(root);
    if (localName(scopeBelow(outerScope(), attributesOf(root)), name) !== ROOT) {
      return { drm: undefined, faults: [xmlFault(`${ROOT} in the namespace of CIEL`, 'another root element')] };
    }
    const reading: ElementReading = { faults: [], path: [] };
    return { drm: readElement(root, name, drmPlan(), outerScope(), reading), faults: reading.faults };
  } catch (error) {
    if (error instanceof FaultsError) return { drm: undefined, faults: [...error.faults] };
    throw error;
  }
}
