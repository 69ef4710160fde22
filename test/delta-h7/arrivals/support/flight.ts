import '../../../support/toy/register.ts';

import type { Authority, OutgoingMessage, Verdict } from '../../../../functions/authorities/authority.ts';
import { readiness } from '../../../../functions/authorities/delta-h7/conditions.ts';
import { prepare } from '../../../../functions/authorities/delta-h7/prepare.ts';
import { releaseDue } from '../../../../functions/housekeeping/release-due.ts';
import { sendsOf } from '../../../../functions/ledger/attempts.ts';
import { newMessageId } from '../../../../schemas/delta-h7/fields.ts';
import { textAt } from '../../../../schemas/fault.ts';
import { creation, errorMessage, response, state } from '../../../support/messages.ts';
import { ToyGateway } from '../../../support/toy/gateway.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
/** The time that customs takes for an answer. */
const ANSWER_MS = 200;
const ACCEPTED: Verdict = { kind: 'accepted', httpStatus: 200 };

/** The transport document of the flight, and the message that it has arrived. */
export const MAWB = '057-12345675';
export const DOCUMENT = `N740:${MAWB}`;
export const transportDocument = { transportDocumentType: 'N740', transportDocumentReference: MAWB };

/** A declaration of the flight. */
export function parcel(lrn: string, type: 'A' | 'D' = 'D', documents: object[] = [transportDocument]) {
  const { header, declaration } = creation(lrn, type);
  return { header, declaration: { ...declaration, transportDocuments: documents } };
}

/** A message of customs that is to come. */
interface Written {
  at: number;
  path: string;
  payload: object;
}

interface Parcel {
  state: string;
  number: string;
}

/** The fate of a declaration that is not answered and validated as usual. */
export interface Fate {
  /** Customs does not answer its creation. */
  isSilent?: true;
  /** Customs rejects its validation. */
  isRejected?: true;
}

/** A gateway with a lane to a customs office, all in memory, and the declarations of one flight. */
export class Flight extends ToyGateway {
  /** Every call to customs that was heard there, as `MESSAGE LRN`. */
  readonly calls: string[] = [];
  readonly fates = new Map<string, Fate>();
  readonly #parcels = new Map<string, Parcel>();
  #answers: Written[] = [];
  #made = 0;

  constructor({ joinHours = 0 }: { joinHours?: number } = {}) {
    super();
    this.lane = { ...this.lane, authority: 'delta-h7' };
    this.laneSettings = { arrivals: { joinHours } };
  }

  /** Files declarations in a platform's name, and has customs answer them. */
  async file(lrns: readonly string[], more: { platform?: string; type?: 'A' | 'D'; documents?: object[] } = {}) {
    const { platform = 'shop-1', type, documents } = more;
    for (const lrn of lrns) {
      const payload = parcel(lrn, type, documents);
      this.put(JSON.stringify({ authority: 'delta-h7', message: 'Creation_H7', platform, payload }), 'AROASHOP');
    }
    await this.run();
    await this.pass(5 * SECOND_MS);
  }

  async arrive(payload: object = { transportDocument }, more: object = {}): Promise<void> {
    await this.submit('Arrival', payload, more);
  }

  /** Has customs answer a creation that it had not. */
  answer(lrn: string): void {
    this.fates.delete(lrn);
    this.#create(lrn, this.#parcels.get(lrn)?.state === 'VLD' ? 'A' : 'D');
  }

  /** Has customs reject a creation that it had not answered. */
  reject(lrn: string): void {
    this.#parcels.delete(lrn);
    const error = { errorType: 15, errorCode: 'H7_NAT_020', errorDescription: 'La donnée est absente' };
    this.#say('/declarations/erreurs', errorMessage(lrn, [error], `e-${lrn}`));
  }

  /** Has customs end a declaration that it had answered. */
  end(lrn: string, raw: 'ANN' | 'INV'): void {
    const { number = '' } = this.#parcels.get(lrn) ?? {};
    this.#parcels.delete(lrn);
    const more = { lrn, reference: number, state: raw, messageId: `s-${lrn}-${raw}`, at: this.#now() };
    this.#say(`/declarations/${number}/etats`, state(more));
  }

  /** Takes out the validation of a declaration that waits, as a person does. */
  async withdraw(lrn: string): Promise<void> {
    const key = { authority: 'delta-h7', kind: 'declaration', reference: lrn } as const;
    const sent = sendsOf(await this.ledger.records(key)).find(({ message }) => message === 'Validation_H7');
    const end = {
      verdict: 'refused',
      isWithdrawn: true,
      httpStatus: null,
      error: {},
      at: this.ports.now().toISOString(),
    } as const;
    if (!sent || !(await this.ledger.settle(key, sent, end, sent.settlement))) throw new Error(`${lrn} does not wait`);
  }

  /** Has the lane send nothing for a while. */
  halt(ms: number): void {
    const until = this.clock + ms;
    this.admission = {
      ...this.admission,
      breaker: { state: 'open', since: this.clock, until, cause: 'http-503' } as never,
    };
  }

  /** The counts of an arrival, as `show` has them. */
  async counts(reference = DOCUMENT): Promise<unknown> {
    return (await this.filing(reference, 'arrival')).details['arrival'];
  }

  /** The validations that customs got, by LRN. */
  get validated(): string[] {
    return this.calls.filter((one) => one.startsWith('Validation_H7')).map((one) => one.split(' ')[1] ?? '');
  }

  /** Nothing is overdue here, and looking at all filings each minute takes long. */
  override async housekeep(): Promise<void> {
    await releaseDue(this.lane, this.ports).catch((error: unknown) => {
      if (!this.strikes) throw error;
    });
  }

  /** Where a function may end, each message has one of its own: what else it had under way would fail unheard. */
  override async hand(messages: Parameters<ToyGateway['hand']>[0]): Promise<void> {
    if (!this.strikes) return super.hand(messages);
    for (const one of messages) await super.hand([one]);
  }

  override async run(): Promise<void> {
    for (;;) {
      await super.run();
      const due = this.#answers.filter(({ at }) => at <= this.clock);
      if (due.length === 0) return;
      this.#answers = this.#answers.filter((one) => !due.includes(one));
      for (const one of due) await this.#callBackNow(one).catch(() => this.#callBackLater(one));
    }
  }

  override async pass(ms: number): Promise<void> {
    for (const end = this.clock + ms; this.clock < end; ) {
      const minute = (Math.floor(this.clock / MINUTE_MS) + 1) * MINUTE_MS;
      const next = [...this.outbox.map(({ visibleAt }) => visibleAt), ...this.#answers.map(({ at }) => at)];
      this.clock = Math.min(end, minute, ...next.filter((at) => at > this.clock));
      if (this.clock % MINUTE_MS === 0) await this.housekeep();
      await this.run();
    }
  }

  override get authority(): Authority {
    const now = () => new Date(this.clock);
    return {
      name: 'delta-h7',
      prepare: (payload) => prepare(payload, now(), () => this.#uuid()),
      ready: readiness,
      messageIdOf: (payload) => textAt(payload, '/header/messageId') ?? newMessageId(now(), this.#uuid()),
      send: async (message) => this.#hear(message),
    };
  }

  #callBackNow({ path, payload }: Written): Promise<void> {
    return this.callBack(path.replace(/\d{7}/, '{customsDeclarationReference}'), payload, path);
  }

  /** Customs calls back once more where that was not taken. */
  #callBackLater(answer: Written): void {
    if (!this.strikes) throw new Error(`${answer.path} was not taken`);
    this.#answers.push({ ...answer, at: this.clock + SECOND_MS });
  }

  #uuid(): string {
    this.#made += 1;
    return `00000000-0000-4000-8000-${String(this.#made).padStart(12, '0')}`;
  }

  #hear({ message, body }: OutgoingMessage): Verdict {
    const payload: unknown = JSON.parse(body);
    const lrn = textAt(payload, '/header/lrn') ?? '';
    this.calls.push(`${message} ${lrn}`);
    if (message === 'Creation_H7') {
      const type = textAt(payload, '/declaration/genericInformation/additionalDeclarationType');
      if (!this.#parcels.has(lrn))
        this.#parcels.set(lrn, { state: type === 'A' ? 'VLD' : 'ANT', number: String(5_000_000 + this.#parcels.size) });
      if (!this.fates.get(lrn)?.isSilent) this.#create(lrn, type);
    }
    if (message === 'Validation_H7') this.#validate(lrn);
    return ACCEPTED;
  }

  #create(lrn: string, type: string | undefined): void {
    const { number = '' } = this.#parcels.get(lrn) ?? {};
    const more = { lrn, reference: number, messageId: `r-${lrn}`, state: type === 'A' ? 'VLD' : 'ANT' };
    this.#say(`/declarations/${number}/reponses`, response({ ...more, at: this.#now() }));
  }

  #validate(lrn: string): void {
    const one = this.#parcels.get(lrn);
    if (!one) return;
    const { number } = one;
    const isSecond = one.state !== 'ANT';
    if (isSecond || this.fates.get(lrn)?.isRejected) {
      const id = `e-${lrn}-${this.calls.length}`;
      const error = { errorType: 15, errorCode: 'H7_NAT_010', errorDescription: 'La validation est refusée' };
      this.#say(`/declarations/${number}/erreurs`, errorMessage(lrn, [error], id));
      return;
    }
    one.state = 'VLD';
    const more = { lrn, reference: number, state: 'VLD', mrn: `26FR${number.padStart(14, '0')}` };
    this.#say(`/declarations/${number}/etats`, state({ ...more, messageId: `s-${lrn}`, at: this.#now() }));
  }

  /** Customs writes whole seconds: each later than the one before. */
  #now(): string {
    return `${new Date(this.clock + 3_600_000).toISOString().slice(0, 19)}+01:00[Europe/Paris]`;
  }

  #say(path: string, payload: object): void {
    this.#answers.push({ at: this.clock + ANSWER_MS, path, payload });
  }
}
