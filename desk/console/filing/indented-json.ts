import { applyEdits, format } from 'jsonc-parser';

/** JSON with an indent, each number as it is written; any other text as it is. */
export function indentedJson(text: string): string {
  return applyEdits(text, format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' }));
}
