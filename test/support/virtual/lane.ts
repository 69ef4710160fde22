import { type AdmissionRules, admit, type Share } from '../../../functions/admission/admit.ts';
import { type Admission, admissionState, dynamoDbAdmission } from '../../../functions/admission/dynamodb-admission.ts';
import { report } from '../../../functions/admission/report.ts';
import { type AdmissionState, initialState } from '../../../functions/admission/state.ts';
import type { Authority } from '../../../functions/authorities/authority.ts';
import { readiness } from '../../../functions/authorities/delta-h7/conditions.ts';
import { judgeResponse } from '../../../functions/authorities/delta-h7/judge.ts';
import { prepare } from '../../../functions/authorities/delta-h7/prepare.ts';
import type { HousekeepingPorts } from '../../../functions/housekeeping/ports.ts';
import { releaseDue } from '../../../functions/housekeeping/release-due.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey, SentRecord } from '../../../functions/ledger/records.ts';
import { sendBatch } from '../../../functions/send/batch.ts';
import { parkedForLane } from '../../../functions/send/parked-for-lane.ts';
import type { BatchPorts } from '../../../functions/send/ports.ts';
import { creation, sentHeader, submissionOf } from '../messages.ts';
import { trusting } from '../trust.ts';
import { VirtualClock } from './clock.ts';
import { VirtualLedger } from './ledger.ts';
import { type QueuedMessage, VirtualOutbox } from './outbox.ts';
import { type Put, releasing } from './releasing.ts';
import { VirtualTable } from './table.ts';
import { timedLedger } from './timed-ledger.ts';

const AUTHORITY = 'delta-h7';
const MESSAGE = 'Creation_H7';
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** The settings of a lane as the stack deploys it. */
const BATCH = 100;
const WINDOW_MS = SECOND_MS;
const SENDERS = 2;
const VISIBILITY_MS = 30 * MINUTE_MS;
const MAX_RECEIVES = 600;
/** The time that a sender plans with: its timeout, without its reserve. */
const SENDER_MS = 210 * SECOND_MS;
/** The time between the claim of a message and its turn. */
const LEAD_MS = 120;
/** The least time of a batch. */
const BATCH_MS = 50;
/** The time of an answer of customs. */
const ANSWER_MS = 200;
/** The time that housekeeping has in a minute. */
const HOUSEKEEPING_MS = 52_500;

export interface VirtualLaneOptions {
  share: Share;
  /** The messages that arrive in a second. */
  arriving: number;
  /** The most in all. */
  most: number;
  /** The numbers of the messages that customs always answers with 500. */
  poisons?: readonly number[];
  /**
   * Parks messages a batch at a time, without reading and validating each: for millions of them. The decisions are the
   * same.
   */
  inBulk?: boolean;
  /**
   * The times of a call of the table and of the queues, by which admission lies in the table as it is deployed, with
   * what senders know of it for a moment and with their conflicts. By default calls take no time, and all senders share
   * one state.
   */
  calls?: { tableMs: number; queueMs: number };
  /** The milliseconds by which each sender's clock is ahead; by default none is. */
  ahead?: readonly number[];
  /** The time of an answer of customs; 200 ms by default. */
  answerMs?: number;
  /** The most messages of a batch; 100 by default. */
  batchSize?: number;
}

/** The observations of customs and of the ledger. */
export interface VirtualLaneBooks {
  arrived: number;
  /** The start of each call, in milliseconds since the epoch. */
  calls: readonly number[];
  /** The time of each 500, in milliseconds since the epoch. */
  failures: readonly number[];
  /** The number of tries of each poison. */
  poisonTries: readonly number[];
  accepted: number;
  /** Messages that customs accepted a second time. */
  repeated: number;
  /** The time of the first failed call, as its sender learnt it. */
  firstFailureAt: number;
  /** The numbers of messages that are parked, are on the outbox, ended as dead letters, or were refused. */
  waiting: number;
  queued: number;
  deadLetters: number;
  refused: number;
  /** Messages that are neither accepted, refused, parked nor in flight: none, or something is wrong. */
  lost: number;
  /** The conditional writes of admission, and those that another sender had been before. */
  admission: { writes: number; conflicts: number } | undefined;
  /** The most receives of a message. */
  mostReceives: number;
  breaker: AdmissionState['breaker'];
}

/**
 * A lane in virtual time: the deployed sender, admission and housekeeping, with a simulated outbox, ledger and customs
 * server.
 */
export class VirtualLane {
  /** True while customs answers with 500. */
  isDown = false;
  /** The messages that arrive in a second. */
  arriving: number;
  readonly clock = new VirtualClock(Date.parse('2026-11-22T00:00:00.000Z'));
  readonly #options: VirtualLaneOptions;
  readonly #ledger: VirtualLedger;
  readonly #timedLedger: Ledger;
  readonly #table: VirtualTable | undefined;
  readonly #outbox = new VirtualOutbox(VISIBILITY_MS, MAX_RECEIVES);
  readonly #accepted: Uint8Array;
  readonly #calls: number[] = [];
  readonly #failures: number[] = [];
  readonly #poisonTries = new Map<number, number>();
  readonly #underWay = new Set<number>();
  #state: AdmissionState = initialState;
  #arrived = 0;
  #repeated = 0;
  #firstFailureAt = Number.POSITIVE_INFINITY;

  constructor(options: VirtualLaneOptions) {
    this.#options = options;
    this.arriving = options.arriving;
    this.#accepted = new Uint8Array(options.most);
    for (const number of options.poisons ?? []) this.#poisonTries.set(number, 0);
    this.#ledger = new VirtualLedger({ message: MESSAGE, most: options.most, numberOf, keyOf, bodyOf });
    const { calls, ahead = [] } = options;
    this.#table = calls && new VirtualTable(this.clock, calls.tableMs);
    this.#timedLedger = calls ? timedLedger(this.#ledger, this.clock, calls.tableMs) : this.#ledger;
    void this.#arrive();
    void this.#housekeeping();
    for (let sender = 0; sender < SENDERS; sender += 1) void this.#send(`sender-${sender}`, ahead[sender] ?? 0);
  }

  async pass(ms: number): Promise<void> {
    await this.clock.passUntil(this.clock.now() + ms);
  }

  get books(): VirtualLaneBooks {
    let accepted = 0;
    let lost = 0;
    const queued = this.#outbox.numbers();
    for (let number = 0; number < this.#arrived; number += 1) {
      if (this.#accepted[number]) accepted += 1;
      else if (!this.#ledger.waits(number) && !this.#underWay.has(number) && !queued.has(number)) lost += 1;
    }
    const { waiting, refused } = this.#ledger.counts;
    const { size, deadLetters, mostReceives } = this.#outbox;
    return {
      ...{
        arrived: this.#arrived,
        calls: this.#calls,
        failures: this.#failures,
        accepted,
        repeated: this.#repeated,
        lost: lost - refused,
      },
      ...{ firstFailureAt: this.#firstFailureAt, waiting, refused, queued: size, deadLetters: deadLetters.length },
      poisonTries: [...this.#poisonTries.values()],
      ...{ mostReceives, breaker: this.#state.breaker, admission: this.#table?.counts },
    };
  }

  async #arrive(): Promise<void> {
    const start = this.clock.now();
    let owed = 0;
    for (let second = 1; ; second += 1) {
      owed += this.arriving;
      for (; owed >= 1 && this.#arrived < this.#options.most; owed -= 1) {
        this.#outbox.send({ number: this.#arrived, isPointer: false }, this.clock.now());
        this.#arrived += 1;
      }
      await this.clock.sleep(start + second * SECOND_MS - this.clock.now());
    }
  }

  async #housekeeping(): Promise<void> {
    const table = this.#table;
    const end = () => start + HOUSEKEEPING_MS;
    let start = this.clock.now();
    const put: Put = ({ key, alone, delaySeconds = 0 }) =>
      this.#outbox.send(
        { number: numberOf(key.reference), isPointer: true, ...(alone && { alone }) },
        this.clock.now() + delaySeconds * SECOND_MS,
      );
    const ports = {
      ledger: this.#timedLedger,
      admissionOf: async () => (table ? admissionState(table.client, 'ledger', AUTHORITY) : this.#state),
      releaseAll: releasing(put, this.clock, this.#options.calls?.queueMs ?? 0),
      hasTime: () => this.clock.now() < end(),
      telemetry: SILENT,
      now: () => new Date(this.clock.now()),
    } satisfies Partial<HousekeepingPorts> as unknown as HousekeepingPorts;
    for (;;) {
      start += MINUTE_MS;
      await this.clock.sleep(start - this.clock.now());
      await releaseDue({ authority: AUTHORITY, share: this.#options.share, warnDays: 3, overdueMinutes: 30 }, ports);
    }
  }

  /** One instance of the sender, which is handed batch after batch. */
  async #send(owner: string, ahead: number): Promise<void> {
    const admission = this.#admissionOf(owner, ahead);
    for (;;) {
      const batch = await this.#fill();
      const earliestEnd = this.clock.now() + BATCH_MS;
      for (const message of batch) this.#underWay.add(message.number);
      const failed = await this.#take(batch, admission, ahead);
      for (const message of batch) {
        this.#underWay.delete(message.number);
        if (!failed.has(message.id)) this.#outbox.delete(message);
      }
      await this.clock.sleep(earliestEnd - this.clock.now());
    }
  }

  async #fill(): Promise<QueuedMessage[]> {
    for (;;) {
      const { batchSize = BATCH, calls } = this.#options;
      const batch = this.#outbox.receive(batchSize, this.clock.now());
      if (batch.length > 0 && calls) await this.clock.sleep(calls.queueMs);
      if (batch.length === batchSize) return batch;
      await this.clock.sleep(WINDOW_MS);
      batch.push(...this.#outbox.receive(batchSize - batch.length, this.clock.now()));
      if (batch.length > 0) return batch;
    }
  }

  /** Hands a batch to the sender; returns the messages that stay on the outbox. */
  async #take(batch: readonly QueuedMessage[], admission: Admission, ahead: number): Promise<Set<string>> {
    const { inBulk } = this.#options;
    const grant =
      inBulk && batch.every(({ isPointer }) => !isPointer) ? await admission.admit(batch.length, LEAD_MS) : undefined;
    const now = new Date(this.clock.now());
    if (grant?.kind === 'park') {
      const settlement = parkedForLane(grant, now, {}, MINUTE_MS / SECOND_MS);
      for (const { number } of batch) await this.#ledger.claim(keyOf(number), { settlement } as SentRecord);
      return new Set();
    }
    const known = new Map(batch.map((message) => [message.id, message]));
    const records = batch.map((message) => VirtualOutbox.recordOf(message, textOf(message)));
    const clock = () => this.clock.now() + ahead;
    const end = clock() + SENDER_MS;
    const round = { isFirst: false, hasTime: (start: number) => Math.max(start, clock()) < end };
    const failures = await sendBatch(records, round, {
      ...this.#ports(grant ? startingWith(grant, admission) : admission),
      now: () => new Date(clock()),
      finished: {
        add: (receipt) => this.#outbox.delete(known.get(receipt) as QueuedMessage),
        end: async () => {},
      },
      postpone: async (postponed, seconds) => {
        const until = this.clock.now() + seconds * SECOND_MS;
        for (const { messageId } of postponed) this.#outbox.postpone(known.get(messageId) as QueuedMessage, until);
      },
    });
    return new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
  }

  #ports(admission: Admission): Omit<BatchPorts, 'postpone' | 'finished'> {
    return {
      admission,
      authority: this.#customs,
      ledger: this.#timedLedger,
      outcomes: { publish: async () => {} },
      telemetry: SILENT,
      ...trusting(),
      sleep: this.clock.sleep,
      now: () => new Date(this.clock.now()),
      pauseSeconds: MINUTE_MS / SECOND_MS,
      waitForDeclarationMinutes: 60,
    };
  }

  /** The state that all instances share. */
  #admissionOf(owner: string, ahead: number): Admission {
    const now = () => this.clock.now() + ahead;
    const rules: Omit<AdmissionRules, 'leadMs'> = {
      share: this.#options.share,
      ...{ horizonMs: 120 * SECOND_MS, pauseMs: MINUTE_MS, leaseMs: 30 * SECOND_MS },
    };
    if (this.#table) {
      const lane = { client: this.#table.client, tableName: 'ledger', authority: AUTHORITY, now };
      return dynamoDbAdmission({ ...lane, owner, rules });
    }
    return {
      admit: async (wanted, leadMs) => {
        const { grant, state } = admit(this.#state, wanted, owner, now(), { ...rules, leadMs });
        this.#state = state;
        return grant;
      },
      report: async (answer) => {
        const { state, transition } = report(this.#state, answer, owner, now(), rules);
        this.#state = state;
        return transition;
      },
      isSending: async () => this.#state.breaker.state === 'closed' || this.#state.breaker.state === 'ramping',
      state: async () => this.#state,
    };
  }

  readonly #customs: Authority = {
    name: AUTHORITY,
    prepare: (payload) => prepare(payload, new Date(this.clock.now()), () => UUID),
    ready: readiness,
    messageIdOf: (payload) => (payload as { header: { messageId: string } }).header.messageId,
    warmUp: async () => {},
    send: async ({ body }) => {
      const number = numberOf(/"lrn":"([^"]+)"/.exec(body)?.[1] ?? '');
      const tries = this.#poisonTries.get(number);
      if (tries !== undefined) this.#poisonTries.set(number, tries + 1);
      const isDown = this.isDown || tries !== undefined;
      this.#calls.push(this.clock.now());
      await this.clock.sleep(this.#options.answerMs ?? ANSWER_MS);
      if (isDown) {
        this.#failures.push(this.clock.now());
        this.#firstFailureAt = Math.min(this.#firstFailureAt, this.clock.now());
        return judgeResponse(500, '');
      }
      if (this.#accepted[number]) this.#repeated += 1;
      this.#accepted[number] = 1;
      return judgeResponse(200, '');
    },
  };
}

const SILENT = { event() {}, problem() {} };
const UUID = 'b6c9f124-4a83-4003-bcc9-1bce1798c2ab';

const lrnOf = (number: number) => `V-${number}`;
const numberOf = (reference: string) => Number(reference.slice(2));
const keyOf = (number: number): FilingKey => ({ authority: AUTHORITY, kind: 'declaration', reference: lrnOf(number) });

/** Submissions that differ only in their LRN. */
function textWithLrn(text: string): (number: number) => string {
  const [before = '', after = ''] = text.split(lrnOf(0));
  return (number) => `${before}${lrnOf(number)}${after}`;
}
const submissionText = textWithLrn(submissionOf(creation(lrnOf(0))));
const bodyOf = textWithLrn(JSON.stringify({ ...creation(), header: sentHeader(lrnOf(0)) }));
const pointerText = textWithLrn(JSON.stringify({ resume: { ...keyOf(0), message: MESSAGE, attempt: 1 } }));

const aloneText = textWithLrn(JSON.stringify({ resume: { ...keyOf(0), message: MESSAGE, attempt: 1, alone: true } }));

function textOf({ number, isPointer, alone }: QueuedMessage): string {
  if (alone) return aloneText(number);
  return isPointer ? pointerText(number) : submissionText(number);
}

/** An admission that was asked already. */
function startingWith(grant: Awaited<ReturnType<Admission['admit']>>, admission: Admission): Admission {
  let first: typeof grant | undefined = grant;
  return {
    ...admission,
    admit: async (wanted, leadMs) => {
      const given = first ?? (await admission.admit(wanted, leadMs));
      first = undefined;
      return given;
    },
  };
}
