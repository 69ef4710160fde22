import { item } from '../support/messages.ts';
import type { Chance } from '../support/random.ts';
import {
  amendment,
  books,
  consultation,
  filed,
  filedByFallback,
  invalidation,
  validation,
  wrong,
} from '../support/submissions.ts';

/** A text for the outbox, with the time at which it is put there. */
export interface Planned {
  atMs: number;
  text: string;
  /** The filing that it belongs to; none where the text cannot be read. */
  about: { kind: 'declaration' | 'request' | 'consultation'; reference: string; message: string } | undefined;
}

/** The number of lives that begin per second. */
const LIVES_PER_SECOND = 2.5;

type Life = (name: string, chance: Chance) => Omit<Planned, 'atMs'>[] | [number, Omit<Planned, 'atMs'>][];

const declares = (reference: string, message: string, text: string) => ({
  text,
  about: { kind: 'declaration' as const, reference, message },
});
const asks = (reference: string, message: string, text: string) => ({
  text,
  about: { kind: 'request' as const, reference, message },
});
const create = (lrn: string, text: string) => declares(lrn, 'Creation_H7', text);
const validate = (lrn: string) => declares(lrn, 'Validation_H7', validation(lrn));

/** The lives of a declaration, each with its weight: the steps, and the delay of each after the beginning. */
const lives: readonly (readonly [number, Life])[] = [
  [24, (lrn) => [create(lrn, filed(lrn))]],
  [6, (lrn) => [create(lrn, filed(lrn, 'A', [{ ...item(), commodityCode: '950300' }]))]],
  [6, (lrn) => [create(lrn, filed(lrn, 'D'))]],
  [
    10,
    (lrn, chance) => [
      [0, create(lrn, wrong(lrn))],
      [1_000 + chance.below(5_000), create(lrn, filed(lrn))],
    ],
  ],
  // A validation may come before its creation, and in the same batch.
  [
    20,
    (lrn, chance) => [
      [2_000, create(lrn, filed(lrn, 'D'))],
      [chance.below(5_000), validate(lrn)],
    ],
  ],
  [
    8,
    (lrn, chance) => [
      [1_000, create(lrn, filed(lrn, 'A', [books]))],
      [
        chance.below(5_000),
        asks(`${lrn}-I`, 'Request_Invalidation_H7', invalidation(`${lrn}-I`, lrn, chance.once(4) ? 'REFUSE' : 'error')),
      ],
    ],
  ],
  [
    8,
    (lrn, chance) => [
      [1_000, create(lrn, filed(lrn, 'A', [books]))],
      [
        chance.below(5_000),
        asks(`${lrn}-R`, 'Request_Amendment_H7', amendment(`${lrn}-R`, lrn, chance.once(4) ? 'REFUSE' : 'error')),
      ],
    ],
  ],
  [5, (lrn) => [declares(lrn, 'Fallback_H7', filedByFallback(lrn))]],
  [
    5,
    (lrn, chance) => {
      const text = filed(lrn);
      return [
        [0, create(lrn, text)],
        [chance.below(3_000), create(lrn, text)],
      ];
    },
  ],
  [3, (lrn) => [create(lrn, filed(lrn).replace('"declaration":', '"declarations":'))]],
  [2, (lrn) => [{ text: filed(lrn).slice(0, 200), about: undefined }]],
  [2, (lrn) => [create(lrn, `\uFEFF${filed(lrn)}`)]],
  [
    3,
    (lrn) => [
      [0, create(lrn, filed(lrn, 'A', [books]))],
      [
        3_000,
        {
          text: consultation(idOf(lrn), [lrn]),
          about: { kind: 'consultation', reference: idOf(lrn), message: 'Consult_H7' },
        },
      ],
    ],
  ],
];

/** An id as customs wants it, by the life's name. */
function idOf(name: string): string {
  return `00000000-4a83-4003-bcc9-${name.replace(/\D/g, '').padStart(12, '0')}1795338000`;
}

const whole = lives.reduce((sum, [weight]) => sum + weight, 0);

/** Everything that is put on the outbox within the time, in order. */
export function plan(forMs: number, chance: Chance): Planned[] {
  const planned: Planned[] = [];
  for (let n = 0; n < (forMs / 1000) * LIVES_PER_SECOND; n += 1) {
    const begins = (n / LIVES_PER_SECOND) * 1000;
    let place = chance.below(whole);
    const [, life] = lives.find(([weight]) => {
      place -= weight;
      return place < 0;
    }) as (typeof lives)[number];
    for (const step of life(`SOAK-${String(n).padStart(5, '0')}`, chance)) {
      const [after, one] = Array.isArray(step) ? step : [0, step];
      planned.push({ atMs: begins + after, ...one });
    }
  }
  return planned.sort((a, b) => a.atMs - b.atMs);
}
