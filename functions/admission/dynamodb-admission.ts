import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { conditionally, WRITTEN_BY } from '../table/conditional-write.ts';
import { type AdmissionRules, admit, type Grant } from './admit.ts';
import { type CallResult, report, type Transition } from './report.ts';
import { type AdmissionState, type Breaker, initialState } from './state.ts';

/** What a lane's senders ask before they send, and tell afterwards. */
export interface Admission {
  /**
   * How many of so many messages may go now, and when, each no sooner than it takes to get ready: one
   * conditional write a batch.
   */
  admit(wanted: number, leadMs: number): Promise<Grant>;
  /** Tells what an answer means for the lane; writes only where it changes something. */
  report(answer: CallResult): Promise<Transition | undefined>;
  /** Whether the lane still sends, as it was a moment ago at the latest. */
  isSending(): Promise<boolean>;
  /** The state as it is now. */
  state(): Promise<AdmissionState>;
}

/** An operator's hold on a lane. Its reasons stay in the table, also after the pause is over. */
export interface LaneSwitch {
  /** Stops the lane until it is resumed. Returns the breaker as it was: paused already where nothing changed. */
  pause(reason: string): Promise<Breaker>;
  /** Lets a paused lane ramp up. Returns the breaker as it was: not paused where nothing changed. */
  resume(reason: string): Promise<Breaker>;
  state(): Promise<AdmissionState>;
  /** The latest that an operator did to the lane. */
  lastWord(): Promise<Word | undefined>;
}

export interface Word {
  word: 'paused' | 'resumed';
  reason: string;
  /** ISO 8601 in UTC. */
  at: string;
}

export interface LaneOptions {
  client: DynamoDBClient;
  tableName: string;
  authority: string;
  now: () => number;
}

export interface AdmissionOptions extends LaneOptions {
  rules: Omit<AdmissionRules, 'leadMs'>;
  /** Names this instance: whose probe it is. */
  owner: string;
}

/** What was read is good for so long while a batch is under way: less than the second in which all must fall silent. */
const FRESH_MS = 400;
/** The most writers that an item names: others may have written since a write whose answer was lost. */
const WRITERS = 4;
/** How often a write that others overtook is tried again. */
const TRIES = 20;

/** A lane's admission as it stands, for those who only look. */
export async function admissionState(
  client: DynamoDBClient,
  tableName: string,
  authority: string,
): Promise<AdmissionState> {
  const { Item } = await DynamoDBDocumentClient.from(client).send(
    new GetCommand({ TableName: tableName, Key: keyOf(authority), ConsistentRead: true }),
  );
  return Item ? (Item['state'] as AdmissionState) : initialState;
}

function keyOf(authority: string) {
  return { [ledgerTable.partitionKey]: `lane/${authority}`, [ledgerTable.sortKey]: 'admission' };
}

function writersOf(item: Record<string, unknown>): string[] {
  return Array.isArray(item[WRITTEN_BY]) ? item[WRITTEN_BY] : [];
}

/** Where a lane's words lie, one item each. */
const WORD = 'word/';

/** A lane's admission in one DynamoDB item, written only by conditional puts on its version. */
export function dynamoDbAdmission({ rules, owner, ...lane }: AdmissionOptions): Admission {
  const { now } = lane;
  const { change, read, recent } = laneItem(lane);
  return {
    admit: (wanted, leadMs) =>
      change((state) => {
        const { grant, state: next } = admit(state, wanted, owner, now(), { ...rules, leadMs });
        return { state: next, result: grant };
      }),
    report: (answer) =>
      change((state) => {
        const { state: next, transition } = report(state, answer, owner, now(), rules);
        return { state: next, result: transition };
      }),
    async isSending() {
      const { state } = await recent();
      return state.breaker.state === 'closed' || state.breaker.state === 'ramping';
    },
    state: async () => (await read()).state,
  };
}

/** What an operator may do to a lane, by the same item; the rules of its senders are not needed for it. */
export function dynamoDbLaneSwitch(lane: LaneOptions): LaneSwitch {
  const { client, tableName, authority, now } = lane;
  const documents = DynamoDBDocumentClient.from(client);
  const { change, read } = laneItem(lane);

  async function keep(word: Word['word'], reason: string): Promise<void> {
    const at = new Date(now()).toISOString();
    const kept: Word = { word, reason, at };
    const Item = { ...keyOf(authority), [ledgerTable.sortKey]: `${WORD}${at}`, ...kept };
    await documents.send(new PutCommand({ TableName: tableName, Item }));
  }

  return {
    async pause(reason) {
      const before = await change((state) => ({
        state:
          state.breaker.state === 'paused' ? state : { ...state, breaker: { state: 'paused', reason, since: now() } },
        result: state.breaker,
      }));
      if (before.state !== 'paused') await keep('paused', reason);
      return before;
    },
    async resume(reason) {
      const before = await change((state) => ({
        state: state.breaker.state === 'paused' ? { ...state, breaker: { state: 'ramping', since: now() } } : state,
        result: state.breaker,
      }));
      if (before.state === 'paused') await keep('resumed', reason);
      return before;
    },
    state: async () => (await read()).state,
    async lastWord() {
      const { Items } = await documents.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: '#lane = :lane AND begins_with(#entry, :word)',
          ExpressionAttributeNames: { '#lane': ledgerTable.partitionKey, '#entry': ledgerTable.sortKey },
          ExpressionAttributeValues: { ':lane': keyOf(authority)[ledgerTable.partitionKey], ':word': WORD },
          ScanIndexForward: false,
          Limit: 1,
        }),
      );
      const found = Items?.[0];
      return found && { word: found['word'], reason: found['reason'], at: found['at'] };
    },
  };
}

/** The item, and how it is changed where several do it at once. */
function laneItem({ client, tableName, authority, now }: LaneOptions) {
  const documents = DynamoDBDocumentClient.from(client);
  const Key = keyOf(authority);
  let known: { state: AdmissionState; version: number; writers: string[]; at: number } | undefined;
  let reading: ReturnType<typeof read> | undefined;

  async function read() {
    const { Item } = await documents.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
    const found = Item
      ? {
          state: Item['state'] as AdmissionState,
          version: Number(Item['version']),
          writers: writersOf(Item),
          at: now(),
        }
      : { state: initialState, version: 0, writers: [], at: now() };
    // What was written meanwhile is newer than what a read of before brings.
    if (!known || !Item || found.version >= known.version) known = found;
    return known;
  }

  async function write(state: AdmissionState, { version, writers }: NonNullable<typeof known>): Promise<boolean> {
    const at = now();
    let next = writers;
    const put = (nonce: string) => {
      next = [nonce, ...writers.slice(0, WRITERS - 1)];
      return documents.send(
        new PutCommand({
          TableName: tableName,
          Item: { ...Key, state, version: version + 1, [WRITTEN_BY]: next },
          ConditionExpression: version === 0 ? 'attribute_not_exists(version)' : 'version = :version',
          ...(version > 0 && { ExpressionAttributeValues: { ':version': version } }),
        }),
      );
    };
    const isOurs = (await conditionally(documents, { TableName: tableName, Key }, WRITTEN_BY, put)) === 'written';
    known = isOurs ? { state, version: version + 1, writers: next, at } : undefined;
    return isOurs;
  }

  /** Changes the state by a pure step, again from the start where another instance was first. */
  async function change<T>(step: (state: AdmissionState) => { state: AdmissionState; result: T }): Promise<T> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = known ?? (await read());
      const { state, result } = step(before.state);
      // What was read a while ago may be enough to write, never to conclude that nothing is to be written.
      if (state === before.state && known && now() - known.at < FRESH_MS) return result;
      if (state === before.state) {
        known = undefined;
        const fresh = await read();
        const again = step(fresh.state);
        if (again.state === fresh.state) return again.result;
        if (await write(again.state, fresh)) return again.result;
      } else if (await write(state, before)) {
        return result;
      }
    }
    throw new Error(`The admission of ${authority} could not be written: others were always first`);
  }

  /** The state as it was a moment ago at the latest; read ahead while it is asked for often, so that nobody waits. */
  async function recent() {
    const age = known ? now() - known.at : Number.POSITIVE_INFINITY;
    if (known && age < FRESH_MS / 2) return known;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    // One that fails is told to who has to wait for it, if anybody has.
    reading.catch(() => undefined);
    return known && age < FRESH_MS ? known : reading;
  }

  return { read, recent, change };
}
