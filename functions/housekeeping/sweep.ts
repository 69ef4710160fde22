import pMap from 'p-map';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingKey } from '../ledger/records.ts';
import { filingsWith } from './filings-with.ts';
import type { HousekeepingPorts } from './ports.ts';

/** A look at every filing with an item of a fact, once, when that is so long ago. */
export interface Sweep {
  /** The name of its cursor. */
  name: string;
  authority: AuthorityName;
  fact: string;
  /** The instant of the facts that it goes up to. */
  until: Date;
  /** The reach of the first sweep of all, before `until`. */
  reachMs: number;
  /** The longest span of one step; a finished step is not done again after a crash. */
  stepMs: number;
}

/** The most filings read at the same time. */
const AT_ONCE = 16;
/**
 * The most filings of a step, which are looked at in a few seconds: a longer one, as after a day in which nothing ran,
 * would outlast the function, and begin anew each minute.
 */
const MOST = 5000;
/** The shortest span of one step, however many filings it has. */
const SHORTEST_MS = 1000;

/**
 * Goes on from its cursor, for as long as there is time. The span that `look` is given lies within one step; where it
 * fails, that step is done again, so what it publishes has to bear the same id.
 */
export async function sweep(
  { name, authority, fact, until, reachMs, stepMs }: Sweep,
  { ledger, cursors, hasTime }: Pick<HousekeepingPorts, 'ledger' | 'cursors' | 'hasTime'>,
  look: (key: FilingKey, since: Date, until: Date) => Promise<void>,
  most = MOST,
): Promise<void> {
  const end = until.getTime();
  const seen = await cursors.get(name);
  let from = seen ? Date.parse(seen) + 1 : end - reachMs;
  let span = stepMs;
  while (from <= end && hasTime()) {
    const since = new Date(from);
    const to = new Date(Math.min(from + span - 1, end));
    const enough = span > SHORTEST_MS ? most + 1 : undefined;
    const keys = await filingsWith(authority, fact, since, to, ledger, enough);
    if (keys.length === enough) {
      span = Math.max(SHORTEST_MS, Math.ceil(span / 2));
      continue;
    }
    span = Math.min(stepMs, 2 * span);
    await pMap(keys, (key) => look(key, since, to), { concurrency: AT_ONCE });
    await cursors.set(name, to.toISOString());
    from = to.getTime() + 1;
  }
}
