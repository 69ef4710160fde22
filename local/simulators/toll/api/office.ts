import type { Agenda } from '../../support/agenda.ts';
import { Feed } from '../goods/feed.ts';
import { goodsOf } from '../goods/goods-of.ts';
import { playground } from '../goods/playground.ts';
import { dateTime, type Signal, signalOf } from '../goods/signal.ts';
import type { Conduct } from '../misbehaviour.ts';
import { type FieldFault, faultsOf } from './faults.ts';

export interface OfficeOptions {
  agenda: Agenda;
  now: () => Date;
  random: () => number;
  pace: number;
  conduct: () => Conduct;
}

/** The times that it takes at pace 1, in milliseconds, from and to. */
const VALIDATION = [1000, 2000] as const;
const ROUTING = [1000, 3000] as const;

/** The code that no document knows, for a signal that has one. */
const UNHEARD_OF = 'TO_QUARANTINE';

interface Request {
  requestId: string;
  /** Undefined as long as the validation is under way. */
  result?: Record<string, unknown>;
  /** The asks that are still answered as if it were under way. */
  notReady: number;
}

/** The records of one organisation at Tolletaten: its requests, and the feed of its signals. */
export class Office {
  readonly feed = new Feed();
  readonly #options: OfficeOptions;
  readonly #requests = new Map<string, Request>();

  constructor(options: OfficeOptions) {
    this.#options = options;
  }

  /** Takes a presentation, or returns the faults for which it does not. A `requestId` serves once. */
  take(message: string, body: unknown): FieldFault[] {
    const faults = faultsOf(message, body);
    if (faults.length > 0) return faults;
    const requestId = String((body as Record<string, unknown>)['requestId']).toLowerCase();
    if (this.#requests.has(requestId)) return [{ field: 'requestId', error: 'has already been used' }];
    const conduct = this.#options.conduct();
    const request: Request = { requestId, notReady: conduct.notReady };
    this.#requests.set(requestId, request);
    this.#options.agenda.run(() => this.#process(request, message, body, conduct));
    return [];
  }

  /** The result of a request's validation; undefined as long as there is none. */
  status(requestId: string): Record<string, unknown> | undefined {
    const request = this.#requests.get(requestId.toLowerCase());
    if (!request?.result) return undefined;
    request.notReady -= 1;
    return request.notReady < 0 ? request.result : undefined;
  }

  /** The results of all requests that are validated. */
  statuses(): Record<string, unknown>[] {
    return [...this.#requests.values()].flatMap(({ result }) => (result ? [result] : []));
  }

  /** Sends a consignment somewhere, whether it was presented or not. */
  route(type: string, number: string, routing: string): void {
    const isMeant = ({ document }: { document: { type: string; number: string } }) =>
      document.type === type && document.number === number;
    this.feed.add(signalOf(playground.find(isMeant) ?? { document: { type, number } }, routing, this.#options.now()));
  }

  async #process(request: Request, message: string, body: unknown, conduct: Conduct): Promise<void> {
    const { agenda, now } = this.#options;
    const { field, goods } = goodsOf(message, body);
    await agenda.wait(this.#millis(VALIDATION));
    const { requestId } = request;
    const mrn = new Set(goods.map((one) => one.mrn)).size === 1 ? goods[0]?.mrn : undefined;
    request.result = {
      status: goods.length > 0 ? 'SUCCESS' : 'FAILURE',
      ...{ requestId, notificationDate: dateTime(now()), ...(mrn !== undefined && { mrn }) },
      validationErrorList:
        goods.length > 0 ? [] : [{ description: 'No such goods are known', pointer: { messageElementPath: field } }],
      ...(conduct.unknownFields && { handledBy: { unit: 'Svinesund' } }),
    };
    if (conduct.lost) return;
    if (conduct.delayMs > 0) await agenda.wait(conduct.delayMs);
    const held: Signal[] = [];
    for (const one of goods) {
      if (!one.routing) continue;
      await agenda.wait(this.#millis(ROUTING));
      const signal = spoiltBy(conduct, signalOf(one, conduct.unknownRouting ? UNHEARD_OF : one.routing, now()));
      if (conduct.reordered) held.unshift(signal);
      else this.#tell(signal, conduct.copies);
    }
    for (const signal of held) this.#tell(signal, conduct.copies);
  }

  #tell(signal: Signal, copies: number): void {
    for (let n = 0; n < copies; n += 1) this.feed.add(signal);
  }

  #millis([least, most]: readonly [number, number]): number {
    return this.#options.pace * (least + (most - least) * this.#options.random());
  }
}

function spoiltBy({ withoutDocument, unknownFields }: Conduct, signal: Signal): Signal {
  const { routingResult } = signal;
  return {
    ...signal,
    ...(withoutDocument && { transportDocumentHouseLevel: null }),
    ...(unknownFields && {
      riskLevel: { of: [1, 2] },
      routingResult: Object.assign({ decidedBy: 'R42' }, routingResult),
    }),
  };
}
