import { Readable } from 'node:stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ledgerTable } from '../../../schemas/ledger-table.ts';
import type { VirtualClock } from './clock.ts';

type Values = Record<string, Record<string, unknown>>;
interface Call {
  Key?: Values;
  Item?: Values;
  ConditionExpression?: string;
  ExpressionAttributeValues?: Values;
}

/** A request, as the SDK puts it on the wire. */
interface Request {
  headers: Record<string, string>;
  body: Uint8Array;
}
/** An answer, as the SDK reads it from the wire. */
interface Answer {
  statusCode: number;
  headers: Record<string, string>;
  body: Readable;
}

/** The conditions that it knows: those of an item with a version. */
const NONE_YET = 'attribute_not_exists(version)';
const STILL = 'version = :version';

/**
 * A table in virtual time for items with a version, as admission keeps its own: the SDK's client is the real one, and
 * each of its calls takes a while, half of it before the call has its effect. Two writers meet as they do in DynamoDB.
 */
export class VirtualTable {
  readonly client: DynamoDBClient;
  /** The calls so far, and the conditions that failed. */
  readonly counts = { reads: 0, writes: 0, conflicts: 0 };
  readonly #items = new Map<string, Values>();
  readonly #clock: VirtualClock;
  readonly #callMs: number;

  constructor(clock: VirtualClock, callMs: number) {
    this.#clock = clock;
    this.#callMs = callMs;
    this.client = new DynamoDBClient({
      ...{ region: 'virtual', endpoint: 'http://table.test' },
      credentials: { accessKeyId: 'virtual', secretAccessKey: 'virtual' },
      signer: { sign: async (request) => request },
      requestHandler: {
        handle: async (request: unknown) => ({ response: await this.#handle(request as Request) }),
      } as never,
    });
    this.client.middlewareStack.add((next) => (args) => clock.during(() => next(args)), {
      step: 'initialize',
      priority: 'high',
    });
  }

  async #handle({ headers, body }: Request): Promise<Answer> {
    await this.#clock.sleepWithin(this.#callMs / 2);
    const isPut = headers['x-amz-target']?.endsWith('.PutItem') === true;
    const text = new TextDecoder().decode(body);
    const answer = isPut ? this.#put(JSON.parse(text)) : this.#get(JSON.parse(text));
    await this.#clock.sleepWithin(this.#callMs / 2);
    return answer;
  }

  #get({ Key = {} }: Call): Answer {
    this.counts.reads += 1;
    const Item = this.#items.get(placeIn(Key));
    return answered(200, Item ? { Item } : {});
  }

  #put({ Item = {}, ConditionExpression, ExpressionAttributeValues }: Call): Answer {
    this.counts.writes += 1;
    const before = this.#items.get(placeIn(Item));
    const version = JSON.stringify(before?.['version']);
    if (ConditionExpression !== NONE_YET && ConditionExpression !== STILL) throw new TypeError('Not simulated');
    const wanted = ConditionExpression === STILL ? JSON.stringify(ExpressionAttributeValues?.[':version']) : undefined;
    if (version !== wanted) {
      this.counts.conflicts += 1;
      return answered(400, { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException' });
    }
    this.#items.set(placeIn(Item), Item);
    return answered(200, {});
  }
}

function placeIn(item: Values): string {
  return JSON.stringify([item[ledgerTable.partitionKey], item[ledgerTable.sortKey]]);
}

function answered(statusCode: number, body: object): Answer {
  return {
    statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Readable.from([Buffer.from(JSON.stringify(body))]),
  };
}
