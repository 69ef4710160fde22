const DAY_MS = 86_400_000;

/** Every day that a span touches, in UTC, oldest first, as the ledger files by them: `2026-11-22`. */
export function daysBetween(since: Date, until: Date): string[] {
  const found: string[] = [];
  for (let at = Math.floor(since.getTime() / DAY_MS); at <= Math.floor(until.getTime() / DAY_MS); at += 1) {
    found.push(new Date(at * DAY_MS).toISOString().slice(0, 10));
  }
  return found;
}
