import type { Json } from '../../json.ts';
import { buildXml } from '../../xml/build-xml.ts';
import { writtenDate } from '../descriptor/dates.ts';
import type { Descriptor, FieldPlace } from '../descriptor/form.ts';
import { writtenName } from '../descriptor/written-name.ts';
import type { OmegaLane } from '../lane.ts';
import type { TjdcRequest } from '../request.ts';
import type { Step } from '../steps.ts';
import { envelopeNamespaces } from './envelope.ts';

/** The lane's part of a request. */
export type Requester = Pick<OmegaLane, 'DNEntreprise' | 'NumeroCAD' | 'Login'>;

/** The values that each request has (§3.2.1.1). */
const constants = { NumeroVersion: 'V1', TypeDemande: 'TJDC' };

type Values = Readonly<Record<string, string | undefined>>;

/**
 * [OM-5] Writes the request of a step as SOAP, in UTF-8, by the descriptor.
 * @param request a request that its schema accepts
 */
export function writeRequest(
  step: Step,
  request: TjdcRequest,
  requester: Requester,
  descriptor: Descriptor,
): { body: string; headers: Record<string, string> } {
  const { soap, namespace, namespaces, steps } = descriptor;
  const { wrapper, request: root, fields } = steps[step];
  const { DNEntreprise, NumeroCAD, Login } = requester;
  const DateDemandee = writtenDate(request.DateDemandee, descriptor.dateFormat);
  const values: Values = { ...request, DateDemandee, DNEntreprise, NumeroCAD, Login, ...constants };
  const prefixes = prefixesOf([namespace, ...Object.values(namespaces)]);
  const outer = (name: string) => prefixed(prefixes, own(namespaces, name) ?? namespace, name);
  // The prefixes are declared within the body, so that it can be held against the XSD by itself.
  const declared = Object.fromEntries([...prefixes].map(([uri, prefix]) => [`@xmlns:${prefix}`, uri]));
  const elements = elementsOf(fields, values, descriptor, prefixes);
  const content =
    wrapper === undefined
      ? { [outer(root)]: { ...declared, ...elements } }
      : { [outer(wrapper)]: { ...declared, [outer(root)]: elements } };
  const body = buildXml({
    'soap:Envelope': { '@xmlns:soap': envelopeNamespaces[soap], 'soap:Body': content },
  });
  return { body, headers: headersOf(soap, steps[step].soapAction) };
}

function headersOf(soap: Descriptor['soap'], action: string): Record<string, string> {
  if (soap === '1.1') return { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` };
  const parameter = action === '' ? '' : `; action="${action}"`;
  return { 'content-type': `application/soap+xml; charset=utf-8${parameter}` };
}

/** The elements of a request in their order; elements that would hold nothing are left out. */
function elementsOf(
  places: readonly FieldPlace[],
  values: Values,
  descriptor: Descriptor,
  prefixes: ReadonlyMap<string, string>,
): Json {
  const elements: Json = {};
  for (const place of places) {
    const name = typeof place === 'string' ? place : place.element;
    const value =
      typeof place === 'string'
        ? (values[place] ?? (descriptor.absentFields === 'empty' ? '' : undefined))
        : elementsOf(place.fields, values, descriptor, prefixes);
    if (value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)) continue;
    const byForm = descriptor.elementFormDefault === 'qualified' ? descriptor.namespace : '';
    const written = typeof place === 'string' ? writtenName(descriptor, name) : name;
    elements[prefixed(prefixes, own(descriptor.namespaces, name) ?? byForm, written)] = value;
  }
  return elements;
}

/** The prefixes of namespaces; no namespace has none. */
function prefixesOf(namespaces: readonly string[]): Map<string, string> {
  const all = [...new Set(namespaces)].filter((uri) => uri !== '');
  return new Map(all.map((uri, index) => [uri, `n${index + 1}`]));
}

function prefixed(prefixes: ReadonlyMap<string, string>, namespace: string, name: string): string {
  const prefix = prefixes.get(namespace);
  return prefix === undefined ? name : `${prefix}:${name}`;
}

const own = (map: Readonly<Record<string, string>>, name: string) => (Object.hasOwn(map, name) ? map[name] : undefined);
