import { EventEmitter } from 'node:events';
import { thrownText } from '../fault.ts';
import type { ItemChange, ToldOfChange } from './database.ts';
import { callDynamodb, callDynamodbStreams, DynamodbError } from './dynamodb-call.ts';

/** The pause before a table is looked at of which no write was heard: deletions at their expiry have no call. */
const IDLE_MS = 1000;

/** A record of the Streams API. */
interface ApiRecord extends Omit<ItemChange, 'eventName' | 'userIdentity'> {
  eventName: string;
}

interface StreamDescription {
  Shards: { ShardId: string }[];
  LastEvaluatedShardId?: string;
}

/** A shard that was begun. */
interface Shard {
  StreamArn: string;
  ShardId: string;
  /** The record that was told last. */
  told?: string;
}

/** The faults of an iterator in whose place another one can be had. */
const WORN_OUT: readonly unknown[] = ['ExpiredIteratorException', 'TrimmedDataAccessException'];

/**
 * Reads a table's own stream in DynamoDB Local from its beginning: shard after shard, each record once and in order.
 * A table that is deleted and made again has another stream, which is read after the first. DynamoDB Local has a record
 * in the stream before it answers the write.
 */
export class TableStream {
  readonly #url: string;
  readonly #table: string;
  readonly #told: ToldOfChange;
  readonly #log: (line: string) => void;
  readonly #bell = new EventEmitter();
  readonly #begun = new Set<string>();
  readonly #running: Promise<void>;
  #shard: Shard | undefined;
  #iterator: string | undefined;
  #rung = 0;
  #read = 0;
  #closed = false;

  /** @param url that of DynamoDB Local */
  constructor(url: string, table: string, told: ToldOfChange, log: (line: string) => void) {
    this.#url = url;
    this.#table = table;
    this.#told = told;
    this.#log = log;
    this.#running = this.#run();
  }

  /** True while a write was heard of whose record may not be read yet. */
  get isBehind(): boolean {
    return this.#read < this.#rung;
  }

  /** Says that a write was carried out, so that the stream is read now. */
  ring(): void {
    this.#rung += 1;
    this.#bell.emit('ring');
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#bell.emit('ring');
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      const rung = this.#rung;
      try {
        await this.#readOn();
        this.#read = rung;
      } catch (error) {
        if (!this.#closed) this.#log(`The stream of ${this.#table} could not be read: ${thrownText(error)}`);
        await this.#ringOrTime();
      }
      if (!this.isBehind && !this.#closed) await this.#ringOrTime();
    }
  }

  /** Tells of every record that is there now. */
  async #readOn(): Promise<void> {
    while (!this.#closed) {
      this.#shard ??= await this.#nextShard();
      if (!this.#shard) return;
      const records = await this.#recordsOf(this.#shard);
      for (const record of records) {
        this.#told(changeOf(record));
        this.#shard.told = record.dynamodb.SequenceNumber;
      }
      if (this.#iterator === undefined) this.#shard = undefined;
      else if (records.length === 0) return;
    }
  }

  /** The records from the iterator on; afterwards there is none where the shard is closed and read. */
  async #recordsOf(shard: Shard): Promise<ApiRecord[]> {
    this.#iterator ??= await this.#iteratorOf(shard);
    let answer: Record<string, unknown>;
    try {
      answer = await callDynamodbStreams(this.#url, 'GetRecords', { ShardIterator: this.#iterator });
    } catch (error) {
      if (!(error instanceof DynamodbError) || !WORN_OUT.includes(error.code)) throw error;
      // DynamoDB Local counts the records of all tables together: the place of one that was empty may be none later.
      const ShardIterator = await this.#iteratorOf(shard);
      answer = await callDynamodbStreams(this.#url, 'GetRecords', { ShardIterator });
    }
    this.#iterator = answer.NextShardIterator as string | undefined;
    return answer.Records as ApiRecord[];
  }

  async #iteratorOf({ StreamArn, ShardId, told }: Shard): Promise<string> {
    const from =
      told === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: told };
    const answer = await callDynamodbStreams(this.#url, 'GetShardIterator', { StreamArn, ShardId, ...from });
    return answer.ShardIterator as string;
  }

  /** The first shard that was not begun yet; undefined where there is none, or no table. */
  async #nextShard(): Promise<Shard | undefined> {
    const StreamArn = await this.#streamArn();
    if (StreamArn === undefined) return undefined;
    let ExclusiveStartShardId: string | undefined;
    do {
      const from = { StreamArn, ...(ExclusiveStartShardId !== undefined && { ExclusiveStartShardId }) };
      const { StreamDescription } = await callDynamodbStreams(this.#url, 'DescribeStream', from);
      const { Shards, LastEvaluatedShardId } = StreamDescription as StreamDescription;
      const next = Shards.find(({ ShardId }) => !this.#begun.has(ShardId));
      if (next) {
        this.#begun.add(next.ShardId);
        return { StreamArn, ShardId: next.ShardId };
      }
      ExclusiveStartShardId = LastEvaluatedShardId;
    } while (ExclusiveStartShardId !== undefined);
    return undefined;
  }

  async #streamArn(): Promise<string | undefined> {
    try {
      const { Table } = await callDynamodb(this.#url, 'DescribeTable', { TableName: this.#table });
      return (Table as { LatestStreamArn?: string }).LatestStreamArn;
    } catch (error) {
      if (error instanceof DynamodbError && error.code === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  }

  #ringOrTime(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#bell.off('ring', done);
        resolve();
      };
      const timer = setTimeout(done, IDLE_MS);
      this.#bell.on('ring', done);
    });
  }
}

/**
 * The change that a record tells. DynamoDB Local 3 gives a deletion at the item's expiry a name that its own API does
 * not have, and leaves out who deleted it; DynamoDB names itself there.
 */
function changeOf({ eventID, eventName, dynamodb }: ApiRecord): ItemChange {
  if (eventName === 'INSERT' || eventName === 'MODIFY' || eventName === 'REMOVE')
    return { eventID, eventName, dynamodb };
  const userIdentity = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };
  return { eventID, eventName: 'REMOVE', dynamodb, userIdentity };
}
