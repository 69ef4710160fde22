import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../schemas/ciel/xml/read-answer.ts';

const XMLNS = 'xmlns="http://douane.finances.gouv.fr/app/ciel/interprofession/echanges/1.0"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const answer = (contents: string) => `${HEAD}<reponse-ciel ${XMLNS}>${contents}</reponse-ciel>`;
const functional = (code: string, text: string) =>
  `<erreur-fonctionnelle code-erreur="${code}"><message-erreur>${text}</message-erreur></erreur-fonctionnelle>`;

describe('an answer of CIEL', () => {
  it('[CI-4] accepted, has the identifier and the date as they stand', () => {
    const contents =
      '<identifiant-declaration>5001234</identifiant-declaration><horodatage-depot>2026-09-08T10:11:12.345+02:00</horodatage-depot>';
    expect(readAnswer(answer(contents))).toEqual({
      'identifiant-declaration': '5001234',
      'horodatage-depot': '2026-09-08T10:11:12.345+02:00',
    });
  });

  it('[CI-4] with functional errors, has the code and the text of each', () => {
    const errors = functional('013', 'Le stock de fin du produit Fronton Rosé &lt; 0') + functional('028', 'Deux fois');
    expect(readAnswer(answer(`<erreurs-fonctionnelles>${errors}</erreurs-fonctionnelles>`))).toEqual({
      'erreurs-fonctionnelles': {
        'erreur-fonctionnelle': [
          { 'code-erreur': '013', 'message-erreur': 'Le stock de fin du produit Fronton Rosé < 0' },
          { 'code-erreur': '028', 'message-erreur': 'Deux fois' },
        ],
      },
    });
  });

  it('[CI-4] with a technical error, has its reference and its text', () => {
    const text = 'Une erreur est survenue pendant l&#039;enregistrement';
    const error = `<erreur-technique reference-erreur="6f1c&amp;"><message-erreur>${text}</message-erreur></erreur-technique>`;
    expect(readAnswer(answer(error))).toEqual({
      'erreur-technique': {
        'reference-erreur': '6f1c&',
        'message-erreur': "Une erreur est survenue pendant l'enregistrement",
      },
    });
  });

  it('may have a prefix, no namespace, another order, a section of text, unknown elements and a mark at its beginning', () => {
    const contents = `<c:erreur-technique><!-- x --><c:message-erreur><![CDATA[a < b]]> c</c:message-erreur></c:erreur-technique><c:new><c:er/></c:new>
      <c:identifiant-declaration> 7 </c:identifiant-declaration>`;
    const text = `\uFEFF<c:reponse-ciel ${XMLNS.replace('xmlns', 'xmlns:c')}>${contents}</c:reponse-ciel>\n`;
    expect(readAnswer(text)).toEqual({
      'identifiant-declaration': '7',
      'erreur-technique': { 'message-erreur': 'a < b c' },
    });
    expect(readAnswer('<reponse-ciel/>')).toEqual({});
    expect(readAnswer(answer('<erreurs-fonctionnelles/>'))).toEqual({
      'erreurs-fonctionnelles': { 'erreur-fonctionnelle': [] },
    });
  });

  it.each([
    ['another encoding', (text: string) => text.replace('UTF-8', 'ISO-8859-1')],
    ['a name of the encoding of its own', (text: string) => text.replace('"UTF-8"', "'utf8'")],
    ['lines before it', (text: string) => `\uFEFF\r\n ${text}`],
    ['no declaration', (text: string) => text.replace(HEAD, '')],
  ])('[CI-4] is read with %s, since it was decoded already', (_, change) => {
    const errors = answer(`<erreurs-fonctionnelles>${functional('013', 'Rosé')}</erreurs-fonctionnelles>`);
    expect(readAnswer(change(errors))).toEqual(readAnswer(errors));
    expect(readAnswer(errors)).toBeDefined();
  });

  it.each([
    ['nothing', ''],
    ['a page', '<!DOCTYPE html><html><body><p>Service indisponible<br></body></html>'],
    ['a page that is XML', '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'],
    ['JSON', '{"error":"invalid"}'],
    ['a part of an answer', answer('<identifiant-declaration>7').slice(0, 200)],
    ['an answer of another namespace', '<reponse-ciel xmlns="urn:other"/>'],
    ['one that declares entities', `<!DOCTYPE a [<!ENTITY b "c">]><reponse-ciel ${XMLNS}/>`],
  ])('is not %s', (_, text) => {
    expect(readAnswer(text)).toBeUndefined();
  });
});
