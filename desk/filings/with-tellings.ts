import type { ReadFiling } from '../../functions/ledger/filing.ts';
import type { ArrivedMessage, NotedTelling } from '../../functions/ledger/tellings.ts';
import type { HistoryEntry, HistoryTelling } from '../../schemas/filing.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';

/** The time after which a message that is not noted as told is not just on its way any more. */
const ON_ITS_WAY_MS = 5 * 60_000;

/** A filing whose history says of each received message what its platform was told. */
export async function withTellings(
  read: ReadFiling,
  gateway: Pick<GatewayConnection, 'tellings'>,
  now: Date,
): Promise<ReadFiling> {
  const arrived = read.filing.history.flatMap(arrivedIn);
  if (arrived.length === 0) return read;
  const noted = await (await gateway.tellings()).of(read.key, arrived);
  const history = read.filing.history.map((entry): HistoryEntry => {
    const message = arrived.find(({ entry: one }) => one === entry);
    return message ? { ...entry, told: tellingOf(noted.get(message) ?? [], entry, now) } : entry;
  });
  return { ...read, filing: { ...read.filing, history } };
}

/** The message of an entry that came in. */
function arrivedIn(entry: HistoryEntry): (ArrivedMessage & { entry: HistoryEntry })[] {
  const { direction, messageId, at } = entry;
  return direction === 'received' && messageId !== null ? [{ messageId, at, entry }] : [];
}

/** The end of a message: told where that was ever done, else as it was noted last. */
function tellingOf(noted: readonly NotedTelling[], { at }: HistoryEntry, now: Date): HistoryTelling {
  const told = noted.filter(({ end }) => end !== 'nothing' && end !== 'aside');
  const [first] = told;
  const last = told.at(-1);
  if (first && last)
    return { end: 'told', at: first.at, outcome: last.end, ...(last !== first && { againAt: last.at }) };
  const other = noted.at(-1);
  if (other?.end === 'nothing') return { end: 'nothing' };
  if (other) return { end: 'aside', at: other.at };
  return { end: now.getTime() - Date.parse(at) < ON_ITS_WAY_MS ? 'not-yet' : 'unknown' };
}
