/** The words of a page are at its beginning; a longer one is not searched. */
const LONGEST_PAGE = 10_000;

/**
 * The words at the beginning of a page, without its marks, its scripts and its styles; those of another text as they
 * stand.
 */
export function wordsIn(page: string): string {
  return page
    .slice(0, LONGEST_PAGE)
    .replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
