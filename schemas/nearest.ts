/**
 * Says which of some names somebody may have meant: the one that is nearest, or all of them where none is near.
 * It is near where no more than a third of its letters have to be changed, or where there is no other. So is the one
 * that begins with what was given, or nearly so.
 */
export function nearest(given: string, names: readonly string[]): string {
  const [best] = names
    .flatMap((name) => {
      const [word, whole] = [given.toLowerCase(), name.toLowerCase()];
      const start = whole.slice(0, word.length);
      return [
        { name, length: whole.length, changes: changesBetween(word, whole) },
        ...(word.length >= SHORTEST_START
          ? [{ name, length: start.length, changes: changesBetween(word, start) }]
          : []),
      ];
    })
    .filter(({ length, changes }) => names.length === 1 || changes <= length / 3)
    .sort((a, b) => a.changes - b.changes);
  return best ? best.name : `one of ${names.join(', ')}`;
}

/** The letters from which on a beginning says which name is meant. */
const SHORTEST_START = 4;

/** The letters that have to be put in, taken out, replaced, or exchanged with their neighbour. */
function changesBetween(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > to.length) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: to.length + 1 }, (_, n) => n);
  let before = row;
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (letter === to[j - 1] ? 0 : 1);
      const isExchanged = i > 0 && j > 1 && letter === to[j - 2] && from[i - 1] === to[j - 1];
      const exchanged = isExchanged ? (before[j - 2] ?? 0) + 1 : replaced;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced, exchanged));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}
