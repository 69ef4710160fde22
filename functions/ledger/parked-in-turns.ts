import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Item } from '../table/plain-table.ts';
import { inTurns } from './in-turns.ts';
import { parkedSendOf } from './items.ts';
import type { ParkedList, ParkedReading, ParkedSend } from './ledger.ts';
import { earlierParkedKey, firstPlace, lastPlace, parkedKey, parkedPlace, placeAfter } from './parked-key.ts';

/** Reads the items of a fact between two places, the first first, so many at a time. */
type ReadFact = (fact: string, since: string, until: string, most?: number) => AsyncIterable<Item>;

/**
 * The most platforms that have a turn each; those behind them share one. A platform's name is a claim: whoever made up
 * thousands would have as many turns, and as many queries each minute.
 */
const MOST_PLATFORMS = 100;
/** A bound before every instant, as text. */
const EARLIEST = '0';

/** The parked sends of a list that are due by then, one of each platform in turn, each platform's longest due first. */
export async function* parkedInTurns(
  readFact: ReadFact,
  { authority, list, by }: { authority: AuthorityName; list: ParkedList; by: string },
  { most, turn }: ParkedReading = {},
): AsyncGenerator<ParkedSend> {
  const partition = parkedKey(authority, list);
  const { platforms, behind } = await platformsIn(partition, readFact);
  const atOnce = most && Math.ceil(most / (platforms.length || 1));
  const lists = platforms.map((platform) => {
    const [first, last] = [EARLIEST, by].map((due) => parkedPlace({ platform, due })) as [string, string];
    return readFact(partition, first, last, atOnce);
  });
  if (behind !== undefined) lists.push(dueIn(readFact(partition, behind, lastPlace, atOnce), by));
  lists.push(readFact(earlierParkedKey(authority, list), EARLIEST, by, atOnce));
  for await (const item of inTurns(lists, turn)) yield parkedSendOf(item);
}

/** The platforms with parked sends in a list, by one short query each: the next begins behind the one before. */
async function platformsIn(partition: string, readFact: ReadFact) {
  const platforms: string[] = [];
  let from = firstPlace;
  while (platforms.length < MOST_PLATFORMS) {
    const platform = await firstPlatform(readFact(partition, from, lastPlace, 1));
    if (platform === undefined) return { platforms };
    platforms.push(platform);
    from = placeAfter(platform);
  }
  return { platforms, behind: from };
}

async function firstPlatform(items: AsyncIterable<Item>): Promise<string | undefined> {
  for await (const item of items) return parkedSendOf(item).platform ?? '';
  return undefined;
}

/** Items of several platforms, without those that are due later. */
async function* dueIn(items: AsyncIterable<Item>, by: string): AsyncGenerator<Item> {
  for await (const item of items) if (parkedSendOf(item).due <= by) yield item;
}
