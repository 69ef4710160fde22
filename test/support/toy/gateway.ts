import type { APIGatewayProxyEvent, SQSRecord } from 'aws-lambda';
import { type AdmissionRules, admit } from '../../../functions/admission/admit.ts';
import type { Admission } from '../../../functions/admission/dynamodb-admission.ts';
import { report } from '../../../functions/admission/report.ts';
import { type AdmissionState, initialState } from '../../../functions/admission/state.ts';
import type { Authority } from '../../../functions/authorities/authority.ts';
import { type Findable, findable } from '../../../functions/books/findable.ts';
import { openFilings } from '../../../functions/books/open-filings.ts';
import { pollFeeds } from '../../../functions/housekeeping/poll-feeds.ts';
import type { KeptLane } from '../../../functions/housekeeping/ports.ts';
import { releaseDue } from '../../../functions/housekeeping/release-due.ts';
import { reportOverdue } from '../../../functions/housekeeping/report-overdue.ts';
import { warnOfDeadlines } from '../../../functions/housekeeping/warn-of-deadlines.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { filingId, receivedEntry } from '../../../functions/ledger/items.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { type NotifyMessagePorts, notifyMessage } from '../../../functions/notify/notify-message.ts';
import type { Release } from '../../../functions/outbox/outbox.ts';
import { readCallback, routeOf } from '../../../functions/receive/callback.ts';
import { keep } from '../../../functions/receive/keep.ts';
import { sendBatch } from '../../../functions/send/batch.ts';
import type { Filing } from '../../../schemas/filing.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import type { StoredMessage } from '../../../schemas/untold.ts';
import { type MemoryLedger, memoryLedger } from '../../desk/support/memory-ledger.ts';
import { memoryBooks } from '../books/kept-books.ts';
import { GATEWAY_ROLE, trusting } from '../trust.ts';
import type { GatewayPorts } from './gateway-ports.ts';
import { TOY } from './register.ts';
import type { Strikes } from './struck.ts';
import { Toymaker, toyAuthority } from './toymaker.ts';

export { TOY } from './register.ts';

/** A message on the toy's outbox. */
interface Queued {
  id: string;
  body: string;
  sender: string;
  receives: number;
  visibleAt: number;
  sentAt: number;
}

const SHARE = { perSecond: 100, perHour: 100_000 };
const PAUSE_SECONDS = 60;
const MINUTE_MS = 60_000;

/**
 * The spine between a platform and the toymaker: the deployed sender, receiver, notifier and housekeeping, with a
 * clock, an outbox and a ledger in memory.
 */
export class ToyGateway {
  readonly toymaker = new Toymaker();
  readonly told: Outcome[] = [];
  readonly problems: string[] = [];
  readonly ledger: MemoryLedger;
  /** Milliseconds since the epoch. */
  clock = Date.parse('2026-11-22T09:00:00.000Z');
  admission: AdmissionState = initialState;
  readonly outbox: Queued[] = [];
  /** Every message of the toymaker that was stored. */
  readonly stored: StoredMessage[] = [];
  /** True while stored callbacks reach the notifier. */
  isNotifying = true;
  /** Strikes the calls of its functions, where a test has that done. */
  strikes: Strikes | undefined;
  /** The kind of outcome that cannot be published. */
  failsToTell: string | undefined;
  #notified = 0;
  #cursors = new Map<string, string>();
  #ids = 0;
  readonly #memory = memoryLedger();

  constructor() {
    const ledger = this.#memory;
    this.ledger = {
      ...ledger,
      receive: async (key, record, index) => {
        const stored = await ledger.receive(key, record, index);
        if (stored === 'stored') this.stored.push({ filing: filingId(key), entry: receivedEntry(record) });
        return stored;
      },
    };
  }

  /** The filings that wait for an answer to what left by then, by the books as they are kept now. */
  async *openFilings(authority = TOY, until = new Date(this.clock).toISOString()): AsyncGenerator<FilingKey> {
    const { keep, ports } = memoryBooks(this.#memory);
    await keep();
    yield* openFilings(authority, until, ports.table);
  }

  /** The time by which the books are behind. */
  booksLagMs = 0;
  #keptAt = Number.NEGATIVE_INFINITY;

  /** Finds filings by the books, which are kept as soon as they may be. */
  async findable(): Promise<Findable> {
    const { keep, ports } = memoryBooks(this.#memory);
    if (this.clock > this.#keptAt + this.booksLagMs) {
      await keep();
      this.#keptAt = this.clock;
    }
    return findable(ports.table);
  }

  /** Puts a submission on the outbox, and lets the gateway do everything that is due now. */
  async submit(message: string, payload: object, more: object = {}): Promise<void> {
    const body = { authority: this.lane.authority, message, platform: 'shop-1', ...more, payload };
    this.put(JSON.stringify(body), 'AROASHOP');
    await this.run();
  }

  put(body: string, sender = GATEWAY_ROLE, delaySeconds = 0): void {
    const id = `q-${this.#id()}`;
    const visibleAt = this.clock + delaySeconds * 1000;
    this.outbox.push({ id, body, sender, receives: 0, visibleAt, sentAt: this.clock });
  }

  /** Makes the toymaker call back. */
  async callBack(resource: string, payload: object, path = resource): Promise<void> {
    const event = { resource, httpMethod: 'POST', path, body: JSON.stringify(payload) } as APIGatewayProxyEvent;
    const route = routeOf(event, [this.lane.authority]);
    if (!route) throw new Error(`There is no route ${resource}`);
    await keep(readCallback(event, route), this.ports);
    await this.run();
  }

  /** Sends and notifies until nothing more is due now. */
  async run(): Promise<void> {
    for (;;) {
      const due = this.outbox.filter(({ visibleAt }) => visibleAt <= this.clock);
      const stored = this.isNotifying ? this.stored.slice(this.#notified) : [];
      this.#notified += stored.length;
      if (due.length + stored.length === 0) return;
      if (due.length > 0) await this.hand(due);
      for (const one of stored) await this.notify(one);
    }
  }

  /** Lets time pass, with housekeeping each minute. */
  async pass(ms: number): Promise<void> {
    for (const end = this.clock + ms; this.clock < end; ) {
      const minute = (Math.floor(this.clock / MINUTE_MS) + 1) * MINUTE_MS;
      const next = this.outbox.map(({ visibleAt }) => visibleAt).filter((at) => at > this.clock);
      this.clock = Math.min(end, minute, ...next);
      if (this.clock % MINUTE_MS === 0) await this.housekeep();
      await this.run();
    }
  }

  async hand(messages: readonly Queued[]): Promise<void> {
    for (const one of messages) {
      one.receives += 1;
      one.visibleAt = this.clock + 30 * MINUTE_MS;
    }
    const sending = sendBatch(messages.map(recordOf), { isFirst: false, hasTime: () => true }, this.ports);
    const failures = (await this.#survive(sending)) ?? messages.map(({ id }) => ({ itemIdentifier: id }));
    const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
    for (const { id } of messages) if (!failed.has(id)) this.#delete(id);
  }

  async notify(stored: StoredMessage, more: Partial<NotifyMessagePorts> = {}): Promise<void> {
    this.clock += 50;
    const notifying = notifyMessage(stored, { ...this.ports, ...more }).then(() => true);
    // The stream hands its record out until it is dealt with.
    if (!(await this.#survive(notifying))) await this.notify(stored, more);
  }

  async housekeep(): Promise<void> {
    for (const look of [releaseDue, pollFeeds, warnOfDeadlines, reportOverdue])
      await this.#survive(look(this.lane, this.ports));
  }

  /** Where calls are struck a function may end, and others go on. */
  async #survive<T>(running: Promise<T>): Promise<T | undefined> {
    return this.strikes ? running.catch(() => undefined) : running;
  }

  async filing(reference: string, kind: FilingKey['kind'] = 'declaration'): Promise<Filing> {
    const key: FilingKey = { authority: this.lane.authority, kind, reference };
    return readFiling(key, await this.ledger.records(key)).filing;
  }

  lane: KeptLane = { authority: TOY, share: SHARE, warnDays: 3, overdueMinutes: 30 };
  /** Further settings of the lane. */
  laneSettings: object = {};
  readonly trusting = trusting();
  readonly parties = new Set<string>();

  readonly release: Release = async ({ key, sent, alone, delaySeconds }) =>
    this.put(JSON.stringify({ resume: { ...key, ...sent, ...(alone && { alone }) } }), GATEWAY_ROLE, delaySeconds);

  /** Made anew with each function, as after a cold start. */
  get authority(): Authority {
    return toyAuthority(this.toymaker, () => this.clock);
  }

  get ports(): GatewayPorts {
    const telemetry = { event() {}, problem: (name: string) => void this.problems.push(name) };
    const ports: GatewayPorts = {
      authority: this.authority,
      ledger: this.ledger,
      outcomes: {
        publish: async (outcome) => {
          if (outcome.outcome === this.failsToTell) throw new Error('not told');
          this.told.push(outcome);
        },
      },
      telemetry,
      ...this.trusting,
      poll: async (_, feed) => this.put(JSON.stringify({ poll: feed })),
      parties: {
        note: async (_, name) => void this.parties.add(name),
        list: async () => [...this.parties].map((name) => ({ name, at: '' })),
      },
      admission: this.#admission,
      admissionOf: async () => this.admission,
      openFilings: (authority, until) => this.openFilings(authority, until),
      cursors: {
        get: async (sweep) => this.#cursors.get(sweep),
        set: async (sweep, until) => void this.#cursors.set(sweep, until),
      },
      deadLetters: { areThere: async () => false, look: async () => [], leave: async () => {} },
      platformTrust: 'apart',
      release: this.release,
      releaseAll: async (parked) => {
        for (const one of parked) await this.release(one);
        return [];
      },
      findable: {
        under: async (authority, value) => (await this.findable()).under(authority, value),
        summaries: async (keys) => (await this.findable()).summaries(keys),
      },
      lane: { share: SHARE, ...this.laneSettings },
      hasTime: () => true,
      technicalReplay: { [this.lane.authority]: { delaySeconds: 60, times: 2 } },
      overdueMinutes: { [this.lane.authority]: 30 },
      finished: { add: (receipt) => this.#delete(receipt), end: async () => {} },
      postpone: async (records, seconds) => {
        for (const { messageId } of records)
          for (const one of this.outbox) if (one.id === messageId) one.visibleAt = this.clock + seconds * 1000;
      },
      sleep: async (ms) => {
        this.clock += ms;
      },
      now: () => new Date(this.clock),
      pauseSeconds: PAUSE_SECONDS,
      waitForDeclarationMinutes: 60,
    };
    return this.strikes?.portsOf(ports) ?? ports;
  }

  #delete(id: string): void {
    const place = this.outbox.findIndex((one) => one.id === id);
    if (place >= 0) this.outbox.splice(place, 1);
  }

  #id(): number {
    this.#ids += 1;
    return this.#ids;
  }

  readonly #admission: Admission = {
    admit: async (wanted, leadMs) => {
      const { grant, state } = admit(this.admission, wanted, 'toy', this.clock, { ...RULES, leadMs });
      this.admission = state;
      return grant;
    },
    report: async (answer) => {
      const { state, transition } = report(this.admission, answer, 'toy', this.clock, RULES);
      this.admission = state;
      return transition;
    },
    isSending: async () => ['closed', 'ramping'].includes(this.admission.breaker.state),
    state: async () => this.admission,
  };
}

const RULES: Omit<AdmissionRules, 'leadMs'> = {
  share: SHARE,
  ...{ horizonMs: 120_000, pauseMs: PAUSE_SECONDS * 1000, leaseMs: 30_000 },
};

function recordOf({ id, body, sender, receives, sentAt }: Queued): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SenderId: `${sender}:session`,
      SentTimestamp: String(sentAt),
    },
    messageAttributes: {},
  } as unknown as SQSRecord;
}
