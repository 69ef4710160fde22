import { childrenNamed, textIn } from '../../xml/children-named.ts';
import { decoded } from '../../xml/entities.ts';
import { parseDecoded } from '../../xml/parse-decoded.ts';
import { namespaceOf, outerScope, scopeBelow } from '../../xml/scope.ts';
import { attributesOf, nameOf, type XmlNode } from '../../xml/xml-node.ts';
import type { CielAnswer } from '../reponse-ciel.ts';
import { NAMESPACE } from './namespace.ts';

/**
 * [CI-4] Reads the body of an answer, whatever its status. It is read as leniently as can be, since a declaration may
 * hang on it: unknown elements are passed over, the order does not matter, everything may be absent, and any
 * encoding may be named.
 * @returns undefined where the text is no `reponse-ciel`: no XML, a page of HTML, nothing
 */
export function readAnswer(text: string): CielAnswer | undefined {
  const root = rootOf(text);
  return root && answerOf(root);
}

/** The root of an answer, in the namespace of CIEL or in none. */
function rootOf(text: string): XmlNode | undefined {
  const root = parseDecoded(text);
  if (!root) return undefined;
  const [local, prefix = ''] = nameOf(root).split(':').reverse();
  const namespace = namespaceOf(scopeBelow(outerScope(), attributesOf(root)), prefix) ?? NAMESPACE;
  return local === 'reponse-ciel' && namespace === NAMESPACE ? root : undefined;
}

function answerOf(root: XmlNode): CielAnswer {
  const answer: CielAnswer = {};
  for (const name of ['identifiant-declaration', 'horodatage-depot'] as const) {
    const [element] = childrenNamed(root, name);
    const text = element && textIn(element)?.trim();
    if (text) answer[name] = text;
  }
  const [errors] = childrenNamed(root, 'erreurs-fonctionnelles');
  if (errors) {
    const all = childrenNamed(errors, 'erreur-fonctionnelle').map((error) => ({
      'code-erreur': attributeOf(error, 'code-erreur') ?? '',
      ...messageOf(error),
    }));
    answer['erreurs-fonctionnelles'] = { 'erreur-fonctionnelle': all };
  }
  const [technical] = childrenNamed(root, 'erreur-technique');
  if (technical) {
    const reference = attributeOf(technical, 'reference-erreur');
    answer['erreur-technique'] = {
      ...(reference !== undefined && { 'reference-erreur': reference }),
      ...messageOf(technical),
    };
  }
  return answer;
}

/** An error's text; one without a text has an empty one. */
function messageOf(error: XmlNode): { 'message-erreur': string } {
  const [message] = childrenNamed(error, 'message-erreur');
  return { 'message-erreur': (message && textIn(message)) ?? '' };
}

function attributeOf(error: XmlNode, name: string): string | undefined {
  const given = attributesOf(error)?.[name];
  return given === undefined ? undefined : (decoded(given) ?? given);
}
