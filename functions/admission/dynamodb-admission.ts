import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { type AdmissionRules, admit, type Grant } from './admit.ts';
import { type Answer, report, type Transition } from './report.ts';
import { type AdmissionState, initialState } from './state.ts';

/** What a lane's senders ask before they send, and tell afterwards. */
export interface Admission {
  /** How many of so many messages may go now, and when: one conditional write a batch. */
  admit(wanted: number): Promise<Grant>;
  /** Tells what an answer means for the lane; writes only where it changes something. */
  report(answer: Answer): Promise<Transition | undefined>;
  /** Whether the lane still sends, as it was a moment ago at the latest. */
  isSending(): Promise<boolean>;
  /** Stops the lane until it is resumed. */
  pause(reason: string): Promise<void>;
  resume(): Promise<void>;
  /** The state as it is now. */
  state(): Promise<AdmissionState>;
}

export interface AdmissionOptions {
  client: DynamoDBClient;
  tableName: string;
  authority: string;
  rules: AdmissionRules;
  /** Names this instance: whose probe it is. */
  owner: string;
  now: () => number;
}

/** What was read is good for so long while a batch is under way: less than the second in which all must fall silent. */
const FRESH_MS = 400;
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

/** A lane's admission in one DynamoDB item, written only by conditional puts on its version. */
export function dynamoDbAdmission({ client, tableName, authority, rules, owner, now }: AdmissionOptions): Admission {
  const documents = DynamoDBDocumentClient.from(client);
  const Key = keyOf(authority);
  let known: { state: AdmissionState; version: number; at: number } | undefined;

  async function read() {
    const { Item } = await documents.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
    known = Item
      ? { state: Item['state'] as AdmissionState, version: Number(Item['version']), at: now() }
      : { state: initialState, version: 0, at: now() };
    return known;
  }

  async function write(state: AdmissionState, version: number): Promise<boolean> {
    try {
      await documents.send(
        new PutCommand({
          TableName: tableName,
          Item: { ...Key, state, version: version + 1 },
          ConditionExpression: version === 0 ? 'attribute_not_exists(version)' : 'version = :version',
          ...(version > 0 && { ExpressionAttributeValues: { ':version': version } }),
        }),
      );
      known = { state, version: version + 1, at: now() };
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      known = undefined;
      return false;
    }
  }

  /** Changes the state by a pure step, again from the start where another instance was first. */
  async function change<T>(step: (state: AdmissionState) => { state: AdmissionState; result: T }): Promise<T> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { state: before, version } = known ?? (await read());
      const { state, result } = step(before);
      // What was read a while ago may be enough to write, never to conclude that nothing is to be written.
      if (state === before && known && now() - known.at < FRESH_MS) return result;
      if (state === before) {
        known = undefined;
        const fresh = await read();
        const again = step(fresh.state);
        if (again.state === fresh.state) return again.result;
        if (await write(again.state, fresh.version)) return again.result;
      } else if (await write(state, version)) {
        return result;
      }
    }
    throw new Error(`The admission of ${authority} could not be written: others were always first`);
  }

  return {
    admit: (wanted) =>
      change((state) => {
        const { grant, state: next } = admit(state, wanted, owner, now(), rules);
        return { state: next, result: grant };
      }),
    report: (answer) =>
      change((state) => {
        const { state: next, transition } = report(state, answer, owner, now(), rules);
        return { state: next, result: transition };
      }),
    async isSending() {
      const { state } = known && now() - known.at < FRESH_MS ? known : await read();
      return state.breaker.state === 'closed' || state.breaker.state === 'ramping';
    },
    pause: (reason) =>
      change((state) => ({
        state: { ...state, breaker: { state: 'paused', reason, since: now() } },
        result: undefined,
      })),
    resume: () =>
      change((state) => ({
        state: state.breaker.state === 'paused' ? { ...state, breaker: { state: 'ramping', since: now() } } : state,
        result: undefined,
      })),
    state: async () => (await read()).state,
  };
}
