import { parseExactJson } from '../../../schemas/exact-json.ts';
import { isObject } from '../../../schemas/json.ts';
import { changedJson } from '../../form/form-change.ts';
import type { FormField } from '../../form/form-field.ts';
import { postedJson } from '../../form/posted-json.ts';
import { jsonFault } from '../../submit/json-fault.ts';
import type { Language } from '../language.ts';
import { correctWords } from '../words/correct.ts';

/** A message as its form was posted. */
export interface PostedMessage {
  /** JSON; the text that was typed in where that is none. */
  text: string;
  /** It is typed in as JSON. */
  isRaw: boolean;
  /** The reason why a text that was typed in cannot be read. */
  unreadable?: string;
}

/** The message that a form posts, after the change that its button makes; undefined where none was posted. */
export function postedMessage(form: URLSearchParams, field: FormField, language: Language): PostedMessage | undefined {
  const raw = form.get('json');
  const as = form.get('as');
  if (raw !== null) {
    const unreadable = problemOf(raw, language);
    return { text: raw, isRaw: as !== 'form' || unreadable !== undefined, ...(unreadable && { unreadable }) };
  }
  const fields = [...form].filter(([name]) => name.includes(':'));
  if (fields.length === 0) return undefined;
  return { text: changedJson(postedJson(fields), form.get('change') ?? '', field), isRaw: as === 'json' };
}

function problemOf(raw: string, language: Language): string | undefined {
  const words = correctWords[language];
  const fault = jsonFault(raw);
  if (fault) return words.notJson(fault.line, fault.column);
  const { value, twice } = parseExactJson(raw);
  if (!isObject(value)) return words.notObject;
  const [first] = twice;
  return first && words.twice(first.join('/'));
}
