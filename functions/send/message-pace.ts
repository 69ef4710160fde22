import type { Pace } from '../authorities/calling/pace.ts';
import type { Parking, SendPorts, Turn } from './ports.ts';

/** The turns of a message's calls, taken one after another. */
export class MessagePace implements Pace {
  readonly #turnOf: SendPorts['turn'];
  #turn: Turn | undefined;
  /** The reason to park the message, once no call may be made any more. */
  parking: Parking | undefined;

  constructor(turnOf: SendPorts['turn']) {
    this.#turnOf = turnOf;
  }

  leave(): boolean {
    return this.#turn?.leave() ?? false;
  }

  next(): Promise<boolean> {
    return this.#take(false);
  }

  /** None is taken in the pause after another's 500 [H7-E500a]. */
  further(): Promise<boolean> {
    return this.#take(true);
  }

  async #take(isFurther: boolean): Promise<boolean> {
    const next = await this.#turnOf(isFurther);
    if ('until' in next) {
      this.parking = next;
      return false;
    }
    this.#turn = next;
    return true;
  }
}
