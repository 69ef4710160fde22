import type { X509Certificate } from 'node:crypto';
import type { Account } from './account.ts';
import { judge, type Objection } from './checks/judge.ts';
import { abandoned, type DialogueAnswer } from './dialogue-answer.ts';
import { isClosedTo, type Label, textOf } from './labels.ts';
import type { Opening } from './register/opening.ts';
import type { Requests, Status } from './register/requests.ts';
import type { Fields } from './soap/call-fields.ts';
import type { Step } from './step.ts';

export interface DialogueParts {
  accounts: readonly Account[];
  requests: Requests;
  opening: Opening;
  now: () => Date;
}

/** The dialogue of two steps. OMEGA keeps no session, but for what it found receivable. */
export class Dialogue {
  readonly #parts: DialogueParts;
  readonly #receivable = new Set<string>();

  constructor(parts: DialogueParts) {
    this.#parts = parts;
  }

  /** The answer that a call deserves, with all that follows from it. */
  deal(step: Step, fields: Fields, certificate: Pick<X509Certificate, 'subject'>): DialogueAnswer {
    const { accounts, opening, now } = this.#parts;
    const closed = opening.labelAt(now());
    if (closed) return this.refuse(step, fields, { label: closed, texts: [textOf(closed)] });
    const key = `${fields.NumeroCAD} ${fields.NumeroPCE}`;
    const about = { accounts, certificate, now: now(), isReceivable: this.#receivable.has(key) };
    const refusal = judge(step, fields, about);
    if (refusal) return this.refuse(step, fields, refusal);
    if (step === 'verify') {
      this.#receivable.add(key);
      return { type: 'P', code: 'Message', messages: ['Demande recevable'] };
    }
    const { number } = this.#keep(step, fields, 'en cours de traitement');
    const request = { number, date: fields.DateDemandee ?? '' };
    return { type: 'T', code: 'DmdOkDD', messages: ['Votre demande a été prise en compte'], request };
  }

  /** Refuses a call. Some refusals leave a request. */
  refuse(step: Step, fields: Fields, { label, texts }: Objection): DialogueAnswer {
    const status = leftBy(step, label);
    if (status) this.#keep(step, fields, status);
    return abandoned(...texts);
  }

  #keep(step: Step, { NumeroPCE = '', NomDuClient, DateDemandee }: Fields, status: Status) {
    return this.#parts.requests.add({ status, step, at: this.#parts.now(), NumeroPCE, NomDuClient, DateDemandee });
  }
}

/** The status of the request that a refusal leaves (§2.1.1); `undefined` where it leaves none. */
function leftBy(step: Step, label: Label): Status | undefined {
  if (isClosedTo(label) || label === 'interrupted') return undefined;
  if (step === 'verify') return label === 'pce-unknown' ? '022' : '023';
  return label === 'abandoned' || label === 'not-receivable' ? 'Annulée' : undefined;
}
