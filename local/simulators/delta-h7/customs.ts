import type { Agenda } from '../support/agenda.ts';
import type { Exchange, Office, Step, Taken } from './exchange.ts';
import type { Delay } from './life/life.ts';
import { consultH7 } from './messages/consult-h7.ts';
import { creationH7 } from './messages/creation-h7.ts';
import { fallbackH7 } from './messages/fallback-h7.ts';
import type { Outgoing } from './messages/messages.ts';
import { requestAmendmentH7 } from './messages/request-amendment-h7.ts';
import { requestInvalidationH7 } from './messages/request-invalidation-h7.ts';
import { validationH7 } from './messages/validation-h7.ts';
import type { Conduct } from './misbehaviour/misbehaviour.ts';
import type { Account } from './token/token-endpoint.ts';

/** The exchanges that this simulator plays, by the message that opens them. */
const exchanges: ReadonlyMap<string, Exchange> = new Map([
  ['Creation_H7', creationH7],
  ['Validation_H7', validationH7],
  ['Request_Invalidation_H7', requestInvalidationH7],
  ['Request_Amendment_H7', requestAmendmentH7],
  ['Fallback_H7', fallbackH7],
  ['Consult_H7', consultH7],
]);

export function exchangeOf(messageName: string): Exchange | undefined {
  return exchanges.get(messageName);
}

interface Settings {
  office: Office;
  agenda: Agenda;
  send: (outgoing: Outgoing, answers: string) => Promise<void>;
  now: () => Date;
  random: () => number;
  pace: number;
}

/** Processes what was taken with 200, asynchronously (§2.3.1). */
export class Customs {
  readonly #settings: Settings;
  /** The messages that were processed: none is processed twice. */
  readonly #seen = new Set<string>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /**
   * Takes a message in; false for one that was processed before, about which nothing more is said.
   * A replay leaves the conduct alone, which is only asked for when it is needed.
   */
  take(messageName: string, message: Taken, account: Account, conductOf: () => Conduct): boolean {
    const exchange = exchangeOf(messageName);
    const { messageId } = message.header;
    if (!exchange || this.#seen.has(messageId)) return false;
    const { office, agenda, now } = this.#settings;
    const conduct = conductOf();
    if (conduct.technical) {
      // The message is not marked as seen: the operator is to send it again (§2.3.6.1).
      agenda.run(() => this.#walk([exchange.technicalError(message)], conduct, messageId));
      return true;
    }
    this.#seen.add(messageId);
    agenda.run(async () => {
      const plan = exchange.plan(message, office, { account, now: now() });
      const { deadline } = plan;
      const later = { ...orderly, lost: conduct.lost };
      if (deadline) agenda.later(deadline.millis, () => this.#walk(deadline.steps, later, messageId));
      await this.#walk(plan.steps, conduct, messageId);
    });
    return true;
  }

  /** One step after the other; each message is on its way, or given up, before the next wait begins. */
  async #walk(steps: readonly Step[], conduct: Conduct, answers: string): Promise<void> {
    const { agenda, now } = this.#settings;
    if (conduct.delayMs > 0) await agenda.wait(conduct.delayMs);
    const held: Outgoing[] = [];
    for (const step of steps) {
      await agenda.wait(this.#millis(step.after));
      const outgoing = step.take(now());
      if (!outgoing || conduct.lost) continue;
      if (conduct.reordered) held.unshift(outgoing);
      else await this.#send(outgoing, conduct.copies, answers);
    }
    for (const outgoing of held) await this.#send(outgoing, conduct.copies, answers);
  }

  async #send(outgoing: Outgoing, copies: number, answers: string): Promise<void> {
    await Promise.all(Array.from({ length: copies }, () => this.#settings.send(outgoing, answers)));
  }

  #millis([least, most]: Delay): number {
    return this.#settings.pace * (least + (most - least) * this.#settings.random());
  }
}

const orderly: Conduct = { lost: false, technical: false, reordered: false, delayMs: 0, copies: 1 };
