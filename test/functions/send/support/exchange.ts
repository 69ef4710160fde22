import { randomUUID } from 'node:crypto';
import type { Authority, Verdict } from '../../../../functions/authorities/authority.ts';
import { readiness } from '../../../../functions/authorities/delta-h7/conditions.ts';
import { prepare } from '../../../../functions/authorities/delta-h7/prepare.ts';
import { claimedAs } from '../../../../functions/ledger/beginning.ts';
import { readFiling } from '../../../../functions/ledger/filing.ts';
import { filingId, receivedEntry } from '../../../../functions/ledger/items.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord, SentRecord } from '../../../../functions/ledger/records.ts';
import { notifyCallback } from '../../../../functions/notify/notify-callback.ts';
import type { SendPorts } from '../../../../functions/send/ports.ts';
import { toOperator } from '../../../../schemas/delta-h7/paths.ts';
import type { Outcome } from '../../../../schemas/outcome.ts';
import { memoryLedger } from '../../../desk/support/memory-ledger.ts';
import { dispatchText } from '../../../support/dispatch-text.ts';
import { creation, errorMessage, functionalError, response, submissionOf } from '../../../support/messages.ts';
import { declarationKey, received, requestKey, sent } from '../../../support/records.ts';
import { trustingFrom } from '../../../support/trust.ts';

const consultationId = 'b6c9f124-4a83-4003-bcc9-1bce1798c2ab1795338000';
const LRN = declarationKey.reference;
const MRN = '26FR0000000000AB12';
const wrongItems = { errorType: 15, errorCode: 'H7_NAT_001', errorPointer: 'items' };
const technical = { errorDescription: 'Service indisponible' };

/** The result of a message that customs takes: it answers it, rejects it, or fails on it. */
export type Result = 'answer' | 'functional' | 'technical';
/** The end of a call: taken or not, and whether the sender hears of it; `died` where it does not live to. */
export type Call = 'ok' | 'lost' | 'untaken' | 'busy' | 'refused' | 'died-taken' | 'died-untaken';

/** A message with what it needs to be sent, and how customs answers. */
interface Kind {
  key: FilingKey;
  submission: string;
  errorsAt: string;
  /** The state of the declaration before. */
  before?: 'ANT' | 'VLD';
  answer(id: string): ReceivedRecord;
  /** The answers to a second try that meets the first: customs has the reference, or the message is out of place. */
  again: 'duplicate' | 'functional';
}

const request = { operatorRequestReference: 'REQ-1' };
const headerOf = (messageId: string) => ({
  ...{ messageDateTime: '2026-11-22T11:00:00+01:00[Europe/Paris]' },
  messageId,
});
const declarationAnswer = (message: string, state: string) => (messageId: string) =>
  received(message, response({ messageId, state, mrn: MRN, at: '2026-11-22T11:00:00+01:00[Europe/Paris]' }));
const registration = (messageId: string) =>
  received(
    'Response_Registration_H7',
    { header: headerOf(messageId), ...{ request: { ...request, customsRequestReference: '77' } } },
    { path: toOperator.requestRegistrations },
  );
const declared = { key: declarationKey, errorsAt: toOperator.declarationErrors, again: 'duplicate' } as const;

export const kinds: Record<string, Kind> = {
  Creation_H7: { ...declared, submission: submissionOf(creation()), answer: declarationAnswer('Response_H7', 'VLD') },
  Fallback_H7: {
    ...declared,
    submission: submissionOf(
      {
        ...creation(),
        fallbackProcedureInformation: {
          manifestLodgementDateTime: '2026-11-20T18:00:00+01:00[Europe/Paris]',
          fallbackReferenceNumber: '17',
        },
      },
      { message: 'Fallback_H7' },
    ),
    answer: declarationAnswer('Response_H7', 'VLD'),
  },
  Validation_H7: {
    key: declarationKey,
    submission: submissionOf({ header: { lrn: LRN } }, { message: 'Validation_H7' }),
    errorsAt: toOperator.validationErrors,
    before: 'ANT',
    answer: declarationAnswer('State_H7', 'VLD'),
    again: 'functional',
  },
  Request_Invalidation_H7: {
    key: requestKey,
    submission: submissionOf(
      { header: { ...request, invalidationMotivation: 'twice' }, declarations: [{ lrn: LRN }] },
      { message: 'Request_Invalidation_H7' },
    ),
    errorsAt: toOperator.requestErrors,
    before: 'VLD',
    answer: registration,
    again: 'functional',
  },
  Request_Amendment_H7: {
    key: requestKey,
    submission: submissionOf(
      { header: { ...request, lrn: LRN, amendmentMotivation: 'more' }, declaration: creation().declaration },
      { message: 'Request_Amendment_H7' },
    ),
    errorsAt: toOperator.requestErrors,
    before: 'VLD',
    answer: registration,
    again: 'functional',
  },
  Consult_H7: {
    key: { authority: 'delta-h7', kind: 'consultation', reference: consultationId },
    submission: submissionOf(
      {
        header: { messageId: consultationId },
        clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
        declarations: [{ lrn: LRN }],
      },
      { message: 'Consult_H7', reason: 'after an incident' },
    ),
    errorsAt: toOperator.declarationErrors,
    answer: (messageId) => received('Response_Consult_H7', { header: headerOf(messageId), ...{ declarations: [] } }),
    again: 'functional',
  },
};

/** A sender and a notifier with a ledger in memory, and a customs whose behaviour a test decides, for one filing. */
export class Exchange {
  readonly ledger = memoryLedger();
  readonly told: Outcome[] = [];
  readonly events: string[] = [];
  /** The messages that customs wrote and has not called back with yet. */
  readonly pending: ReceivedRecord[] = [];
  /**
   * Each call: the ledger's fate of the send when it was made, its result, the number of known failures, whether the
   * queue handed its message out again since the call before (which shows that a sender died), and whether customs had
   * already decided.
   */
  readonly calls: { call: Call; fate: string; failures: number; isAgain: boolean; wasSaid: boolean }[] = [];
  /** The result at customs, once there is one; it is the same however often the message comes. */
  made: Exclude<Result, 'technical'> | undefined;
  /** The number of customs' failures on it, and of those that it has called back with. */
  readonly failures = { written: 0, told: 0 };
  next: { call: Call; result: Result; during?: () => Promise<void> } = { call: 'ok', result: 'answer' };
  readonly kind: Kind;
  readonly message: string;
  #clock = Date.parse('2026-11-22T09:00:00.000Z');
  #ids = 0;
  #deliveries = 0;
  #isAgain = false;
  /** True where customs said what became of it, and where it had when a message was handed out. */
  #isSaid = false;
  #wasSaid = false;
  readonly #pointers = new Map<string, number>();

  constructor(message: string) {
    this.message = message;
    this.kind = kinds[message] as Kind;
  }

  /** Files the declaration that the message is about, where it is about one. */
  async begin(): Promise<void> {
    const { before } = this.kind;
    if (!before) return;
    const at = this.#now().toISOString();
    const filed = sent({ at, messageId: 'm-0', claimedBy: 'q-0', body: JSON.stringify(creation()) });
    await this.ledger.claim(declarationKey, filed);
    const mrn = before === 'VLD' ? { mrn: MRN } : {};
    const answer = received('Response_H7', response({ messageId: 'r-0', state: before, ...mrn }), { at });
    await this.ledger.receive(declarationKey, answer, { fact: 'answered', authorityReference: '2282319' });
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

  /** Calls back with what customs wrote; returns what came. */
  async callBack(index = 0, stays = false): Promise<ReceivedRecord | undefined> {
    const written = this.pending[index % Math.max(1, this.pending.length)];
    if (!written) return undefined;
    if (!stays) this.pending.splice(this.pending.indexOf(written), 1);
    const record = { ...written, at: this.#now().toISOString() };
    if (record.body.includes(technical.errorDescription)) this.failures.told += 1;
    else this.#isSaid = true;
    await this.ledger.receive(this.kind.key, record, { fact: 'answered' });
    await notifyCallback(
      { filing: filingId(this.kind.key), entry: receivedEntry(record) },
      {
        ...this.#ports(),
        release: async () => {},
        overdueMinutes: {},
        technicalReplay: { 'delta-h7': { delaySeconds: 60, times: 2 } },
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
        turn: async () => undefined,
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
    const authority: Authority = {
      name: 'delta-h7',
      prepare: (payload) => prepare(payload, this.#now(), randomUUID),
      warmUp: async () => {},
      ready: readiness,
      messageIdOf: (payload) => (payload['header'] as { messageId: string }).messageId,
      send: () => this.#call(),
    };
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

  /** Writes the result of customs on a message that it took: on a second one, that it has the first. */
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
    const error = { functional: wrongItems, technical, duplicate: functionalError() }[wanted];
    return received('Error_H7', errorMessage(LRN, [error], id), { path: this.kind.errorsAt });
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
