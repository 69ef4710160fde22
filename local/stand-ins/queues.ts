import { buildApp } from 'fauxqs';
import { LOOPBACK } from '../listen.ts';
import { CallCounter, type StandIn } from './calls.ts';
import { MessageGroups } from './message-groups.ts';
import { Senders } from './senders.ts';

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
type Queue = NonNullable<ReturnType<Stores['sqsStore']['getQueue']>>;
type Store<Name extends keyof Stores> = new () => Stores[Name];

/** A message as it stands in a queue, with what Lambda tells about it. */
export interface ReceivedMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  md5OfBody: string;
  receiveCount: number;
  sentTimestamp: number;
  firstReceiveTimestamp: number;
  /** The sender: the access key of the request, in place of a user's or a role's unique id. */
  senderId: string;
  /** Its group, where it was given one. */
  group?: string;
  attributes: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;
  md5OfAttributes?: string;
}

/** A queue as an event source mapping sees it. */
export interface QueueSource {
  readonly arn: string;
  readonly visibilityTimeoutSeconds: number;
  /** Up to 10 messages; waits for one for so many seconds, or until the signal. */
  receive(most: number, waitSeconds: number, signal: AbortSignal): Promise<ReceivedMessage[]>;
  delete(receiptHandles: readonly string[]): void;
}

/** The messages in a queue, as CloudWatch has them. */
export interface LyingThere {
  /** The number of those that can be taken now. */
  visible: number;
  /**
   * The time at which the oldest came into this queue, in milliseconds: a dead letter's age begins anew. Unlike here, AWS
   * leaves out what was taken three times or more and is still there.
   */
  oldestSince: number | undefined;
}

/** SQS, SNS and S3, which answer on one port. */
export interface QueueStandIn extends StandIn {
  readonly calls: CallCounter;
  /** The calls of SNS; `calls` holds those of SQS. */
  readonly topicCalls: CallCounter;
  urlOf(queueName: string): string;
  createQueue(name: string, attributes: Record<string, string>): { url: string; arn: string };
  createBucket(name: string): void;
  createTopic(name: string): { arn: string };
  subscribe(topicArn: string, protocol: string, endpoint: string, attributes: Record<string, string>): { arn: string };
  /** The queue of an ARN, for an event source mapping: receives in this process, and counts as calls. */
  source(queueArn: string): QueueSource | undefined;
  /** The messages in a queue, by its name; undefined where there is no such queue. */
  lyingIn(queueName: string): LyingThere | undefined;
}

const ACCOUNT = '000000000000';
/** The most messages in one answer of SQS. */
const MOST_PER_RECEIVE = 10;

/** SQS, SNS and S3 by fauxqs, on loopback and with queue URLs that resolve from anywhere on this machine. */
export async function startQueues(region: string): Promise<QueueStandIn> {
  const stores = await makeStores();
  await takeEveryCharacter();
  const { sqsStore, snsStore, s3Store } = stores;
  const app = buildApp({ logger: false, defaultRegion: region, stores });
  const calls = new CallCounter();
  const topicCalls = new CallCounter();
  const senders = new Senders();
  const groups = new MessageGroups();
  /** The time at which each message came into the queue in which it lies. */
  const cameIn = new WeakMap<object, number>();

  app.addHook('preHandler', (request, _, done) => {
    const target = request.headers['x-amz-target'];
    if (typeof target === 'string') calls.add(target.slice(target.indexOf('.') + 1));
    else if (isForm(request.body)) topicCalls.add(request.body.Action);
    senders.callAs(request.headers.authorization, () => groups.callWith(request.body, done));
  });
  // fauxqs overlooks that an object is to be put only where none is.
  app.addHook('preHandler', (request, reply, done) => {
    const { bucket = '', '*': key = '' } = (request.params ?? {}) as { bucket?: string; '*'?: string };
    const isConditional = request.method === 'PUT' && request.headers['if-none-match'] === '*';
    if (!isConditional || !isThere(s3Store, bucket, key)) return done();
    reply.status(412).header('content-type', 'application/xml').send(PRECONDITION_FAILED);
  });
  // fauxqs has one sender for all messages.
  app.addHook('preSerialization', async (request, _, payload) => {
    const { QueueUrl } = (request.body ?? {}) as { QueueUrl?: string };
    for (const { ReceiptHandle, Attributes } of received(payload)) {
      const entry = QueueUrl && sqsStore.getQueue(QueueUrl)?.inflightMessages.get(ReceiptHandle);
      if (entry && Attributes?.SenderId) Attributes.SenderId = senders.of(entry.message);
    }
    return payload;
  });
  const address = await app.listen({ port: 0, host: LOOPBACK });
  const endpoint = `http://${LOOPBACK}:${new URL(address).port}`;
  const urlOf = (name: string) => `${endpoint}/${ACCOUNT}/${name}`;

  // fauxqs makes URLs such as http://sqs.eu-west-3.localhost:1234/…, which resolve nowhere, and
  // knows a queue by the very URL that it was made with; a queue is known by its name here.
  sqsStore.buildQueueUrl = urlOf;
  sqsStore.getQueue = (url) => sqsStore.getQueueByName(url.slice(url.lastIndexOf('/') + 1));
  const createQueue = sqsStore.createQueue.bind(sqsStore);
  sqsStore.createQueue = (...given) => {
    const queue = createQueue(...given);
    const enqueue = queue.enqueue.bind(queue);
    queue.enqueue = (message) => {
      senders.note(message);
      groups.note(message);
      cameIn.set(message, Date.now());
      enqueue(message);
    };
    return queue;
  };

  return {
    endpoint,
    calls,
    topicCalls,
    urlOf,
    createQueue(name, attributes) {
      const arn = `arn:aws:sqs:${region}:${ACCOUNT}:${name}`;
      sqsStore.createQueue(name, urlOf(name), arn, attributes);
      return { url: urlOf(name), arn };
    },
    createBucket: (name) => s3Store.createBucket(name),
    createTopic: (name) => ({ arn: snsStore.createTopic(name, undefined, undefined, region).arn }),
    subscribe(topicArn, protocol, target, attributes) {
      const made = snsStore.subscribe(topicArn, protocol, target, attributes);
      if (!made) throw new TypeError(`There is no topic ${topicArn}`);
      return { arn: made.arn };
    },
    source(queueArn) {
      const queue = sqsStore.getQueueByArn(queueArn);
      return queue && sourceOf(queue, (arn) => sqsStore.getQueueByArn(arn), calls, senders);
    },
    lyingIn(name) {
      const queue = sqsStore.getQueueByName(name);
      if (!queue) return undefined;
      queue.processTimers();
      const { ready, delayed, inflight } = queue.inspectMessages();
      const lying = [...ready, ...delayed, ...inflight.map(({ message }) => message)];
      const oldest = lying.reduce((least, one) => Math.min(least, cameIn.get(one) ?? one.sentTimestamp), Infinity);
      return { visible: ready.length, oldestSince: lying.length > 0 ? oldest : undefined };
    },
    close: () => app.close(),
  };
}

/**
 * Receiving in this process instead of over HTTP saves most of what a message costs here, ends at
 * once on a signal, and cannot lose messages to a poll whose client is gone.
 */
function sourceOf(
  queue: Queue,
  queueOf: (arn: string) => Queue | undefined,
  calls: CallCounter,
  senders: Senders,
): QueueSource {
  const take = (most: number) => queue.dequeue(Math.min(most, MOST_PER_RECEIVE), undefined, queueOf);
  return {
    arn: queue.arn,
    visibilityTimeoutSeconds: Number(queue.attributes.VisibilityTimeout),
    async receive(most, waitSeconds, signal) {
      calls.add('ReceiveMessage');
      let taken = take(most);
      if (taken.length === 0 && waitSeconds > 0 && !signal.aborted) {
        await untilEither(queue.waitForMessages(waitSeconds), signal);
        taken = take(most);
      }
      return taken.map(({ ReceiptHandle }) => receivedOf(queue, ReceiptHandle, senders));
    },
    delete(receiptHandles) {
      calls.add('DeleteMessageBatch', Math.ceil(receiptHandles.length / MOST_PER_RECEIVE));
      for (const handle of receiptHandles) queue.deleteMessage(handle);
    },
  };
}

function receivedOf(queue: Queue, receiptHandle: string, senders: Senders): ReceivedMessage {
  const entry = queue.inflightMessages.get(receiptHandle);
  if (!entry) throw new TypeError('A message was lost between its receipt and its delivery');
  const { message } = entry;
  return {
    messageId: message.messageId,
    receiptHandle,
    body: message.body,
    md5OfBody: message.md5OfBody,
    receiveCount: message.approximateReceiveCount,
    sentTimestamp: message.sentTimestamp,
    firstReceiveTimestamp: message.approximateFirstReceiveTimestamp ?? message.sentTimestamp,
    senderId: senders.of(message),
    ...(message.messageGroupId !== undefined && { group: message.messageGroupId }),
    attributes: message.messageAttributes as ReceivedMessage['attributes'],
    ...(message.md5OfMessageAttributes && { md5OfAttributes: message.md5OfMessageAttributes }),
  };
}

/** Leaves nothing behind at the signal, which lives as long as the machine. */
function untilEither(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done);
    void promise.then(done);
  });
}

interface ReceivedBySdk {
  ReceiptHandle: string;
  Attributes?: Record<string, string>;
}

/** The messages of an answer to ReceiveMessage; none of any other answer. */
function received(payload: unknown): ReceivedBySdk[] {
  const messages = typeof payload === 'object' && payload !== null && 'Messages' in payload && payload.Messages;
  return Array.isArray(messages) ? (messages as ReceivedBySdk[]) : [];
}

/** The answer of S3 to a put on a condition that does not hold. */
const PRECONDITION_FAILED =
  '<Error><Code>PreconditionFailed</Code><Message>At least one of the pre-conditions you specified did not hold</Message></Error>';

function isThere(store: Stores['s3Store'], bucket: string, key: string): boolean {
  try {
    return Boolean(store.getObject(bucket, key));
  } catch {
    return false;
  }
}

function isForm(body: unknown): body is { Action: string } {
  return typeof body === 'object' && body !== null && typeof (body as { Action?: unknown }).Action === 'string';
}

/** A character SQS does not take: any but #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF. */
const NOT_TAKEN = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** fauxqs refuses characters beyond U+FFFF, which SQS takes: its pattern looks at halves of them. */
async function takeEveryCharacter(): Promise<void> {
  const home = import.meta.resolve('fauxqs');
  const loaded = (await import(new URL('sqs/sqsTypes.js', home).href)) as { INVALID_MESSAGE_BODY_CHAR?: RegExp };
  if (!loaded.INVALID_MESSAGE_BODY_CHAR) throw new TypeError('fauxqs has no such pattern: this was written for 1.9.2');
  loaded.INVALID_MESSAGE_BODY_CHAR.test = (body) => NOT_TAKEN.test(body);
}

/** fauxqs does not export its stores, which are needed to say what a queue's URL is. */
async function makeStores(): Promise<Stores> {
  const home = import.meta.resolve('fauxqs');
  const load = async <Name extends keyof Stores>(path: string, name: string): Promise<Stores[Name]> => {
    const loaded = (await import(new URL(path, home).href)) as Record<string, Store<Name>>;
    const Class = loaded[name];
    if (!Class) throw new TypeError(`fauxqs has no ${name}: this was written for 1.9.2`);
    return new Class();
  };
  const [sqsStore, snsStore, s3Store] = await Promise.all([
    load<'sqsStore'>('sqs/sqsStore.js', 'SqsStore'),
    load<'snsStore'>('sns/snsStore.js', 'SnsStore'),
    load<'s3Store'>('s3/s3Store.js', 'S3Store'),
  ]);
  return { sqsStore, snsStore, s3Store };
}
