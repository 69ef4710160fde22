/**
 * A text that was decoded already, without its XML declaration: that may name the encoding in which it came. Blanks and a
 * mark before it are left out, too.
 */
export function withoutDeclaration(text: string): string {
  return text.replace(/^\uFEFF?\s*(?:<\?xml\s[^>]*\?>)?/, '');
}
