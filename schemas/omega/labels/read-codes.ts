import { folded } from './folded.ts';

/** The codes that may follow a label, by the document's names (annex A). */
export type Codes = Partial<Record<'codeErreur' | 'codeChamp' | 'codeCohérence' | 'codeMessageOMEGA', string>>;

/** The codes that annex A appends to a label; any label may have a codeMessageOMEGA. */
export type CodesForm = 'codeErreur' | 'codeErreur or codeCohérence' | 'codeChamp / codeCohérence';

/** The signs that may stand around codes: blanks, colons, parentheses, quotation marks. */
const EDGES = /^[^\p{L}\p{N}_]+|[^\p{L}\p{N}_]+$/gu;
/** A code is one word. Its form is not public: a digit, a capital or an underline sets it apart from a plain word. */
const CODE = /^(?=.*[\p{N}\p{Lu}_])[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u;
/** A code with its name before it, in the folded text: `codeErreur=E12`. */
const NAMED = /code\s?(erreur|champ|coherence|message\s?omega)\s*[:=]?\s*([^\s/|,;:=()]+)/g;
/** No codes are longer. */
const LONGEST = 400;

const names: Readonly<Record<string, keyof Codes>> = {
  erreur: 'codeErreur',
  champ: 'codeChamp',
  coherence: 'codeCohérence',
  messageomega: 'codeMessageOMEGA',
};

/**
 * [OM-3] Takes the codes behind a label apart, with or without colon, parentheses, names, or blanks around the slash.
 * @returns undefined where words stand there, too
 */
export function readCodes(behind: string, form?: CodesForm): Codes | undefined {
  if (behind.length > LONGEST) return undefined;
  const text = behind.replace(EDGES, '');
  if (text === '') return {};
  return namedCodes(text) ?? (form === 'codeChamp / codeCohérence' ? fieldCodes(text) : plainCodes(text, form));
}

function namedCodes(text: string): Codes | undefined {
  const codes: Codes = {};
  const plain = folded(text);
  for (const { index, 0: whole, 1: name = '', 2: code = '' } of plain.matchAll(NAMED)) {
    const end = index + whole.length;
    codes[names[name.replace(/\s/g, '')] as keyof Codes] = text.slice(end - code.length, end);
  }
  const isAll = plain.replace(NAMED, '').replace(/[\s/|,;+-]/g, '') === '';
  return isAll ? codes : undefined;
}

/** The field may have slashes and blanks of its own: the last slash parts them, one with blanks around it before others. */
function fieldCodes(text: string): Codes | undefined {
  const [, codeChamp, code] = /^(.*\S)\s+\/\s+(.+)$/s.exec(text) ?? /^(.*\S)\s*\/\s*(.+)$/s.exec(text) ?? [];
  if (codeChamp === undefined || code === undefined) return CODE.test(text) ? { codeCohérence: text } : undefined;
  return { codeChamp, codeCohérence: code };
}

function plainCodes(text: string, form: CodesForm | undefined): Codes | undefined {
  const [first = '', second, ...others] = text.split(/\s*\/\s*/);
  if (!CODE.test(first) || others.length > 0) return undefined;
  if (second === undefined) return form === undefined ? { codeMessageOMEGA: first } : { codeErreur: first };
  return form === 'codeErreur or codeCohérence' && CODE.test(second)
    ? { codeErreur: first, codeCohérence: second }
    : undefined;
}
