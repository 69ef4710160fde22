import type { Agenda } from '../../support/agenda.ts';
import type { Journal } from '../../support/journal.ts';
import type { Outgoing } from '../messages/messages.ts';
import type { OfficialNames } from '../messages/official-names.ts';
import { Gate } from '../misbehaviour/gate.ts';
import type { Poster } from './post.ts';
import { createPoster } from './post.ts';

/** One attempt to bring a message to the operator. */
export interface SentCallback {
  at: Date;
  /** With the prefix. */
  path: string;
  message: string;
  lrn: string | undefined;
  /** The operator's reference of a request. */
  operatorRequestReference: string | undefined;
  messageId: string;
  /** The id of the operator's message that it is about. */
  answers: string;
  body: unknown;
  /** The operator's answer; `undefined` on a timeout, or without a connection. */
  status: number | undefined;
  /** The number of the attempt on this message, from 1. */
  attempts: number;
  /** `done`: 200. `to-replay`: 500 or no answer. `given-up`: any other answer, or the last attempt. */
  outcome: 'done' | 'to-replay' | 'given-up';
}

export interface CallbackSettings {
  url: () => string;
  token: () => string;
  prefix: string;
  /** In all, the first included. */
  attempts: number;
  timeoutMillis: number;
  replayDelayMillis: number;
  names: OfficialNames;
  /** The most callbacks in flight. */
  connections: number;
  now: () => Date;
}

/** Calls the operator, and calls again where it may (§2.3.5.3, §2.3.6.2). */
export class CallbackSender {
  readonly #settings: CallbackSettings;
  readonly #agenda: Agenda;
  readonly #journal: Journal<SentCallback>;
  readonly #log: (line: string) => void;
  readonly #gate: Gate;
  readonly #poster: Poster;

  constructor(settings: CallbackSettings, agenda: Agenda, journal: Journal<SentCallback>, log: (line: string) => void) {
    this.#settings = settings;
    this.#agenda = agenda;
    this.#journal = journal;
    this.#log = log;
    this.#gate = new Gate(settings.connections);
    this.#poster = createPoster();
  }

  /**
   * Resolves when the message was taken or given up; never fails.
   * @param answers the id of the operator's message that it is about
   */
  async send(outgoing: Outgoing, answers: string): Promise<void> {
    const path = `${this.#settings.prefix}${outgoing.path}`;
    const body = this.#settings.names.spoken(outgoing.message, outgoing.body);
    const text = JSON.stringify(body);
    for (let attempts = 1; ; attempts += 1) {
      const at = this.#settings.now();
      const status = await this.#attempt(path, text);
      if (this.#agenda.closed) return;
      const outcome = outcomeOf(status, attempts >= this.#settings.attempts);
      const { message, lrn, operatorRequestReference, messageId } = outgoing;
      const about = { message, lrn, operatorRequestReference, messageId, answers, body };
      this.#journal.add({ at, path, ...about, status, attempts, outcome });
      this.#log(
        `→ ${message} ${lrn ?? operatorRequestReference ?? ''} ${path} ${status ?? 'no answer'} (attempt ${attempts}, ${outcome})`,
      );
      if (outcome !== 'to-replay') return;
      await this.#agenda.wait(this.#settings.replayDelayMillis);
    }
  }

  /** Cuts off what is under way. */
  close(): void {
    this.#poster.close();
  }

  async #attempt(path: string, body: string): Promise<number | undefined> {
    const { url, token, timeoutMillis } = this.#settings;
    await this.#gate.enter();
    try {
      return await this.#poster.post(`${url().replace(/\/+$/, '')}${path}`, token(), body, timeoutMillis);
    } catch {
      // A URL that is none: the same to the operator as a wrong one.
      return undefined;
    } finally {
      this.#gate.leave();
    }
  }
}

/** The contract names 200, 400, 401, 404 and 500 (§2.3.5.3); any other 5xx is read as a 500, the rest as a refusal. */
function outcomeOf(status: number | undefined, last: boolean): SentCallback['outcome'] {
  if (status === 200) return 'done';
  return (status === undefined || status >= 500) && !last ? 'to-replay' : 'given-up';
}
