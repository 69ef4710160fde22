import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { dynamoDbLaneSwitch, type LaneSwitch } from '../../../functions/admission/dynamodb-admission.ts';
import { dynamoDbCursors } from '../../../functions/ledger/cursors.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { type Simulator, startDeltaH7 } from '../../../local/simulators/delta-h7/index.ts';
import type { Attributes } from '../../../local/stand-ins/database.ts';
import type { QueueSource } from '../../../local/stand-ins/queues.ts';
import type { FilingKind } from '../../../schemas/contract.ts';
import { ledgerTable } from '../../../schemas/ledger-table.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { type ShownFiling as Filing, shown } from '../../../schemas/shown-filing.ts';
import { type KeptBooks, tableBooks } from '../books/kept-books.ts';
import { createLedgerTable } from '../dynamodb.ts';
import { countIn } from '../queues.ts';
import { callbackEvent } from './callback-event.ts';
import { type Clock, clock } from './clock.ts';
import { Deliveries, drained } from './deliveries.ts';
import { CountedCalls, type InjectedFault, isAt, shorten, technical } from './faults.ts';
import type { FunctionName } from './functions.ts';
import { type Ground, REGION, type Tenant } from './ground.ts';
import { type GatewayInstance, GatewayInstances } from './instances.ts';
import { type LaneVariables, variablesOf } from './variables.ts';
import type { WireAnswer, WireCall } from './wire.ts';

const ACCOUNT = { clientId: 'client', clientSecret: 'client-secret', username: 'technical', password: 'pass-word' };
const TOKEN = 'the-token-that-customs-was-given';
const AWS_ACCOUNT = '000000000000';
/** The time of a call, on this gateway's own clock. */
const CALL_MS = 1;

/** A call that a function made to customs, tokens aside. */
export interface CustomsCall {
  instance: string;
  path: string;
  messageId: string;
  reference: string;
  /** The status that the function heard; undefined where the answer was lost, or never came. */
  heard: number | undefined;
  /** True if the call reached customs. */
  arrived: boolean;
}

export interface SmallGatewayOptions extends LaneVariables {
  fault?: InjectedFault | undefined;
  /** True if customs' callbacks are kept back after the preparation, until they are let in. */
  holdCallbacks?: boolean;
}

/**
 * A gateway of the real functions, in this process and on a time of its own, with its own queue, table's stream,
 * customs and platforms. It is driven step by step, so that each call has a known place.
 */
export class SmallGateway implements Tenant {
  readonly clock: Clock = clock();
  readonly calls = new CountedCalls();
  readonly customsCalls: CustomsCall[] = [];
  readonly logs: string[] = [];
  readonly ledger: Ledger;
  readonly #books: KeptBooks;
  readonly laneSwitch: LaneSwitch;
  customs!: Simulator;
  /** True while calls are counted and struck: during the scenario, not in its preparation or its end. */
  isArmed = false;
  hasStruck = false;
  readonly #ground: Ground;
  readonly #name: string;
  readonly #options: SmallGatewayOptions;
  readonly #instances: GatewayInstances;
  readonly #deliveries: Deliveries;
  readonly #urls: Record<'outbox' | 'deadLetters' | 'untold' | 'told', string>;
  readonly #topic: string;
  readonly #outcomes: Outcome[] = [];
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
    this.#books = tableBooks(ground.dynamodb, name);
    const now = () => this.clock.now();
    this.laneSwitch = dynamoDbLaneSwitch({ client: ground.dynamodb, tableName: name, authority: 'delta-h7', now });
    const log = (line: string) => void this.logs.push(line);
    const [urls, topic, clock] = [this.#urls, this.#topic, this.clock];
    const variables = (by: FunctionName, id: string) =>
      variablesOf(by, { ...options, name, topic, urls, customs: `${ground.wires['customs']}/${id}` });
    this.#instances = new GatewayInstances({ ground, name, clock, log, variables });
    this.#deliveries = new Deliveries({
      ...{ sqs: ground.sqs, outbox: this.#queue('outbox'), outboxUrl: urls.outbox, clock, log },
      invoke: (by, event) => this.#instances.invoke(by, event),
    });
  }

  static async start(ground: Ground, name: string, options: SmallGatewayOptions = {}): Promise<SmallGateway> {
    const gateway = new SmallGateway(ground, name, options);
    await createLedgerTable(ground.dynamodb, name);
    const keys = [ledgerTable.partitionKey, ledgerTable.sortKey];
    ground.database.watch({ table: name, keys }, ({ dynamodb }) => ground.tenants.get(name)?.record(dynamodb.Keys));
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

  /** Problems that the ledger cannot show: a message that fails again and again. */
  get problems(): readonly string[] {
    return this.#deliveries.problems;
  }

  /** The ids of the instances that were killed. */
  get killed(): ReadonlySet<string> {
    return this.#instances.killed;
  }

  get customsUrl(): string {
    return new URL(this.customs.url).origin;
  }

  async stop(): Promise<void> {
    this.#ground.tenants.delete(this.#name);
    this.#instances.stop();
    await this.customs.close();
    await this.#ground.dynamodb.send(new DeleteTableCommand({ TableName: this.#name }));
  }

  async submit(text: string, queue: 'outbox' | 'deadLetters' = 'outbox'): Promise<void> {
    await this.#ground.sqs.send(new SendMessageCommand({ QueueUrl: this.#urls[queue], MessageBody: text }));
  }

  async filing(reference: string, kind: FilingKind = 'declaration'): Promise<Filing> {
    const key = { authority: 'delta-h7', kind, reference } as const;
    return shown(readFiling(key, await this.ledger.records(key)).filing);
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
    const running = this.#instances.invoke('receive', event) as Promise<{ statusCode: number; body: string }>;
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

  /** Begins to count calls, of which one is struck, and to keep callbacks back where the scenario says so. */
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

  /** Lets in customs' callbacks, and has their outcomes published. */
  async bringCallbacks(): Promise<void> {
    this.#gate?.open();
    this.#gate = undefined;
    do {
      await this.customs.idle();
      await this.#deliveries.notifyAll();
    } while (this.#deliveries.isStreamOpen);
  }

  /** Works until nothing is left to do at this time. */
  async settle(): Promise<void> {
    for (;;) {
      const sent = await this.#deliveries.sendAll();
      if (!this.#gate) await this.customs.idle();
      const told = await this.#deliveries.notifyAll();
      if (!sent && !told && !this.#deliveries.isStreamOpen) return;
    }
  }

  /** Lets time pass, runs housekeeping, and works until nothing is left to do. */
  async housekeep(afterMs = 61_000): Promise<void> {
    this.clock.travel(afterMs);
    // The keeper is a consumer of its own, which was done long before.
    await this.#books.keep();
    // The stand-in counts what is no longer hidden only once somebody asks for it.
    const letters = { QueueUrl: this.#urls.deadLetters, VisibilityTimeout: 0 };
    if (!this.isArmed) await this.#ground.sqs.send(new ReceiveMessageCommand(letters));
    await this.#instances
      .invoke('housekeeping', {})
      .catch((error: unknown) => this.logs.push(`housekeeping: ${error}`));
    await this.settle();
  }

  async judge(call: WireCall, pass: () => Promise<WireAnswer>): Promise<WireAnswer | undefined> {
    const instance = this.#instances.alive(call.caller);
    if (!instance) return undefined;
    this.clock.travel(CALL_MS);
    const noted = this.#noteCustomsCall(instance, call);
    shorten(call);
    const answered = (answer: WireAnswer) => {
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
        this.#instances.kill(instance);
        return undefined;
      default:
        await arrive();
        return undefined;
    }
  }

  #noteCustomsCall(instance: GatewayInstance, { service, path, body }: WireCall): CustomsCall | undefined {
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

  record(keys: Attributes): void {
    this.#deliveries.record(keys);
  }

  #queue(name: 'outbox' | 'told'): QueueSource {
    const source = this.#ground.queues.source(arnOf(`${this.#name}-${name}`));
    if (!source) throw new TypeError(`There is no queue ${name}`);
    return source;
  }
}

const arnOf = (queue: string) => `arn:aws:sqs:${REGION}:${AWS_ACCOUNT}:${queue}`;
