/** A trait of an agrément in customs' register, or of its operator, who may be idle, or correct what was sent. */
export const TRAITS = ['known', 'unknown', 'not-viti', 'other-portal', 'dormant', 'idle', 'correcting'] as const;
export type Trait = (typeof TRAITS)[number];

/** The traits of agréments by the code at their end, as in `FR01300GX0002`. */
const byEnd: Readonly<Record<string, Trait>> = {
  ...{
    X0000: 'idle',
    X0001: 'correcting',
    X0002: 'unknown',
    X0003: 'not-viti',
    X0004: 'other-portal',
    X0050: 'dormant',
  },
};

/** Customs' register of operators: each agrément is known, but for those that end as told, or were set otherwise. */
export class Operators {
  readonly #set = new Map<string, Trait>();

  set(agrement: string, trait: Trait): void {
    this.#set.set(agrement.toUpperCase(), trait);
  }

  traitOf(agrement: string): Trait {
    const name = agrement.toUpperCase();
    return this.#set.get(name) ?? byEnd[name.slice(-5)] ?? 'known';
  }
}

/** True for an agrément under which no stocks under suspension are kept: its own letter is A. */
export const isAcquittedOnly = (agrement: string) => agrement.slice(2).includes('A');

/** True for an operator in Corsica: its agrément names the department 2B, since the letter A has a meaning of its own. */
export const isCorsican = (agrement: string) => agrement.includes('2B');
