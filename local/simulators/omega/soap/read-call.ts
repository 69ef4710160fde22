import { childrenOf, type XmlElement } from '../../support/xml/element.ts';
import { parseDocument } from '../../support/xml/parse-document.ts';
import { XmlFault } from '../../support/xml/xml-fault.ts';
import { methods, type Step } from '../step.ts';
import { type FieldName, type Fields, places } from './call-fields.ts';
import { SoapFault } from './soap-fault.ts';
import { SOAP_VERSIONS, type SoapVersion, versions } from './versions.ts';

/** The request in a call, and the form in which it came: its answer has the same. */
export interface ReadCall {
  version: SoapVersion;
  /** The namespace of the method's element, which is not public: any is taken. */
  namespace: string;
  fields: Fields;
}

/**
 * Reads a call of a step. The document leaves open the version of SOAP, the namespaces and the order of elements: none of
 * these matters here. Names and structures are as it has them.
 * @throws {SoapFault} for what is no such call
 */
export function readCall(step: Step, bytes: Buffer): ReadCall {
  const envelope = documentIn(bytes);
  const version = SOAP_VERSIONS.find((one) => envelope.name === `{${versions[one].namespace}}Envelope`);
  if (!version) throw new SoapFault('client', `L'élément ${envelope.name} n'est pas une enveloppe SOAP`);
  const [body, ...more] = childrenOf(envelope, `{${versions[version].namespace}}Body`);
  const [request, ...others] = body?.children ?? [];
  const wanted = `RequeteWS${methods[step]}`;
  if (!request || more.length + others.length > 0 || localName(request) !== wanted)
    throw new SoapFault('client', `Le corps doit contenir ${wanted} et rien d'autre`);
  return { version, namespace: namespaceOf(request), fields: fieldsOf(step, request) };
}

function documentIn(bytes: Buffer): XmlElement {
  try {
    return parseDocument(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof XmlFault || error instanceof TypeError)) throw error;
    throw new SoapFault('client', `Le message n'est pas un document XML : ${error.message}`);
  }
}

function fieldsOf(step: Step, request: XmlElement): Fields {
  const fields: Partial<Record<FieldName, string>> = {};
  for (const [place, { text }] of leafPlaces(request)) {
    const field = Object.hasOwn(places[step], place) ? places[step][place] : undefined;
    if (!field) throw new SoapFault('client', `L'élément ${place} n'est pas attendu`);
    if (fields[field] !== undefined) throw new SoapFault('client', `L'élément ${place} est répété`);
    fields[field] = text.trim();
  }
  return fields;
}

/** The elements that hold no other, each with the path of names that leads to it. */
function leafPlaces(element: XmlElement, above: readonly string[] = []): [string, XmlElement][] {
  return element.children.flatMap((child) => {
    const path = [...above, localName(child)];
    return child.children.length === 0 ? [[path.join('/'), child] as [string, XmlElement]] : leafPlaces(child, path);
  });
}

const localName = ({ name }: XmlElement) => name.slice(name.indexOf('}') + 1);
const namespaceOf = ({ name }: XmlElement) => (name.startsWith('{') ? name.slice(1, name.indexOf('}')) : '');
