import { applyEdits, format } from 'jsonc-parser';
import { jsonIn } from '../../schemas/json.ts';

/** JSON with an indent, each number as it is written; any other text as it is. */
export function indentedJson(text: string): string {
  if (jsonIn(text) === undefined) return text;
  return applyEdits(text, format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' }));
}
