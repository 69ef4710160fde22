import { changedJson } from '../../form/form-change.ts';
import type { FormField } from '../../form/form-field.ts';
import { postedJson } from '../../form/posted-json.ts';
import { type JsonFault, jsonFault } from '../../submit/json-fault.ts';

/** A message as its form was posted. */
export interface PostedMessage {
  /** JSON; the text that was typed in where that is none. */
  text: string;
  /** It was typed in as JSON. */
  isRaw: boolean;
  /** The place where a text that was typed in stops being JSON. */
  fault?: JsonFault;
}

/** The message that a form posts, after the change that its button makes; undefined where none was posted. */
export function postedMessage(form: URLSearchParams, field: FormField): PostedMessage | undefined {
  const raw = form.get('json');
  if (raw !== null) {
    const fault = jsonFault(raw);
    return { text: raw, isRaw: true, ...(fault && { fault }) };
  }
  const fields = [...form].filter(([name]) => name.includes(':'));
  if (fields.length === 0) return undefined;
  return { text: changedJson(postedJson(fields), form.get('change') ?? '', field), isRaw: false };
}
