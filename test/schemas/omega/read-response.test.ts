import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInDescriptor } from '../../../schemas/omega/descriptor/built-in.ts';
import { readResponse } from '../../../schemas/omega/soap/read-response.ts';
import { buildXml } from '../../../schemas/xml/build-xml.ts';
import { XML_CHARACTERS } from '../../../schemas/xml/xml-characters.ts';

const V11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const V12 = 'http://www.w3.org/2003/05/soap-envelope';
const CREER = 'CreerDemandeTJDC';
const VERIFIER = 'VerifierRecevabiliteTJDC';

const envelope = (body: string, namespace = V11) =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${namespace}"><s:Header><x/></s:Header><s:Body>${body}</s:Body></s:Envelope>`;
const answer = (contents: string, name = 'ReponseWSCreerDemandeTJDC') =>
  `<${name} xmlns="urn:any">${contents}</${name}>`;
const returned = (type: string, code: string, ...messages: string[]) =>
  `<TypeRetourDialogue>${type}</TypeRetourDialogue><Retour><CodeRetour>${code}</CodeRetour>${messages.map((text) => `<MessageRetour>${text}</MessageRetour>`).join('')}</Retour>`;
const made = (number: string, date: string) =>
  `<ReponseCreerDemandeObjet><NumeroDemande>${number}</NumeroDemande><DateDemandee>${date}</DateDemandee></ReponseCreerDemandeObjet>`;
const read = (text: string, step: typeof CREER | typeof VERIFIER = CREER, changes = {}) =>
  readResponse(step, text, { ...builtInDescriptor, ...changes });

const registered = {
  kind: 'answer',
  answer: {
    TypeRetourDialogue: 'T',
    Retour: { CodeRetour: 'DmdOkDD', MessageRetour: ['Votre demande a été prise en compte'] },
    ReponseCreerDemandeObjet: { NumeroDemande: '1234', DateDemandee: '2026-12-15' },
  },
};
const CONTENTS = returned('T', 'DmdOkDD', 'Votre demande a été prise en compte') + made('1234', '2026-12-15');

describe('a response on the wire', () => {
  it.each([
    ['SOAP 1.1', envelope(answer(CONTENTS))],
    ['SOAP 1.2', envelope(answer(CONTENTS), V12)],
    [
      'other prefixes',
      envelope(answer(CONTENTS)).replaceAll(/\bs:/g, 'SOAP-ENV:').replace('xmlns:s=', 'xmlns:SOAP-ENV='),
    ],
    ['no prefix', `<Envelope xmlns="${V12}"><Body>${answer(CONTENTS)}</Body></Envelope>`],
    [
      'prefixed fields',
      envelope(
        `<n:ReponseWSCreerDemandeTJDC xmlns:n="urn:b">${CONTENTS.replace(/<(\/?)/g, '<$1n:')}</n:ReponseWSCreerDemandeTJDC>`,
      ),
    ],
    ['no namespace', envelope(`<ReponseWSCreerDemandeTJDC>${CONTENTS}</ReponseWSCreerDemandeTJDC>`)],
    ['an element around it', envelope(`<creerDemandeResponse>${answer(CONTENTS)}</creerDemandeResponse>`)],
    ['another name', envelope(answer(CONTENTS, 'creerDemandeReturn'))],
    [
      'another order, blanks, comments and unknown elements',
      envelope(
        answer(
          `<!-- a --><Neuf/>${made(' 1234\n', ' 2026-12-15 ')}<X>${returned(' T ', 'DmdOkDD', '\n Votre demande a été prise en compte ')}</X>`,
        ),
      ),
    ],
    [
      'a mark at its beginning and another encoding',
      `\uFEFF${envelope(answer(CONTENTS)).replace('UTF-8', 'ISO-8859-1')}`,
    ],
    [
      'elements in a message',
      envelope(
        answer(
          CONTENTS.replace(
            /<MessageRetour>(.*?)<\/MessageRetour>/,
            '<MessageRetour> <Libelle>$1</Libelle> </MessageRetour>',
          ),
        ),
      ),
    ],
    ['a section of text', envelope(answer(CONTENTS.replace('Votre', '<![CDATA[Votre]]>')))],
    ['references', envelope(answer(CONTENTS.replace('é', '&#233;').replace('é', '&#xE9;')))],
  ])('[OM-3] is read with %s', (_, text) => {
    expect(read(text)).toEqual(registered);
  });

  it('[OM-3] of step 1 has all messages, in their order, without a request', () => {
    const two = returned('A', 'DmdKo', 'Donnée incorrecte : A / 1', 'Donnée incorrecte : B / 2');
    expect(read(envelope(answer(two, 'ReponseWSVerifierRecevabiliteTJDC')), VERIFIER)).toEqual({
      kind: 'answer',
      answer: {
        TypeRetourDialogue: 'A',
        Retour: { CodeRetour: 'DmdKo', MessageRetour: ['Donnée incorrecte : A / 1', 'Donnée incorrecte : B / 2'] },
      },
    });
  });

  it('[OM-3] has no number where its element is empty', () => {
    expect(read(envelope(answer(returned('A', 'DmdKo') + made('', ' '))))).toEqual({
      kind: 'answer',
      answer: { TypeRetourDialogue: 'A', Retour: { CodeRetour: 'DmdKo', MessageRetour: [] } },
    });
  });

  it('[OM-5] is read by the names and the form of a date that the descriptor has', () => {
    const text = envelope(
      answer(
        CONTENTS.replaceAll('NumeroDemande', 'numDemande')
          .replaceAll('TypeRetourDialogue', 'type')
          .replace('2026-12-15', '15/12/2026'),
      ),
    );
    expect(read(text)).toEqual({ kind: 'unreadable' });
    expect(
      read(text, CREER, {
        names: { NumeroDemande: 'numDemande', TypeRetourDialogue: 'type' },
        dateFormat: 'DD/MM/YYYY',
      }),
    ).toEqual(registered);
  });

  it('[OM-3] that is a T keeps its number where its words are not legible', () => {
    const text = envelope(answer(CONTENTS.replaceAll('é', '&eacute;')));
    expect(read(text)).toMatchObject({ answer: { ReponseCreerDemandeObjet: { NumeroDemande: '1234' } } });
  });

  it('that answers the other step says nothing', () => {
    expect(read(envelope(answer(returned('P', 'Message'), 'ReponseWSVerifierRecevabiliteTJDC')))).toEqual({
      kind: 'unreadable',
    });
  });

  it.each([
    [
      'SOAP 1.1',
      envelope(
        '<s:Fault><faultcode>s:Server</faultcode><faultstring xml:lang="fr">Erreur &amp; fin</faultstring><detail><a>secret</a></detail></s:Fault>',
      ),
    ],
    [
      'SOAP 1.2',
      envelope(
        '<s:Fault><s:Code><s:Value>s:Server</s:Value><s:Subcode><s:Value>a:b</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="fr">Erreur &amp; fin</s:Text><s:Text xml:lang="en">Error</s:Text></s:Reason></s:Fault>',
        V12,
      ),
    ],
  ])('[OM-3] with a fault of %s has its code and its words', (_, text) => {
    expect(read(text)).toEqual({ kind: 'fault', code: 'Server', text: 'Erreur & fin' });
  });

  it('with a fault without words has none', () => {
    expect(read(envelope('<s:Fault/>'))).toEqual({ kind: 'fault', code: '', text: '' });
  });

  it.each([
    [
      'a page',
      '<!DOCTYPE html>\n<html><head><style>a{}</style></head><body><h1>503</h1><p>Service indisponible<br></body></html>',
      '503 Service indisponible',
    ],
    ['a page that is XML', '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Arrêt</p></body></html>', 'Arrêt'],
    ['a page without a beginning', '<HTML><body>Bad Gateway', 'Bad Gateway'],
    ['a text', 'upstream connect error', 'upstream connect error'],
  ])('that is %s has its words', (_, text, words) => {
    expect(read(text)).toEqual({ kind: 'page', words });
  });

  it('that is a long page has the beginning of its words', () => {
    const { words } = read(`<html>${'mot '.repeat(5000)}</html>`) as { words: string };
    expect(words.length).toBeLessThanOrEqual(500);
    expect(words).toMatch(/^mot mot .*more characters\)$/);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n'],
    ['a part of an answer', envelope(answer(CONTENTS)).slice(0, 300)],
    ['an envelope without a body', `<s:Envelope xmlns:s="${V11}"/>`],
    ['an empty body', envelope('')],
    ['an envelope of neither version', envelope(answer(CONTENTS), 'urn:other')],
    ['an envelope of no namespace', `<Envelope><Body>${answer(CONTENTS)}</Body></Envelope>`],
    ['XML without an envelope', answer(CONTENTS)],
    ['an answer without its type', envelope(answer('<Retour><MessageRetour>a</MessageRetour></Retour>'))],
    ['a document type', `<!DOCTYPE a>${envelope(answer(CONTENTS)).replace(/^<\?.*?\?>/, '')}`],
    [
      'entities of its own',
      `<!DOCTYPE a [<!ENTITY b "T">]>${envelope(answer(CONTENTS.replace('>T<', '>&b;<'))).replace(/^<\?.*?\?>/, '')}`,
    ],
    ['elements nested too deep', envelope(answer(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}${CONTENTS}`))],
    ['an answer of two types', envelope(answer(`${CONTENTS}<TypeRetourDialogue>A</TypeRetourDialogue>`))],
    [
      'an answer with a fault behind it',
      envelope(`${answer(CONTENTS)}<s:Fault><faultcode>s:VersionMismatch</faultcode></s:Fault>`),
    ],
    [
      'an A whose words are not legible',
      envelope(answer(returned('A', 'DmdKo', 'Dialogue interrompu suite &agrave; un probl&egrave;me technique'))),
    ],
    ['an A with a mark that ends a section of text', envelope(answer(returned('A', 'DmdKo', 'Dialogue ]]>')))],
    ['more than any answer needs', envelope(answer(CONTENTS + '<a/>'.repeat(1_200_000)))],
  ])('[OM-3] that is %s cannot be read', (_, text) => {
    expect(read(text)).toEqual({ kind: 'unreadable' });
  });

  it('[OM-3] has whatever its values are, in every form of the envelope', () => {
    const value = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 60 })
      .filter((one) => XML_CHARACTERS.test(one) && one.trim() !== '');
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 5 }),
        value,
        value,
        fc.constantFrom(V11, V12),
        (messages, code, number, namespace) => {
          const contents = {
            TypeRetourDialogue: 'A',
            Retour: { CodeRetour: code, MessageRetour: messages },
            ReponseCreerDemandeObjet: { NumeroDemande: number },
          };
          const text = buildXml({
            'a:Envelope': { '@xmlns:a': namespace, 'a:Body': { ReponseWSCreerDemandeTJDC: contents } },
          });
          expect(read(text)).toEqual({
            kind: 'answer',
            answer: {
              TypeRetourDialogue: 'A',
              Retour: { CodeRetour: code.trim(), MessageRetour: messages.map((one) => one.trim()) },
              ReponseCreerDemandeObjet: { NumeroDemande: number.trim() },
            },
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never throws, whatever came', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      's:Envelope',
      ' xmlns:s="',
      V11,
      '"',
      '<s:Body>',
      '&',
      '&amp;',
      '<![CDATA[',
      ']]>',
      '<?xml',
      '?>',
      '<!--',
      'é',
      '__proto__',
      'constructor',
      '\0',
    );
    const text = fc
      .array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 20 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (one) => {
        expect(['fault', 'page', 'unreadable']).toContain(read(one).kind);
        read(envelope(one));
      }),
      { numRuns: 200 },
    );
  });
});
