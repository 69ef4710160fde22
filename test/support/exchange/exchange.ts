import type { Authority, Verdict } from '../../../functions/authorities/authority.ts';
import { claimedAs } from '../../../functions/ledger/beginning.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { filingId, receivedEntry } from '../../../functions/ledger/items.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord, SentRecord } from '../../../functions/ledger/records.ts';
import { notifyMessage } from '../../../functions/notify/notify-message.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import { NO_TURN } from '../../../functions/send/turns.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { dispatchText } from '../dispatch-text.ts';
import { trustingFrom } from '../trust.ts';

/** The result of a message that the authority takes: it answers it, rejects it, or fails on it. */
export type Result = 'answer' | 'functional' | 'technical';
/** The end of a call: taken or not, and whether the sender hears of it; `died` where it does not live to. */
export type Call = 'ok' | 'lost' | 'untaken' | 'busy' | 'refused' | 'died-taken' | 'died-untaken';

/** A message with what it needs to be sent, and how the authority answers. */
export interface ExchangeKind {
  key: FilingKey;
  submission: string;
  errorsAt: string;
  /** The state of the declaration before. */
  before?: 'anticipated' | 'validated';
  answer(id: string): ReceivedRecord;
  /** The answers to a second try that meets the first: the authority has the reference, or the message is out of place. */
  again: 'duplicate' | 'functional';
}

/** An authority, as an exchange with it takes place. */
export interface ExchangeSide {
  /** The authority without its calls, which a test decides. */
  authority(now: () => Date): Omit<Authority, 'send'>;
  kinds: Readonly<Record<string, ExchangeKind>>;
  /** The declaration that messages are about, with what the authority said of it before. */
  declaration: {
    key: FilingKey;
    filed: SentRecord;
    authorityReference: string;
    answer(state: NonNullable<ExchangeKind['before']>): ReceivedRecord;
  };
  /** An error about a message, on the path of its errors. */
  error(what: 'functional' | 'technical' | 'duplicate', id: string, path: string): ReceivedRecord;
}

/** A sender and a notifier with a ledger in memory, and an authority whose behaviour a test decides, for one filing. */
export class Exchange {
  readonly ledger = memoryLedger();
  readonly told: Outcome[] = [];
  readonly events: string[] = [];
  /** The messages that the authority wrote and has not called back with yet. */
  readonly pending: ReceivedRecord[] = [];
  /**
   * Each call: the ledger's fate of the send when it was made, its result, the number of known failures, whether the
   * queue handed its message out again since the call before (which shows that a sender died), and whether the authority had
   * already decided.
   */
  readonly calls: { call: Call; fate: string; failures: number; isAgain: boolean; wasSaid: boolean }[] = [];
  /** The result at the authority, once there is one; it is the same however often the message comes. */
  made: Exclude<Result, 'technical'> | undefined;
  /** The number of the authority's failures on it, and of those that it has called back with. */
  readonly failures = { written: 0, told: 0 };
  next: { call: Call; result: Result; during?: () => Promise<void> } = { call: 'ok', result: 'answer' };
  readonly kind: ExchangeKind;
  readonly message: string;
  readonly #side: ExchangeSide;
  /** The ids of the messages in which the authority says that it failed. */
  readonly #technical = new Set<string>();
  #clock = Date.parse('2026-11-22T09:00:00.000Z');
  #ids = 0;
  #deliveries = 0;
  #isAgain = false;
  /** True where the authority said what became of it, and where it had when a message was handed out. */
  #isSaid = false;
  #wasSaid = false;
  readonly #pointers = new Map<string, number>();

  constructor(side: ExchangeSide, message: string) {
    this.#side = side;
    this.message = message;
    this.kind = side.kinds[message] as ExchangeKind;
  }

  /** Files the declaration that the message is about, where it is about one. */
  async begin(): Promise<void> {
    const { before } = this.kind;
    if (!before) return;
    const at = this.#now().toISOString();
    const { key, filed, answer, authorityReference } = this.#side.declaration;
    await this.ledger.claim(key, { ...filed, at });
    await this.ledger.receive(key, { ...answer(before), at }, { fact: 'answered', authorityReference });
  }

  /** Hands the submission out, or hands it out again. */
  deliver(more: Partial<SendPorts> = {}): Promise<void> {
    this.#deliveries += 1;
    return this.#dispatch(this.kind.submission, { id: 'q-1', receiveCount: this.#deliveries }, more);
  }

  /** Hands out a new pointer to the send, or the one again by which it was taken up. */
  async point(isNew: boolean, more: Partial<SendPorts> = {}): Promise<void> {
    const takenBy = isNew ? undefined : (await this.send())?.resumedBy;
    const id = takenBy ?? `p-${this.#id()}`;
    const receiveCount = (this.#pointers.get(id) ?? 0) + 1;
    this.#pointers.set(id, receiveCount);
    const pointer = { ...this.kind.key, message: this.message, attempt: 1 };
    return this.#dispatch(JSON.stringify({ resume: pointer }), { id, receiveCount }, more);
  }

  /** Calls back with what the authority wrote; returns what came. */
  async callBack(index = 0, stays = false): Promise<ReceivedRecord | undefined> {
    const written = this.pending[index % Math.max(1, this.pending.length)];
    if (!written) return undefined;
    if (!stays) this.pending.splice(this.pending.indexOf(written), 1);
    const record = { ...written, at: this.#now().toISOString() };
    if (this.#technical.has(record.messageId)) this.failures.told += 1;
    else this.#isSaid = true;
    await this.ledger.receive(this.kind.key, record, { fact: 'answered' });
    await notifyMessage(
      { filing: filingId(this.kind.key), entry: receivedEntry(record) },
      {
        ...this.#ports(),
        release: async () => {},
        overdueMinutes: {},
        technicalReplay: { [this.kind.key.authority]: { delaySeconds: 60, times: 2 } },
      },
    );
    return record;
  }

  records(): Promise<LedgerRecord[]> {
    return this.ledger.records(this.kind.key);
  }

  async send(): Promise<SentRecord | undefined> {
    const { key } = this.kind;
    return this.ledger.sent(key, { message: this.message, ...claimedAs(key, this.message), attempt: 1 });
  }

  async fate(): Promise<string> {
    const record = await this.send();
    return record ? readFiling(this.kind.key, await this.records()).statusOf(record) : 'unsent';
  }

  async #dispatch(text: string, delivery: { id: string; receiveCount: number }, more: Partial<SendPorts>) {
    if (delivery.receiveCount > 1) this.#isAgain = true;
    this.#wasSaid = this.#isSaid;
    try {
      await dispatchText(text, delivery, {
        ...this.#ports(),
        turn: async () => NO_TURN,
        report: async () => undefined,
        pauseSeconds: 60,
        waitForDeclarationMinutes: 60,
        ...more,
      });
    } catch (error) {
      if (error !== DIED) throw error;
    }
  }

  #ports() {
    const authority: Authority = { ...this.#side.authority(() => this.#now()), send: () => this.#call() };
    return {
      authority,
      ledger: this.ledger,
      outcomes: { publish: async (outcome: Outcome) => void this.told.push(outcome) },
      telemetry: { event: (name: string) => void this.events.push(name), problem: () => {} },
      ...trustingFrom(),
      now: () => this.#now(),
    };
  }

  async #call(): Promise<Verdict> {
    const { call, result, during } = this.next;
    this.calls.push({
      call,
      fate: await this.fate(),
      failures: this.failures.told,
      isAgain: this.#isAgain,
      wasSaid: this.#wasSaid,
    });
    this.#isAgain = false;
    if (call === 'ok' || call === 'lost' || call === 'died-taken') this.#take(result);
    await during?.();
    if (call.startsWith('died')) throw DIED;
    const error = { errorDescription: call };
    if (call === 'ok') return { kind: 'accepted', httpStatus: 200 };
    if (call === 'refused') return { kind: 'refused', httpStatus: 400, error };
    const mayHaveArrived = call !== 'busy';
    const cause = call === 'busy' ? 'http-429' : 'http-500';
    return { kind: 'unavailable', cause, httpStatus: call === 'busy' ? 429 : 500, error, mayHaveArrived };
  }

  /** Writes the result of the authority on a message that it took: on a second one, that it has the first. */
  #take(result: Result): void {
    const isAgain = this.made === 'answer';
    if (result === 'technical' && !isAgain) this.failures.written += 1;
    else this.made ??= result === 'technical' ? undefined : result;
    const first = result === 'technical' ? result : (this.made as Result);
    this.pending.push(this.#write(isAgain ? this.kind.again : first));
  }

  #write(wanted: Result | 'duplicate'): ReceivedRecord {
    const id = `c-${this.#id()}`;
    if (wanted === 'answer') return this.kind.answer(id);
    if (wanted === 'technical') this.#technical.add(id);
    return this.#side.error(wanted, id, this.kind.errorsAt);
  }

  #id(): number {
    this.#ids += 1;
    return this.#ids;
  }

  #now(): Date {
    this.#clock += 1000;
    return new Date(this.#clock);
  }
}

/** The error by which a sender dies in the middle of a call. */
const DIED = new Error('died');
