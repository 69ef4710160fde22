import * as z from 'zod';
import { laneBase, safeUrl, share } from '../lane.ts';
import type { LaneSettings } from '../lane-settings.ts';
import { lazily } from '../lazily.ts';

export const stubLane = z.strictObject({
  ...laneBase,
  baseUrl: safeUrl,
  share: share({ perSecond: 10, perHour: 10_000 }),
});

/** The settings of a lane to the stub, and how its filings are shown. */
export const stubSettings = {
  lane: stubLane,
  urls: { service: 'baseUrl' },
  credentials: lazily(() => z.object({ key: z.string().min(1) })),
  questions: [
    {
      flag: 'base-url',
      at: ['baseUrl'],
      kind: 'text',
      asks: 'Base URL of the stub.',
      usual: () => undefined,
      needed: true,
    },
  ],
  view: {
    reference: 'notice number',
    columns: [{ name: 'entryNumber', title: 'Entry', short: 'entry' }],
    states: { pending: [], bad: [], last: ['noted'] },
    inFrench: {
      'The stub': 'Le stub',
      notice: 'avis',
      noted: 'noté',
      'Gives notice of something': 'Donne avis de quelque chose',
      'It was noted': 'L’avis a été noté',
      Entry: 'Inscription',
      'notice number': 'numéro d’avis',
    },
    fields: {
      titles: {
        id: ['id', 'identifiant'],
        number: ['number', 'numéro'],
        text: ['text', 'texte'],
        state: ['state', 'état'],
        entry: ['entry', 'inscription'],
      },
      entries: {},
      untold: [],
      personal: ['text'],
    },
  },
} as const satisfies LaneSettings;
