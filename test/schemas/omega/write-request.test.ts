import fc from 'fast-check';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { builtInDescriptor } from '../../../schemas/omega/descriptor/built-in.ts';
import type { Descriptor, FieldPlace } from '../../../schemas/omega/descriptor/form.ts';
import { writeRequest } from '../../../schemas/omega/soap/write-request.ts';
import { type Step, stepFields } from '../../../schemas/omega/steps.ts';
import { XML_CHARACTERS } from '../../../schemas/xml/xml-characters.ts';
import { fullRequest, requester } from './support/requests.ts';

type Tree = [name: string, content: string | Tree[]];

/** A document as another parser reads it: names in Clark's notation, in their order. */
function treeOf(xml: string): Tree {
  const visit = (element: XmlElement): Tree => {
    const inner: Tree[] = [];
    for (let node = element.firstChild; node; node = node.next)
      if ('attrs' in node) inner.push(visit(node as XmlElement));
    const name = element.namespaceUri ? `{${element.namespaceUri}}${element.name}` : element.name;
    return [name, inner.length > 0 ? inner : element.content];
  };
  using document = XmlDocument.fromString(xml);
  return visit(document.root);
}

const V11 = '{http://schemas.xmlsoap.org/soap/envelope/}';
const V12 = '{http://www.w3.org/2003/05/soap-envelope}';
const NS = '{urn:unverified:omega:tjdc}';
const CREER: Step = 'CreerDemandeTJDC';

const written = (step: Step, changes: Partial<Descriptor> = {}, request = fullRequest) =>
  writeRequest(step, request, requester, { ...builtInDescriptor, ...changes });

const outer = (ns: string): [string, string][] => [
  [`${ns}DNEntreprise`, 'CN=Fournisseur,O=Gaz "&" Cie'],
  [`${ns}NumeroCAD`, 'GRD-F-000123'],
];

describe('a request on the wire', () => {
  it('[OM-5] has the fields of step 1 in the order of the document, in SOAP 1.1', () => {
    const { body, headers } = written('VerifierRecevabiliteTJDC');
    expect(headers).toEqual({ 'content-type': 'text/xml; charset=utf-8', soapaction: '""' });
    const fields = [
      ...outer(NS),
      [`${NS}Utilisateur`, [[`${NS}Login`, 'user01']]],
      [`${NS}NumeroVersion`, 'V1'],
      [`${NS}TypeDemande`, 'TJDC'],
      [`${NS}NumeroPCE`, '21345678901234'],
      [`${NS}NomDuClient`, 'Boulangerie Hélène & fils <Paris>'],
      [`${NS}CodePostal`, '75001'],
    ];
    expect(treeOf(body)).toEqual([
      `${V11}Envelope`,
      [[`${V11}Body`, [[`${NS}RequeteWSVerifierRecevabiliteTJDC`, fields]]]],
    ]);
    expect(body.startsWith('<?xml version="1.0" encoding="UTF-8"?>')).toBe(true);
  });

  it('[OM-5] has those of step 2, by another descriptor: version, namespaces, SOAPAction, order, names, date', () => {
    const fields: FieldPlace[] = [
      'Tarif',
      { element: 'Acteur', fields: ['Login', { element: 'Contrat', fields: ['NumeroCAD', 'DNEntreprise'] }] },
      { element: 'Demande', fields: ['CodePostal', 'NumeroPCE', 'TypeDemande', 'DateDemandee'] },
      ...['NomDuClient', 'AutorisationExpresse', 'NumeroVersion'],
    ];
    const step = { soapAction: 'urn:creer', wrapper: 'Appel', request: 'Requete', response: 'R', fields, leftOut: [] };
    const { body, headers } = written(CREER, {
      soap: '1.2',
      namespace: 'http://a.example/?a=1&b=2',
      elementFormDefault: 'unqualified',
      namespaces: { Demande: 'urn:types', NumeroPCE: '', TypeDemande: 'urn:types' },
      names: { NumeroPCE: 'numeroPce', Tarif: 'tarif' },
      dateFormat: 'DD/MM/YYYY',
      steps: { ...builtInDescriptor.steps, CreerDemandeTJDC: step },
    });
    expect(headers).toEqual({ 'content-type': 'application/soap+xml; charset=utf-8; action="urn:creer"' });
    const demande = [
      ['CodePostal', '75001'],
      ['numeroPce', '21345678901234'],
      ['{urn:types}TypeDemande', 'TJDC'],
      ['DateDemandee', '15/12/2026'],
    ];
    const [dn, cad] = outer('');
    const request = [
      ['tarif', 'T3'],
      [
        'Acteur',
        [
          ['Login', 'user01'],
          ['Contrat', [cad, dn]],
        ],
      ],
      ['{urn:types}Demande', demande],
      ['NomDuClient', 'Boulangerie Hélène & fils <Paris>'],
      ['AutorisationExpresse', 'OUI'],
      ['NumeroVersion', 'V1'],
    ];
    const ns = '{http://a.example/?a=1&b=2}';
    expect(treeOf(body)).toEqual([`${V12}Envelope`, [[`${V12}Body`, [[`${ns}Appel`, [[`${ns}Requete`, request]]]]]]]);
  });

  it('[OM-2] leaves out optional fields without a value, or sends them empty', () => {
    const { CodePostal: _, Tarif: __, ...short } = fullRequest;
    const optional = (absentFields: Descriptor['absentFields']) =>
      leaves(treeOf(written(CREER, { absentFields }, short).body)).slice(stepFields[CREER].required.length);
    expect(optional('left-out')).toEqual([]);
    expect(optional('empty')).toEqual([
      ['CodePostal', ''],
      ['Tarif', ''],
    ]);
  });

  it('[OM-2] has every field of each step once, with the value that was given, whatever it is', () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter((one) => XML_CHARACTERS.test(one) && one.trim() !== '');
    const pieces = fc.tuple(text, text, text, text, text, text);
    fc.assert(
      fc.property(
        pieces,
        fc.constantFrom('1.1' as const, '1.2' as const),
        fc.constantFrom('qualified' as const, 'unqualified' as const),
        (texts, soap, elementFormDefault) => {
          const [NumeroPCE, NomDuClient, Tarif, DNEntreprise, NumeroCAD, Login] = texts;
          const request = { ...fullRequest, NumeroPCE, NomDuClient, Tarif };
          for (const step of Object.keys(stepFields) as Step[]) {
            const descriptor = { ...builtInDescriptor, soap, elementFormDefault };
            const { body } = writeRequest(step, request, { DNEntreprise, NumeroCAD, Login }, descriptor);
            const values = new Map(leaves(treeOf(body)));
            expect(values.size).toBe(stepFields[step].required.length + stepFields[step].optional.length);
            const all: Record<string, unknown> = {
              ...request,
              DNEntreprise,
              NumeroCAD,
              Login,
              NumeroVersion: 'V1',
              TypeDemande: 'TJDC',
            };
            for (const [name, value] of values) expect(value).toBe(all[name]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** The names without their namespaces, and the texts. */
function leaves([name, content]: Tree): [string, string][] {
  return typeof content === 'string' ? [[name.replace(/^\{.*\}/, ''), content]] : content.flatMap(leaves);
}
