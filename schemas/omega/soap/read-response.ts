import { boundedText, errorLimits } from '../../bounded-error.ts';
import { childrenNamed, textIn, unprefixed } from '../../xml/children-named.ts';
import { parseDecoded } from '../../xml/parse-decoded.ts';
import { namespaceOf, outerScope, scopeBelow } from '../../xml/scope.ts';
import { wordsIn } from '../../xml/words-in.ts';
import { attributesOf, CDATA, contentsOf, nameOf, type XmlNode } from '../../xml/xml-node.ts';
import { ABANDONED, type DialogueAnswer } from '../answer.ts';
import { readDate } from '../descriptor/dates.ts';
import type { Descriptor } from '../descriptor/form.ts';
import { writtenName } from '../descriptor/written-name.ts';
import type { responseElements, Step } from '../steps.ts';
import { envelopeNamespaces } from './envelope.ts';

/** The content of a response. */
export type SoapResponse =
  | { kind: 'answer'; answer: DialogueAnswer }
  /** A SOAP fault: its code without a prefix, and its words. */
  | { kind: 'fault'; code: string; text: string }
  /** A page or a text of somebody else, with its words, shortened. */
  | { kind: 'page'; words: string }
  /** Nothing, a part of an answer, or XML that we do not take. */
  | { kind: 'unreadable' };

/** The most characters of a page's words. */
const LONGEST_WORDS = 500;

/**
 * [OM-3] Reads the body of a response, whatever its status, as leniently as can be, since a request may hang on it:
 * either version of the envelope, any prefix and namespace, any order, whatever stands around the elements that we know.
 * Nothing that a document declares itself is expanded. Never throws.
 */
export function readResponse(step: Step, text: string, descriptor: Descriptor): SoapResponse {
  const root = parseDecoded(text);
  const body = root && bodyOf(root);
  if (!root || !body) return otherThanSoap(text, root);
  const [fault] = childrenNamed(body, 'Fault');
  const answer = answerIn(body, step, descriptor);
  // With an answer beside it, nobody knows which of them counts.
  if (fault) return answer ? { kind: 'unreadable' } : { kind: 'fault', ...faultIn(fault) };
  return answer ? { kind: 'answer', answer } : { kind: 'unreadable' };
}

/** The body of an envelope of either version. */
function bodyOf(root: XmlNode): XmlNode | undefined {
  const [, prefix = ''] = nameOf(root).split(':').reverse();
  const namespace = namespaceOf(scopeBelow(outerScope(), attributesOf(root)), prefix) ?? '';
  const isEnvelope = unprefixed(root) === 'Envelope' && Object.values<string>(envelopeNamespaces).includes(namespace);
  return isEnvelope ? childrenNamed(root, 'Body')[0] : undefined;
}

function otherThanSoap(text: string, root: XmlNode | undefined): SoapResponse {
  const isXml = text.trimStart().startsWith('<');
  const isPage = root
    ? unprefixed(root).toLowerCase() === 'html'
    : /<(?:!doctype\s+)?html\b/i.test(text.slice(0, 2000));
  const words = isXml && !isPage ? '' : wordsIn(text);
  return words === '' ? { kind: 'unreadable' } : { kind: 'page', words: boundedText(words, LONGEST_WORDS) };
}

/** The code and the words of a fault: `faultcode` and `faultstring` (SOAP 1.1), `Code` and `Reason` (SOAP 1.2). */
function faultIn(fault: XmlNode): { code: string; text: string } {
  const of = (outer: string, inner: string) => childrenNamed(fault, outer).flatMap((one) => childrenNamed(one, inner));
  const codes = [...childrenNamed(fault, 'faultcode'), ...of('Code', 'Value')].map(trimmed);
  const texts = [...childrenNamed(fault, 'faultstring'), ...of('Reason', 'Text')].map(trimmed).filter(Boolean);
  const code = codes[0] ?? '';
  return {
    code: boundedText(code.slice(code.indexOf(':') + 1), errorLimits.errorCode),
    text: boundedText(texts[0] ?? '', errorLimits.errorDescription),
  };
}

function answerIn(body: XmlNode, step: Step, descriptor: Descriptor): DialogueAnswer | undefined {
  const otherStep = step === 'CreerDemandeTJDC' ? 'VerifierRecevabiliteTJDC' : 'CreerDemandeTJDC';
  const { steps, dateFormat } = descriptor;
  const all = allBelow(body);
  const named = (name: string) => all.filter((node) => unprefixed(node) === name);
  // The answer to the other step says nothing about this one.
  if (steps[otherStep].response !== steps[step].response && named(steps[otherStep].response).length > 0)
    return undefined;
  const elementsOf = (name: (typeof responseElements)[number]) => named(writtenName(descriptor, name));
  const textsOf = (name: (typeof responseElements)[number]) => elementsOf(name).map(trimmed).filter(Boolean);
  const [TypeRetourDialogue, ...otherTypes] = new Set(textsOf('TypeRetourDialogue'));
  if (TypeRetourDialogue === undefined || otherTypes.length > 0) return undefined;
  // The words of an A say whether the request was made: without one of them, nobody knows.
  if (TypeRetourDialogue === ABANDONED && !elementsOf('MessageRetour').every(isLegible)) return undefined;
  const [CodeRetour] = textsOf('CodeRetour');
  const [NumeroDemande] = textsOf('NumeroDemande');
  const [date] = textsOf('DateDemandee');
  const made = {
    ...(NumeroDemande !== undefined && { NumeroDemande }),
    ...(date !== undefined && { DateDemandee: readDate(date, dateFormat) }),
  };
  return {
    TypeRetourDialogue,
    Retour: { ...(CodeRetour !== undefined && { CodeRetour }), MessageRetour: textsOf('MessageRetour') },
    ...(Object.keys(made).length > 0 && { ReponseCreerDemandeObjet: made }),
  };
}

/** All nodes below one, in the order of the document. */
function allBelow(node: XmlNode): XmlNode[] {
  const contents = contentsOf(node, nameOf(node));
  return Array.isArray(contents) ? contents.flatMap((inner) => [inner, ...allBelow(inner)]) : [];
}

/** The text of an element, with that of the elements in it. */
function trimmed(element: XmlNode): string {
  return withInner(element)
    .map((one) => textIn(one)?.trim() ?? '')
    .filter(Boolean)
    .join(' ');
}

/** False where a text in an element refers to characters that XML does not know, as `&eacute;`. */
function isLegible(element: XmlNode): boolean {
  return withInner(element).every((one) => textIn(one) !== undefined);
}

/** An element with those in it. */
function withInner(element: XmlNode): XmlNode[] {
  const inner = allBelow(element).filter(
    (node) => Array.isArray(contentsOf(node, nameOf(node))) && nameOf(node) !== CDATA,
  );
  return [element, ...inner];
}
