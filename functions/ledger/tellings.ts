import { randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { OutcomeKind } from '../../schemas/outcome-kinds.ts';
import type { Item } from '../table/plain-table.ts';
import { digestOf } from './digest.ts';
import { itemTable } from './item-table.ts';
import { pack, unpack } from './pack.ts';
import type { FilingKey } from './records.ts';

/** A message of the authority about a filing, as its history names it; the same one may be about several filings. */
export interface ArrivedMessage {
  messageId: string;
  /** The time at which it came, ISO 8601 in UTC. */
  at: string;
}

/** Its end at the notifier: the outcome that was published, `nothing` where it is no news, or `aside` where it could not be. */
export type TellingEnd = OutcomeKind | 'nothing' | 'aside';

/** The end of a message for one filing. */
export interface Telling {
  key: FilingKey;
  message: ArrivedMessage;
  end: TellingEnd;
}

/** The end of a message, with the time at which it was noted, ISO 8601 in UTC. */
export interface NotedTelling {
  at: string;
  end: TellingEnd;
}

/** The notes of which messages their platforms were told. */
export interface Tellings {
  /** Notes the ends of a batch of messages; durable once it returns. */
  note(tellings: readonly Telling[], at: Date): Promise<void>;
  /** The ends of messages of a filing, each oldest first; none where nothing is noted. */
  of(key: FilingKey, messages: readonly ArrivedMessage[]): Promise<Map<ArrivedMessage, NotedTelling[]>>;
}

const { partitionKey, sortKey } = ledgerTable;

/** The most characters of an item's text: packed, it is far below the 400 KB of an item. */
const MOST_CHARACTERS = 100_000;
/** The characters of an instant that are the same for ten seconds. */
const TEN_SECONDS = '2026-11-22T08:00:0'.length;
/** Enough to tell the messages of one filing in ten seconds apart; they do not compress. */
const MARK_CHARACTERS = 8;

/** An end as it lies in an item: the filing within its lane, the message's mark, the end. */
type Line = readonly [filing: string, mark: string, end: TellingEnd];

/**
 * An item a batch and lane, since one for each message would cost as much as the message. It lies by when its messages
 * came, in steps of ten seconds, and not by when they were told: a message is found by one query, however late it is
 * told, or again.
 */
export function dynamoDbTellings(client: DynamoDBClient, tableName: string, retentionDays: number): Tellings {
  const { putLatest, beginning } = itemTable({ client, tableName, retentionDays });
  return {
    async note(tellings, at) {
      const items = tellingItems(tellings, at.toISOString(), randomBytes(6).toString('base64url'));
      await Promise.all(items.map((item) => putLatest(item, at.toISOString())));
    },
    async of(key, messages) {
      const steps = new Map(messages.map((message) => [stepOf(message.at), placeOf(key.authority, message.at)]));
      const items: Item[] = [];
      for (const { partition, prefix } of steps.values())
        for await (const item of beginning(partition, prefix)) items.push(item);
      return tellingsIn(items, key, messages);
    },
  };
}

/** The items of a batch. */
export function tellingItems(tellings: readonly Telling[], at: string, nonce: string): Item[] {
  const places = new Map<string, { authority: AuthorityName; step: string; lines: Line[] }>();
  for (const { key, message, end } of tellings) {
    const id = `${key.authority} ${stepOf(message.at)}`;
    const place = places.get(id) ?? { authority: key.authority, step: stepOf(message.at), lines: [] };
    place.lines.push([nameOf(key), markOf(message), end]);
    places.set(id, place);
  }
  return [...places.values()].flatMap(({ authority, step, lines }) => {
    const { partition, prefix } = placeOf(authority, step);
    return textsOf(lines).map((text, part) => ({
      [partitionKey]: partition,
      [sortKey]: `${prefix}${at}/${nonce}${part === 0 ? '' : `/${part}`}`,
      at,
      lines: pack(text),
    }));
  });
}

/** The ends of messages of a filing in these items, each oldest first. */
export function tellingsIn(
  items: readonly Item[],
  key: FilingKey,
  messages: readonly ArrivedMessage[],
): Map<ArrivedMessage, NotedTelling[]> {
  const name = nameOf(key);
  const own = items.flatMap((item) =>
    (JSON.parse(unpack(item['lines'] as Uint8Array)) as Line[])
      .filter(([filing]) => filing === name)
      .map(([, mark, end]) => ({ mark, noted: { at: String(item['at']), end } })),
  );
  own.sort((a, b) => (a.noted.at < b.noted.at ? -1 : 1));
  const found = messages.map((message) => {
    const mark = markOf(message);
    return [message, own.filter((one) => one.mark === mark).map(({ noted }) => noted)] as const;
  });
  return new Map(found.filter(([, noted]) => noted.length > 0));
}

const nameOf = ({ kind, reference }: FilingKey) => `${kind}/${reference}`;
const markOf = ({ messageId, at }: ArrivedMessage) => digestOf(`${messageId}\n${at}`).slice(0, MARK_CHARACTERS);
const stepOf = (at: string) => at.slice(0, TEN_SECONDS);

/** The place of messages that came then: a day of a lane, and the beginning of its items of these ten seconds. */
function placeOf(authority: AuthorityName, at: string): { partition: string; prefix: string } {
  return { partition: `told/${authority}/${at.slice(0, 10)}`, prefix: `told/${stepOf(at)}/` };
}

/** The lines as texts that fit into an item each. */
function textsOf(lines: readonly Line[]): string[] {
  const parts: Line[][] = [];
  let left = 0;
  for (const line of lines) {
    const characters = JSON.stringify(line).length + 1;
    if (characters > left || parts.length === 0) {
      parts.push([]);
      left = MOST_CHARACTERS;
    }
    parts.at(-1)?.push(line);
    left -= characters;
  }
  return parts.map((part) => JSON.stringify(part));
}
