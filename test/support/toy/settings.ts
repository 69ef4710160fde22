import * as z from 'zod';
import { listAt, textAt, valueAt } from '../../../schemas/fault.ts';
import { laneBase, laneFile, safeUrl } from '../../../schemas/lane.ts';
import type { LaneSettings } from '../../../schemas/lane-settings.ts';
import { lazily } from '../../../schemas/lazily.ts';
import type { Section } from '../../../schemas/view.ts';

/** A price in coins; '' where there is none. */
function priceOf(price: unknown): string {
  const total = valueAt(price, '/total');
  return typeof total === 'number' ? `${total} coins` : '';
}

function bill(price: unknown): Section {
  const rows = listAt(price, '/parts').map((part) => [textAt(part, '/name') ?? '', textAt(part, '/coins') ?? '']);
  const table = { columns: ['PART', 'COINS'], numbers: ['COINS'], rows };
  return { title: 'Bill', table, closing: ['In all ', { strong: priceOf(price) }] };
}

const shop = lazily(() =>
  z.strictObject({ shelves: z.array(z.string().max(5, 'at most 5 characters')), lamp: z.string().default('off') }),
);

/** The settings of a lane to the toymaker, and the view of its filings. */
export const toySettings: LaneSettings = {
  lane: z.strictObject({
    ...laneBase,
    baseUrl: safeUrl,
    /** The seconds between two reads of its news; without them nothing reads it. */
    newsSeconds: z.int().optional(),
    /** A file with the arrangement of the shop. */
    shop: laneFile.optional(),
    share: z.strictObject({ perSecond: z.number().default(1), perHour: z.int('a whole number of toys') }),
  }),
  urls: { service: 'baseUrl' },
  files: { shop },
  credentials: lazily(() => z.object({ key: z.string().min(1) })),
  questions: [
    {
      flag: 'base-url',
      at: ['baseUrl'],
      kind: 'text',
      asks: 'Where the toymaker is.',
      usual: () => undefined,
      needed: true,
    },
    {
      flag: 'toys-per-hour',
      at: ['share', 'perHour'],
      kind: 'number',
      asks: 'How many toys an hour.',
      usual: ({ 'base-url': at }) => (at?.includes('north') ? '100' : '10'),
    },
  ],
  warnings: (_, payload) =>
    textAt(payload, '/child')
      ? []
      : [{ pointer: '/wish', text: 'no child is named for it', certainty: 'inferred', source: 'custom' }],
  view: {
    reference: 'wish number',
    columns: [
      { name: 'number', title: 'Toy number', short: 'toy' },
      { name: 'tag', title: 'Tag', short: 'tag' },
    ],
    figure: { title: 'Price', text: ({ price }) => priceOf(price) },
    adviceOn: ({ errorCode }) => (errorCode === 'TORN' ? ['a letter in one piece', 'write it again'] : []),
    states: { pending: ['validated'], bad: [], last: ['released', 'given'] },
    sectionsOf: ({ price }) => (price === null ? [] : [bill(price)]),
    declarationSection: () => ({ title: 'Wish' }),
    fields: {
      titles: {
        header: ['header', 'en-tête'],
        id: ['id', 'identifiant'],
        wish: ['wish', 'souhait'],
        child: ['child', 'enfant'],
        toys: ['toys', 'jouets'],
        toy: ['toy', 'jouet'],
      },
      entries: { toys: ['toy', 'jouet'] },
      untold: ['header'],
      personal: ['child'],
    },
    differences: (one, other) =>
      ['/child', '/year'].flatMap((pointer) => {
        const [sent, returned] = [valueAt(one, pointer) ?? null, valueAt(other, pointer) ?? null];
        return sent === returned ? [] : [{ pointer, path: pointer.slice(1), sent, returned }];
      }),
  },
};
