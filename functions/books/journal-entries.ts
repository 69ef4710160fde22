import { type JournalPage, type JournalRead, JournalReader, journalHead } from './journal-reader.ts';
import type { Listed } from './listed.ts';

/** Some more than is likely, so that a round of reads less is needed. */
const SPARE = 1.3;

/**
 * The entries of some journals together, newest fact first. Where one of them has to be read on, so are all at the same
 * time that probably have more among the wanted ones than was read of them.
 * @param wanted the number of entries that are probably asked for; once more are, as many again
 * @param heads their first pages, where these were read
 */
export async function* journalEntries(
  reads: readonly JournalRead[],
  wanted: number,
  heads?: readonly JournalPage[],
): AsyncGenerator<Listed> {
  const first = heads ?? (await Promise.all(reads.map(journalHead)));
  const readers = reads.map((read, n) => new JournalReader(read, first[n] as JournalPage));
  let given = 0;
  for (;;) {
    const newest = newestOf(readers);
    if (!newest) return;
    const entry = newest.take();
    if (entry) {
      given += 1;
      yield entry;
      continue;
    }
    const left = given < wanted ? wanted - given : wanted;
    await Promise.all(
      readers.map(async (reader) => {
        const likely = SPARE * (given === 0 ? left : (left * reader.taken) / given) - reader.ready;
        if (reader === newest || (likely > 0 && given > 0 && !reader.isAtItsEnd)) await reader.readOn(likely);
      }),
    );
  }
}

/** The one whose next entry comes first, or may come first. */
function newestOf(readers: readonly JournalReader[]): JournalReader | undefined {
  return readers.reduce<JournalReader | undefined>((best, one) => (isBefore(one, best) ? one : best), undefined);
}

function isBefore(one: JournalReader, best: JournalReader | undefined): boolean {
  return one.at !== undefined && (best?.at === undefined || one.at > best.at);
}
