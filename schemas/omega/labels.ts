import { lazily } from '../lazily.ts';
import { annexA, type Label } from './labels/annex-a.ts';
import { folded } from './labels/folded.ts';
import { type Codes, readCodes } from './labels/read-codes.ts';

/** A message of an answer, taken apart. */
export interface ReadLabel extends Pick<Label, 'retriable' | 'interrupted' | 'text'> {
  /** The label as annex A spells it, without codes; the whole message as it came where annex A does not have it. */
  label: string;
  codes: Codes;
  /** Annex A has it. */
  known: boolean;
}

/** No label is longer, with its codes and however often it stands in one message. */
const LONGEST_MESSAGE = 4000;

/**
 * [OM-3] Reads a message of an answer by the labels of annex A, whatever its white space, case, accents, apostrophes and
 * punctuation, with the codes that may follow. What follows that is no code stays in the label, which is then as it came.
 * An interruption is known wherever it stands, and counts before all else: a request might be made twice.
 */
export function labelOf(message: string): ReadLabel {
  const read = labelAtBeginning(message);
  if (read.interrupted || !INTERRUPTED.test(folded(message.normalize('NFC')))) return read;
  return { label: message, codes: {}, known: true, interrupted: true, text: interruption().text };
}

function labelAtBeginning(message: string): ReadLabel {
  if (message.length > LONGEST_MESSAGE) return unknownLabel(message);
  const composed = message.normalize('NFC').trim();
  const plain = folded(composed);
  for (const { pattern, label } of patterns()) {
    const end = endOf(pattern, composed, plain);
    if (end === undefined) continue;
    const { retriable, interrupted, text } = label;
    const codes = readCodes(composed.slice(end), label.codes);
    return {
      label: codes ? label.label : message,
      codes: codes ?? {},
      known: true,
      ...(retriable && { retriable }),
      ...(interrupted && { interrupted }),
      text,
    };
  }
  return unknownLabel(message);
}

const unknownLabel = (message: string): ReadLabel => ({
  label: message,
  codes: {},
  known: false,
  text: {
    fr: 'un libellé que l’annexe A ne contient pas : consulter le suivi des demandes sur le portail',
    en: 'a label that annex A does not have: look the request up on the portal',
  },
});

/** A message that holds "Donnée incorrecte" several times, as one message each. */
export function separateMessages(message: string): string[] {
  if (message.length > LONGEST_MESSAGE) return [message];
  const composed = message.normalize('NFC');
  const begins = [...folded(composed).matchAll(/donnee\s+incorrecte/g)].map(({ index }) => index);
  if (begins.length < 2) return [message];
  const parts = begins.map((begin, n) => composed.slice(begin, begins[n + 1]).trim());
  const isAll = composed.slice(0, begins[0]).trim() === '' && parts.every((part) => /\//.test(part));
  return isAll ? parts : [message];
}

const INTERRUPTED = /dialogue[^\p{L}\p{N}]*interrompu/u;
const interruption = lazily(() => annexA.find(({ interrupted }) => interrupted) as Label);

interface Pattern {
  pattern: RegExp;
  label: Label;
}

/** The beginnings by which labels are known, the whole ones first. */
const patterns = lazily((): readonly Pattern[] => [
  ...annexA.map((label) => ({ pattern: patternOf(label.label), label })),
  ...annexA.flatMap((label) => (label.knownBy ? [{ pattern: patternOf(label.knownBy), label }] : [])),
]);

const WORD = /[\p{L}\p{N}]+/gu;

/** The words of a label in a folded text, whatever stands between them. */
function patternOf(label: string): RegExp {
  const words = folded(label).match(WORD) ?? [];
  return new RegExp(`^[^\\p{L}\\p{N}]*${words.join('[^\\p{L}\\p{N}]*')}`, 'u');
}

/** The end of a label in a message; undefined where it is another word that only begins so. */
function endOf(pattern: RegExp, composed: string, plain: string): number | undefined {
  const [found] = pattern.exec(plain) ?? [];
  if (found === undefined) return undefined;
  const [glued = ''] = /^[\p{L}\p{N}]+/u.exec(composed.slice(found.length)) ?? [];
  if (glued === '') return found.length;
  // Annex A only appends a code: a blank may be missing before it.
  const last = composed[found.length - 1] ?? '';
  const isCode = !/^\p{Ll}/u.test(glued) && (/\p{N}/u.test(glued) || /^\p{Ll}\p{Lu}+$/u.test(last + glued));
  return isCode ? found.length : undefined;
}
