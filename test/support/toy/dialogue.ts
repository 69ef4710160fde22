import type { Verdict } from '../../../functions/authorities/authority.ts';
import { ToyGateway } from './gateway.ts';
import { TOY } from './register.ts';

const answer = (message: string, body: object): Verdict => ({
  kind: 'accepted',
  httpStatus: 200,
  answer: { message, body: JSON.stringify(body) },
});
const RED = { errors: [{ errorCode: 'RED' }] };

/** The toymaker's answers in the dialogue about a house. */
export const plays = {
  mayBeBuilt: answer('Surveyed', { state: 'WISHED' }),
  built: answer('Built', { state: 'MADE', number: '7' }),
  surveyRejected: answer('Surveyed', RED),
  buildRejected: answer('Built', RED),
  /** Parked, and nothing arrived. */
  closed: {
    ...{ kind: 'unavailable', cause: 'http-200', httpStatus: 200, mayHaveArrived: false },
    error: { errorDescription: 'closed' },
  },
  silence: {
    ...{ kind: 'unavailable', cause: 'timeout', httpStatus: null, mayHaveArrived: true },
    error: { errorCode: 'timeout' },
  },
  leftOpen: { kind: 'unclear', httpStatus: 200, error: { errorDescription: 'it was interrupted' } },
  /** The sender ends in its call. */
  dies: () => Promise.reject(new Error('died')),
} as const satisfies Record<string, Verdict | (() => Promise<Verdict>)>;
export type Play = Verdict | (() => Promise<Verdict>);

export const house = { house: 'red' };

/** The dialogue about a house, B-1, between a platform and the toymaker. */
export class ToyDialogue extends ToyGateway {
  static readonly key = { authority: TOY, kind: 'building', reference: 'B-1' } as const;

  /** Submits the house, with these answers to come. */
  static async played(...answers: Play[]): Promise<ToyDialogue> {
    const dialogue = new ToyDialogue();
    await dialogue.play(house, ...answers);
    return dialogue;
  }

  async play(payload: object, ...answers: Play[]): Promise<void> {
    this.toymaker.answers.push(...answers);
    await this.submit('Build', payload, { reference: 'B-1' });
  }

  get called(): string[] {
    return this.toymaker.calls.map(({ message }) => message);
  }

  building() {
    return this.filing('B-1', 'building');
  }

  async status() {
    return (await this.building()).status;
  }
}
