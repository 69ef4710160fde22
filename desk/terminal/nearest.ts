/**
 * Says which of some names somebody may have meant: the one that is nearest, or all of them where none is near.
 * It is near where no more than a third of its letters have to be changed, or where there is no other.
 */
export function nearest(given: string, names: readonly string[]): string {
  const [best] = names
    .map((name) => ({ name, changes: changesBetween(given.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.changes - b.changes);
  return best && (names.length === 1 || best.changes <= best.name.length / 3)
    ? best.name
    : `one of ${names.join(', ')}`;
}

/** The Levenshtein distance: the letters that have to be put in, taken out or replaced. */
function changesBetween(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > to.length) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: to.length + 1 }, (_, n) => n);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (letter === to[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
