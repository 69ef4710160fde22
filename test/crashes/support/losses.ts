import { type Chance, chance } from '../../support/random.ts';

/** The losses in addition to the killed processes: none, or one in this many answers of AWS and of customs. */
export interface Losses {
  readonly ofAws: number;
  readonly ofCustoms: number;
}

export const NONE: Losses = { ofAws: Number.POSITIVE_INFINITY, ofCustoms: Number.POSITIVE_INFINITY };
export const SOME: Losses = { ofAws: 40, ofCustoms: 30 };

/** The losses that leave it unclear whether customs took a message; the last two say that it did not. */
const unclear = [
  ...['500, and taken', 'no answer', 'no answer, and taken', 'broken connection', 'broken connection, and taken'],
  ...['504, and taken', '503', '500'],
];

/** The answers that are lost, each with its way. */
export function losing({ ofAws, ofCustoms }: Losses, seed = Date.now()) {
  const of: Chance = chance(seed);
  return {
    ofAws: () => (of.once(ofAws) ? (of.once(2) ? ('reset' as const) : ('500' as const)) : undefined),
    ofCustoms: () => (of.once(ofCustoms) ? of.pick(unclear) : undefined),
  };
}
