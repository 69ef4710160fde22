import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { ChangeMessageVisibilityCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { dynamoDbLaneSwitch, type LaneSwitch } from '../../../functions/admission/dynamodb-admission.ts';
import type {
  housekeepingEnvironment,
  notifierEnvironment,
  receiverEnvironment,
  senderEnvironment,
} from '../../../functions/environment.ts';
import { dynamoDbCursors } from '../../../functions/ledger/cursors.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { mergeFiling } from '../../../functions/ledger/filing.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { failuresOf, sqsRecord } from '../../../local/lambda/sqs-event.ts';
import { type Simulator, startDeltaH7 } from '../../../local/simulators/delta-h7/index.ts';
import type { Attributes } from '../../../local/stand-ins/database.ts';
import type { QueueSource } from '../../../local/stand-ins/queues.ts';
import { callbackRoutes } from '../../../schemas/catalogue.ts';
import type { FilingKind } from '../../../schemas/contract.ts';
import { deltaH7Lane } from '../../../schemas/delta-h7/lane.ts';
import { ledgerTable } from '../../../schemas/ledger-table.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import type { ShownFiling as Filing } from '../../../schemas/shown-filing.ts';
import { shown } from '../../../schemas/shown-filing.ts';
import { createLedgerTable } from '../dynamodb.ts';
import { countIn } from '../queues.ts';
import { type Clock, clock } from './clock.ts';
import { CountedCalls, type Fault, isAt, technical } from './faults.ts';
import type { FunctionName, Handler } from './functions.ts';
import { type Ground, REGION, type Tenant } from './ground.ts';
import type { Answer, Call } from './wire.ts';

const ACCOUNT = { clientId: 'client', clientSecret: 'client-secret', username: 'technical', password: 'pass-word' };
const TOKEN = 'the-token-that-customs-was-given';
const AWS_ACCOUNT = '000000000000';
/** The receives after which a message counts as one that never gets anywhere. */
const MOST_TRIES = 12;
/** A call takes so long on this gateway's own time, and the way from one invocation to the next. */
const CALL_MS = 1;
const INVOCATION_MS = 500;
const NEVER = new AbortController().signal;
const routes = callbackRoutes(['delta-h7']);

/** A call that a function made to customs, tokens aside. */
export interface CustomsCall {
  instance: string;
  path: string;
  messageId: string;
  reference: string;
  /** The status that the function heard; undefined where the answer was lost, or never came. */
  heard: number | undefined;
  /** Whether the call reached customs. */
  arrived: boolean;
}

export interface SmallGatewayOptions {
  /** Settings of the lane, beside those that every small gateway has. */
  lane?: Record<string, unknown>;
  overdueMinutes?: number;
  warnDays?: number;
  fault?: Fault | undefined;
  /** Whether customs' callbacks are kept back after the preparation, until they are let in. */
  holdCallbacks?: boolean;
}

interface Instance {
  id: string;
  by: FunctionName;
  handler: Handler;
  die(): void;
  isDead: boolean;
  death: Promise<never>;
}

/**
 * A gateway of the real functions, in this process and on a time of its own, between its queue, its table's
 * stream, its customs and its platforms: driven step by step, so that each of its calls has its place.
 */
export class SmallGateway implements Tenant {
  readonly clock: Clock = clock();
  readonly calls = new CountedCalls();
  readonly customsCalls: CustomsCall[] = [];
  /** Problems that the books cannot notify: a message that was handed out in vain, again and again. */
  readonly problems: string[] = [];
  readonly logs: string[] = [];
  readonly ledger: Ledger;
  readonly laneSwitch: LaneSwitch;
  /** The instances that were killed. */
  readonly killed = new Set<string>();
  customs!: Simulator;
  /** Whether calls are counted and struck: while the scenario runs, but not in its preparation or its end. */
  isArmed = false;
  hasStruck = false;
  readonly #ground: Ground;
  readonly #name: string;
  readonly #options: SmallGatewayOptions;
  readonly #instances = new Map<FunctionName, Instance>();
  readonly #all = new Map<string, Instance>();
  readonly #stream: { SequenceNumber: string; Keys: Record<string, { S: string }> }[] = [];
  readonly #tries = new Map<string, number>();
  readonly #urls: Record<'outbox' | 'deadLetters' | 'untold' | 'told', string>;
  readonly #topic: string;
  readonly #outcomes: Outcome[] = [];
  readonly #clients: { destroy(): void }[] = [];
  #made = 0;
  #recorded = 0;
  #gate: { opened: Promise<void>; open(): void } | undefined;

  private constructor(ground: Ground, name: string, options: SmallGatewayOptions) {
    this.#ground = ground;
    this.#name = name;
    this.#options = options;
    const hidden = { VisibilityTimeout: '3600' };
    const made = (queue: string) => ground.queues.createQueue(`${name}-${queue}`, hidden);
    this.#urls = {
      outbox: made('outbox').url,
      deadLetters: made('dead-letters').url,
      untold: made('untold').url,
      told: made('told').url,
    };
    this.#topic = ground.queues.createTopic(`${name}-outcomes`).arn;
    ground.queues.subscribe(this.#topic, 'sqs', arnOf(`${name}-told`), { RawMessageDelivery: 'true' });
    ground.secrets.create(`${name}-credentials`, JSON.stringify(ACCOUNT));
    ground.secrets.create(`${name}-token`, TOKEN);
    this.ledger = dynamoDbLedger({ client: ground.dynamodb, tableName: name, retentionDays: 30 });
    const now = () => this.clock.now();
    this.laneSwitch = dynamoDbLaneSwitch({ client: ground.dynamodb, tableName: name, authority: 'delta-h7', now });
  }

  static async start(ground: Ground, name: string, options: SmallGatewayOptions = {}): Promise<SmallGateway> {
    const gateway = new SmallGateway(ground, name, options);
    await createLedgerTable(ground.dynamodb, name);
    const keys = [ledgerTable.partitionKey, ledgerTable.sortKey];
    ground.database.watch({ table: name, keys }, (Keys) => ground.tenants.get(name)?.record(Keys));
    gateway.customs = await startDeltaH7({
      ...{ port: 0, pace: 0, callbackUrl: `${ground.callbackUrl}/${name}`, callbackToken: TOKEN },
      ...{ accounts: [ACCOUNT], callbackAttempts: 50, replayDelayMs: 5, validationOrder: 'state-first' as const },
      now: () => new Date(gateway.clock.now()),
    });
    // The sweeps begin here, and not an hour before it.
    const cursors = dynamoDbCursors(ground.dynamodb, name);
    const at = new Date(gateway.clock.now() - 60_000).toISOString();
    await Promise.all(['overdue', 'expiring'].map((sweep) => cursors.set(`delta-h7/${sweep}`, at)));
    ground.tenants.set(name, gateway);
    return gateway;
  }

  get customsUrl(): string {
    return new URL(this.customs.url).origin;
  }

  async stop(): Promise<void> {
    this.#ground.tenants.delete(this.#name);
    for (const instance of this.#all.values()) instance.isDead = true;
    for (const client of this.#clients) client.destroy();
    await this.customs.close();
    await this.#ground.dynamodb.send(new DeleteTableCommand({ TableName: this.#name }));
  }

  async submit(text: string, queue: 'outbox' | 'deadLetters' = 'outbox'): Promise<void> {
    await this.#ground.sqs.send(new SendMessageCommand({ QueueUrl: this.#urls[queue], MessageBody: text }));
  }

  async filing(reference: string, kind: FilingKind = 'declaration'): Promise<Filing> {
    const key = { authority: 'delta-h7', kind, reference } as const;
    return shown(mergeFiling(key, await this.ledger.records(key)));
  }

  /** Every outcome that was published so far. */
  async outcomes(): Promise<readonly Outcome[]> {
    for (const text of await drained(this.#queue('told'))) this.#outcomes.push(JSON.parse(text) as Outcome);
    return this.#outcomes;
  }

  /** The number of messages in a queue, visible or not. */
  left(queue: 'outbox' | 'deadLetters' | 'untold'): Promise<number> {
    return countIn(this.#ground.sqs, this.#urls[queue]);
  }

  /** Calls back as customs does, past its simulator. */
  async callback(path: string, rawHeaders: readonly string[], body: Buffer): Promise<{ status: number; body: string }> {
    await this.#gate?.opened;
    const event = callbackEvent(path, rawHeaders, body);
    const running = this.#invoke('receive', event) as Promise<{ statusCode: number; body: string }>;
    const answer = await running.catch(() => ({ statusCode: 502, body: '' }));
    // Customs lets some time pass before it sends the same again.
    if (answer.statusCode >= 500) this.clock.travel(2_000);
    return { status: answer.statusCode, body: answer.body };
  }

  /** Calls back until it is taken. */
  async callBack(path: string, payload: unknown): Promise<void> {
    for (;;) {
      const headers = ['Authorization', `Bearer ${TOKEN}`, 'Content-Type', 'application/json'];
      const { status } = await this.callback(path, headers, Buffer.from(JSON.stringify(payload)));
      if (status < 500) return;
    }
  }

  /** Begins to count calls, of which one is struck, and to keep callbacks back, if they are to be. */
  arm(): void {
    this.isArmed = true;
    if (this.#options.holdCallbacks) this.#holdCallbacks();
  }

  #holdCallbacks(): void {
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    this.#gate = { opened, open };
  }

  /** Lets in what customs has to say, and has it told. */
  async bringCallbacks(): Promise<void> {
    this.#gate?.open();
    this.#gate = undefined;
    do {
      await this.customs.idle();
      await this.#notifyAll();
    } while (this.#stream.length > 0);
  }

  /** Works until there is nothing left to do at this time. */
  async settle(): Promise<void> {
    for (;;) {
      const sent = await this.#sendAll();
      if (!this.#gate) await this.customs.idle();
      const told = await this.#notifyAll();
      if (!sent && !told && this.#stream.length === 0) return;
    }
  }

  /** Lets time pass, has the lanes tended, and works until there is nothing left to do. */
  async housekeep(afterMs = 61_000): Promise<void> {
    this.clock.travel(afterMs);
    // The stand-in counts what is no longer hidden only once somebody asks for it.
    const letters = { QueueUrl: this.#urls.deadLetters, VisibilityTimeout: 0 };
    if (!this.isArmed) await this.#ground.sqs.send(new ReceiveMessageCommand(letters));
    await this.#invoke('housekeeping', {}).catch((error: unknown) => this.logs.push(`housekeeping: ${error}`));
    await this.settle();
  }

  async judge(call: Call, pass: () => Promise<Answer>): Promise<Answer | undefined> {
    const instance = this.#all.get(call.caller);
    if (!instance || instance.isDead) return undefined;
    this.clock.travel(CALL_MS);
    const noted = this.#noteCustomsCall(instance, call);
    shorten(call);
    const answered = (answer: Answer) => {
      if (noted && !instance.isDead) noted.heard = answer.status;
      return instance.isDead ? undefined : answer;
    };
    const arrive = async () => {
      if (noted) noted.arrived = true;
      return pass();
    };
    if (!this.isArmed) return answered(await arrive());
    const place = this.calls.placeOf(instance.by, call);
    const { fault } = this.#options;
    // The tries of a call have one place: only where none is to be answered is a second one struck.
    if (!isAt(fault, place) || (this.hasStruck && fault.how !== 'gone')) return answered(await arrive());
    this.hasStruck = true;
    switch (fault.how) {
      case 'not-taken':
        return undefined;
      case 'callbacks-first':
        await this.bringCallbacks();
        return answered(await arrive());
      case 'callbacks-last': {
        const answer = await arrive();
        await this.bringCallbacks();
        return answered(answer);
      }
      case '500':
        await arrive();
        return { ...technical(call.service) };
      case 'killed':
        await arrive();
        this.#kill(instance);
        return undefined;
      default:
        await arrive();
        return undefined;
    }
  }

  #noteCustomsCall(instance: Instance, { service, path, body }: Call): CustomsCall | undefined {
    if (service !== 'customs' || path.startsWith('/oauth2')) return undefined;
    const { header } = JSON.parse(body.toString()) as { header: Record<string, string> };
    const reference = header['operatorRequestReference'] ?? header['lrn'] ?? '';
    const messageId = header['messageId'] ?? '';
    const call: CustomsCall = {
      ...{ instance: instance.id, path, messageId, reference },
      ...{ heard: undefined, arrived: false },
    };
    this.customsCalls.push(call);
    return call;
  }

  #kill(instance: Instance): void {
    this.killed.add(instance.id);
    this.#instances.delete(instance.by);
    instance.die();
  }

  /** Takes up what was written into its table. */
  record(keys: Attributes): void {
    const Keys = keys as Record<string, { S: string }>;
    if (!Keys[ledgerTable.sortKey]?.S.startsWith(ledgerTable.received)) return;
    this.#recorded += 1;
    this.#stream.push({ SequenceNumber: String(this.#recorded).padStart(21, '0'), Keys });
  }

  #queue(name: 'outbox' | 'told'): QueueSource {
    const source = this.#ground.queues.source(arnOf(`${this.#name}-${name}`));
    if (!source) throw new TypeError(`There is no queue ${name}`);
    return source;
  }

  /** Hands out what lies on the outbox, until there is nothing; false where there was nothing. */
  async #sendAll(): Promise<boolean> {
    const outbox = this.#queue('outbox');
    for (let rounds = 0; ; rounds += 1) {
      const messages = await outbox.receive(10, 0, NEVER);
      if (messages.length === 0) return rounds > 0;
      const event = { Records: messages.map((message) => sqsRecord(message, outbox.arn, REGION)) };
      const ids = new Set(messages.map(({ messageId }) => messageId));
      const failed = await this.#invoke('send', event)
        .then((answer) => failuresOf(answer, ids))
        .catch((error: unknown) => {
          this.logs.push(`send: ${error}`);
          return 'all' as const;
        });
      const isFailed = (id: string) => failed === 'all' || failed.has(id);
      outbox.delete(messages.filter(({ messageId }) => !isFailed(messageId)).map(({ receiptHandle }) => receiptHandle));
      for (const { messageId, receiptHandle, body } of messages.filter((one) => isFailed(one.messageId))) {
        await this.#handOutAgain(messageId, receiptHandle, body);
      }
      if (failed === 'all' || failed.size > 0) this.clock.travel(1_000);
    }
  }

  /** Makes a message visible again, as the queue does once its time is over, which passes at once here. */
  async #handOutAgain(messageId: string, ReceiptHandle: string, body: string): Promise<void> {
    const tries = (this.#tries.get(messageId) ?? 0) + 1;
    this.#tries.set(messageId, tries);
    if (tries > MOST_TRIES) {
      this.problems.push(`handed out ${tries} times in vain: ${body.slice(0, 160)}`);
      return;
    }
    const about = { QueueUrl: this.#urls.outbox, ReceiptHandle, VisibilityTimeout: 0 };
    // The function itself may have deleted it before it failed.
    await this.#ground.sqs.send(new ChangeMessageVisibilityCommand(about)).catch(() => undefined);
  }

  async #notifyAll(): Promise<boolean> {
    for (let rounds = 0; ; rounds += 1) {
      if (this.#stream.length === 0) return rounds > 0;
      if (rounds > 3 * MOST_TRIES) {
        this.problems.push(`${this.#stream.length} callbacks are told in vain`);
        this.#stream.length = 0;
        return true;
      }
      const batch = this.#stream.splice(0, 100);
      const about = { eventName: 'INSERT', eventSource: 'aws:dynamodb', awsRegion: REGION };
      const Records = batch.map((dynamodb) => ({ ...about, eventID: dynamodb.SequenceNumber, dynamodb }));
      const numbers = new Set(batch.map(({ SequenceNumber }) => SequenceNumber));
      const failed = await this.#invoke('notify', { Records })
        .then((answer) => failuresOf(answer, numbers))
        .catch((error: unknown) => {
          this.logs.push(`notify: ${error}`);
          return 'all' as const;
        });
      const first = failed === 'all' ? 0 : batch.findIndex(({ SequenceNumber }) => failed.has(SequenceNumber));
      if (first >= 0) this.#stream.unshift(...batch.slice(first));
    }
  }

  /** Invokes a function: the instance that is there, or a new one. Rejects where it fails or is killed. */
  async #invoke(by: FunctionName, event: unknown): Promise<unknown> {
    const instance = this.#instances.get(by) ?? this.#make(by);
    this.#instances.set(by, instance);
    this.clock.travel(INVOCATION_MS);
    const context = { getRemainingTimeInMillis: () => 300_000, awsRequestId: 'one' };
    const running = instance.handler(event, context);
    running.catch(() => {});
    return Promise.race([running, instance.death]);
  }

  #make(by: FunctionName): Instance {
    this.#made += 1;
    // Queues know who calls by what comes before the colon.
    const id = `${this.#roleOf(by)}:${this.#made}`;
    let die = () => {};
    const death = new Promise<never>((_, reject) => {
      die = () => reject(new Error(`${id} was killed`));
    });
    death.catch(() => {});
    const instance: Instance = {
      ...{ id, by, death, isDead: false, handler: async () => undefined },
      die() {
        this.isDead = true;
        die();
      },
    };
    this.#all.set(id, instance);
    const credentials = { accessKeyId: id, secretAccessKey: 'local' };
    instance.handler = this.#ground.makeHandler(by, {
      variables: this.#variables(by, id),
      clients: (service) => ({ endpoint: this.#ground.wires[service], region: REGION, credentials }),
      made: (client) => void this.#clients.push(client),
      clock: this.clock,
      log: (line) => void this.logs.push(line.trim()),
    });
    return instance;
  }

  #roleOf(by: FunctionName): string {
    return `${this.#name}-${by}`;
  }

  #variables(by: FunctionName, id: string): Record<string, string> {
    const { lane = {}, overdueMinutes = 30, warnDays = 3 } = this.#options;
    const customs = `${this.#ground.wires['customs']}/${id}`;
    const kept = { STAGE: 'test', LEDGER_TABLE: this.#name, RETENTION_DAYS: '30' };
    const share = { perSecond: 100, perHour: 100_000 };
    const of = (value: unknown) => JSON.stringify({ 'delta-h7': value });
    const laneOf = deltaH7Lane.parse({
      ...{ baseUrl: `${customs}/dh7`, tokenUrl: `${customs}/oauth2/token`, share, timeoutSeconds: 20 },
      ...{ credentialsSecret: `${this.#name}-credentials`, technicalReplay: { delaySeconds: 60 } },
      ...lane,
    });
    const send: Record<keyof typeof senderEnvironment, string> = {
      ...{ ...kept, OUTCOMES_TOPIC: this.#topic, AUTHORITY: 'delta-h7' },
      ...{ LANE: JSON.stringify(laneOf), OUTBOX_URL: this.#urls.outbox },
      DEAD_LETTERS_URL: this.#urls.deadLetters,
      GATEWAY_ROLES: [this.#roleOf('notify'), this.#roleOf('housekeeping')].join(','),
    };
    const receive: Record<keyof typeof receiverEnvironment, string> = {
      ...{ ...kept, AUTHORITIES: 'delta-h7', CALLBACK_TOKEN_SECRET: `${this.#name}-token` },
    };
    const notify: Record<keyof typeof notifierEnvironment, string> = {
      ...{ ...kept, OUTCOMES_TOPIC: this.#topic, OUTBOXES: of(this.#urls.outbox), UNTOLD_URL: this.#urls.untold },
      ...{ TECHNICAL_REPLAY: of(laneOf.technicalReplay), OVERDUE_MINUTES: of(overdueMinutes) },
    };
    const housekeeping: Record<keyof typeof housekeepingEnvironment, string> = {
      ...{ ...kept, OUTCOMES_TOPIC: this.#topic, OUTBOXES: of(this.#urls.outbox) },
      LANES: JSON.stringify([{ authority: 'delta-h7', share, warnDays, overdueMinutes }]),
      ...{ DEAD_LETTERS: of(this.#urls.deadLetters), PLATFORM_TRUST: 'apart' },
    };
    return { send, receive, notify, housekeeping }[by];
  }
}

const arnOf = (queue: string) => `arn:aws:sqs:${REGION}:${AWS_ACCOUNT}:${queue}`;

/** Cuts a receive's visibility timeout to a second: its caller may be killed, and no minute passes here. */
function shorten(call: Call): void {
  if (!String(call.headers['x-amz-target']).endsWith('.ReceiveMessage')) return;
  const input = JSON.parse(call.body.toString()) as object;
  call.body = Buffer.from(JSON.stringify({ ...input, VisibilityTimeout: 1 }));
}

async function drained(queue: QueueSource): Promise<string[]> {
  const texts: string[] = [];
  for (;;) {
    const messages = await queue.receive(10, 0, NEVER);
    if (messages.length === 0) return texts;
    texts.push(...messages.map(({ body }) => body));
    queue.delete(messages.map(({ receiptHandle }) => receiptHandle));
  }
}

/** A callback as API Gateway hands it on. */
function callbackEvent(path: string, rawHeaders: readonly string[], body: Buffer): Record<string, unknown> {
  const headers: Record<string, string> = {};
  for (let place = 0; place < rawHeaders.length; place += 2)
    headers[rawHeaders[place] ?? ''] = rawHeaders[place + 1] ?? '';
  const found = routes
    .map((route) => ({ route, match: patternOf(route.path).exec(path) }))
    .find(({ match }) => match !== null);
  return {
    ...{ resource: found?.route.path ?? '/{proxy+}', path, httpMethod: 'POST', headers },
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    pathParameters: found?.match?.groups ?? null,
    ...{ body: body.toString('base64'), isBase64Encoded: true, requestContext: { requestId: 'one', path } },
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}
