import { listAt, textAt } from '../../fault.ts';
import { DECLARATION } from './declaration.ts';
import { broken, type Rule } from './rule.ts';

const DOCUMENTS = `${DECLARATION}/document-accompagnement`;
const KINDS = ['numero-empreintes', 'daa-dca', 'dsa-dsac'];
const ENDS = ['debut-periode', 'fin-periode'];

const NUMBER = /^\s*[+-]?\d+(?:\.\d*)?\s*$/;

/** True for a number that no document has: 0, negative, or with a fraction. Any other text is a reference. */
const isNoReference = (text: string) => NUMBER.test(text) && !(Number(text) > 0 && Number.isInteger(Number(text)));

/** [CI-3] 036 A reference of a document that is a number is a whole one above 0. */
const wholeReferences: Rule = (drm) =>
  listAt(drm, DOCUMENTS).flatMap((document, n) =>
    KINDS.flatMap((kind) => ENDS.map((end) => `/${kind}/${end}`))
      .filter((place) => isNoReference(textAt(document, place) ?? ''))
      .map((place) => broken('036', drm, `${DOCUMENTS}/${n}${place}`)),
  );

/** The rules about accompanying documents. */
export const documentRules: readonly Rule[] = [wholeReferences];
