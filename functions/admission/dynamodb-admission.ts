import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { conditionally, WRITTEN_BY } from '../table/conditional-write.ts';
import { laneId, laneKey, plainTable } from '../table/plain-table.ts';
import { type AdmissionRules, admit, type Grant } from './admit.ts';
import { giveBack, type LostTurns } from './give-back.ts';
import { packedHour, stateInItem } from './packed-hour.ts';
import { type CallResult, report, type Transition } from './report.ts';
import { type AdmissionState, type Breaker, initialState } from './state.ts';

/** A lane's admission as its senders use it: asked before they send, reported to afterwards. */
export interface Admission {
  /**
   * Grants turns to `wanted` messages, none sooner than `leadMs` from now: one conditional write for a batch.
   * @param lost the turns that went by since the last time: the hour's share counts them no longer
   */
  admit(wanted: number, leadMs: number, lost?: LostTurns): Promise<Grant>;
  /** Reports a call's result; writes only where it changes the lane. */
  report(answer: CallResult): Promise<Transition | undefined>;
  /** True if the lane sends, by a state that is at most a moment old. */
  isSending(): Promise<boolean>;
  /** The current state. */
  state(): Promise<AdmissionState>;
}

/** An operator's switch of a lane. Its reasons stay in the table, also after the pause is over. */
export interface LaneSwitch {
  /** Stops the lane until it is resumed. Returns the breaker as it was; it was paused already where nothing changed. */
  pause(reason: string): Promise<Breaker>;
  /** Lets a paused lane ramp up. Returns the breaker as it was; it was not paused where nothing changed. */
  resume(reason: string): Promise<Breaker>;
  state(): Promise<AdmissionState>;
  /** The latest pause or resumption by an operator. */
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
  /** The name of this instance, which marks its probe. */
  owner: string;
}

/**
 * The age up to which a state may be used while a batch is in flight: less than the second in which all must fall
 * silent.
 */
const FRESH_MS = 400;
/** The most writers that an item names: others may have written since a write whose answer was lost. */
const WRITERS = 4;
/** The most tries of a write that others overtake. */
const TRIES = 20;

/** A lane's current admission, for readers. */
export async function admissionState(
  client: DynamoDBClient,
  tableName: string,
  authority: string,
): Promise<AdmissionState> {
  return (await laneItem({ client, tableName, authority, now: Date.now }).read()).state;
}

/** The prefix of an operator's actions on a lane, one item each. */
const WORD = 'word/';

/** A lane's admission in one DynamoDB item, written only by conditional puts on its version. */
export function dynamoDbAdmission({ rules, owner, ...lane }: AdmissionOptions): Admission {
  const { now } = lane;
  const { change, read, recent } = laneItem(lane);
  return {
    admit: (wanted, leadMs, lost = {}) =>
      change((state) => {
        const { grant, state: next } = admit(giveBack(state, lost), wanted, owner, now(), { ...rules, leadMs });
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

/** An operator's switch, on the same item; it needs no rules of the senders. */
export function dynamoDbLaneSwitch(lane: LaneOptions): LaneSwitch {
  const { client, tableName, authority, now } = lane;
  const { put, beginning } = plainTable(client, tableName);
  const { change, read } = laneItem(lane);

  async function keep(word: Word['word'], reason: string): Promise<void> {
    const at = new Date(now()).toISOString();
    const kept: Word = { word, reason, at };
    await put({ ...laneKey(authority, `${WORD}${at}`), ...kept });
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
      for await (const { word, reason, at } of beginning(laneId(authority), WORD, {
        ScanIndexForward: false,
        Limit: 1,
      }))
        return { word, reason, at } as Word;
      return undefined;
    },
  };
}

/** The item, with its reads and its conditional changes. */
function laneItem({ client, tableName, authority, now }: LaneOptions) {
  const { documents, get } = plainTable(client, tableName);
  const Key = laneKey(authority, 'admission');
  let known: { state: AdmissionState; version: number; writers: string[]; at: number } | undefined;
  let reading: ReturnType<typeof read> | undefined;

  async function read() {
    const Item = await get(Key);
    const found = Item
      ? {
          state: stateInItem(Item),
          version: Number(Item['version']),
          writers: Array.isArray(Item[WRITTEN_BY]) ? Item[WRITTEN_BY] : [],
          at: now(),
        }
      : { state: initialState, version: 0, writers: [], at: now() };
    // A write in the meantime is newer than this read.
    if (!known || !Item || found.version >= known.version) known = found;
    return known;
  }

  async function write(
    { hour, ...state }: AdmissionState,
    { version, writers }: NonNullable<typeof known>,
  ): Promise<boolean> {
    const at = now();
    let next = writers;
    const put = (nonce: string) => {
      next = [nonce, ...writers.slice(0, WRITERS - 1)];
      return documents.send(
        new PutCommand({
          TableName: tableName,
          Item: { ...Key, state, hour: packedHour(hour), version: version + 1, [WRITTEN_BY]: next },
          ConditionExpression: version === 0 ? 'attribute_not_exists(version)' : 'version = :version',
          ...(version > 0 && { ExpressionAttributeValues: { ':version': version } }),
        }),
      );
    };
    const isOurs = (await conditionally(documents, { TableName: tableName, Key }, WRITTEN_BY, put)) === 'written';
    known = isOurs ? { state: { ...state, hour }, version: version + 1, writers: next, at } : undefined;
    return isOurs;
  }

  /** Changes the state by a pure step, again from the start where another instance was first. */
  async function change<T>(step: (state: AdmissionState) => { state: AdmissionState; result: T }): Promise<T> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = known ?? (await read());
      const { state, result } = step(before.state);
      // A slightly old read is enough to write, never to conclude that nothing need be written.
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

  /** The state, at most a moment old; read ahead while it is asked for often, so that nobody waits. */
  async function recent() {
    const age = known ? now() - known.at : Number.POSITIVE_INFINITY;
    if (known && age < FRESH_MS / 2) return known;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    // A failed read is reported to those who wait for it; without any, this handler keeps it from ending the process.
    reading.catch(() => undefined);
    return known && age < FRESH_MS ? known : reading;
  }

  return { read, recent, change };
}
