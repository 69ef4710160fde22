import { FaultsError } from '../../fault.ts';
import { decoded } from './entities.ts';
import { NAMESPACE } from './namespace.ts';
import { parseXml } from './parse-xml.ts';
import { outerScope, scopeBelow } from './scope.ts';
import { textOf } from './text-of.ts';
import { attributesOf, contentsOf, nameOf, type XmlNode } from './xml-node.ts';

/** A functional error: its code, of three characters, and CIEL's text. */
export interface ErreurFonctionnelle {
  'code-erreur'?: string;
  'message-erreur'?: string;
}

/** A technical error: its reference, a UUID, and CIEL's text. */
export interface ErreurTechnique {
  'reference-erreur'?: string;
  'message-erreur'?: string;
}

/** An answer of CIEL, `reponse-ciel`, under the published schema's own names. */
export interface CielAnswer {
  'identifiant-declaration'?: string;
  'horodatage-depot'?: string;
  'erreurs-fonctionnelles'?: { 'erreur-fonctionnelle': ErreurFonctionnelle[] };
  'erreur-technique'?: ErreurTechnique;
}

/**
 * [CI-4] Reads the body of an answer, whatever its status. It is read as leniently as can be, since a declaration may
 * hang on it: unknown elements are passed over, the order does not matter, and everything may be absent.
 * @returns undefined where the text is no `reponse-ciel`: no XML, a page of HTML, nothing
 */
export function readAnswer(text: string): CielAnswer | undefined {
  const root = rootOf(text);
  return root && answerOf(root);
}

/** The root of an answer, in the namespace of CIEL or in none. */
function rootOf(text: string): XmlNode | undefined {
  try {
    const root = parseXml(text);
    const [local, prefix = ''] = nameOf(root).split(':').reverse();
    const namespace = scopeBelow(outerScope(), attributesOf(root)).namespaces.get(prefix) ?? NAMESPACE;
    return local === 'reponse-ciel' && namespace === NAMESPACE ? root : undefined;
  } catch (error) {
    if (error instanceof FaultsError) return undefined;
    throw error;
  }
}

function answerOf(root: XmlNode): CielAnswer {
  const answer: CielAnswer = {};
  for (const name of ['identifiant-declaration', 'horodatage-depot'] as const) {
    const [element] = childrenOf(root, name);
    const text = element && textIn(element)?.trim();
    if (text) answer[name] = text;
  }
  const [errors] = childrenOf(root, 'erreurs-fonctionnelles');
  if (errors) {
    const all = childrenOf(errors, 'erreur-fonctionnelle').map((error) => errorOf(error, 'code-erreur'));
    answer['erreurs-fonctionnelles'] = { 'erreur-fonctionnelle': all };
  }
  const [technical] = childrenOf(root, 'erreur-technique');
  if (technical) answer['erreur-technique'] = errorOf(technical, 'reference-erreur');
  return answer;
}

function errorOf<Attribute extends string>(
  error: XmlNode,
  attribute: Attribute,
): { [name in Attribute | 'message-erreur']?: string } {
  const given = attributesOf(error)?.[attribute];
  const [message] = childrenOf(error, 'message-erreur');
  const text = message && textIn(message);
  return {
    ...(given !== undefined && { [attribute]: decoded(given) ?? given }),
    ...(text !== undefined && { 'message-erreur': text }),
  } as { [name in Attribute | 'message-erreur']?: string };
}

/** The elements of this name within an element, whatever their prefix. */
function childrenOf(node: XmlNode, name: string): XmlNode[] {
  return contentsOf(node, nameOf(node)).filter((inner) => nameOf(inner).split(':').at(-1) === name);
}

const textIn = (element: XmlNode) => textOf(contentsOf(element, nameOf(element)));
