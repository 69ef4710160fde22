import type { LaneSettings } from '../lane-settings.ts';
import { cielCredentials } from './credentials.ts';
import { cielLane } from './lane.ts';
import { cielView } from './view.ts';

/** The settings of a lane to CIEL, and the questions of `init` about them. */
export const cielSettings = {
  lane: cielLane,
  urls: { service: 'declarationsUrl', tokens: 'tokenUrl' },
  credentials: cielCredentials,
  view: cielView,
  questions: [
    {
      flag: 'declarations-url',
      at: ['declarationsUrl'],
      kind: 'text',
      asks: 'URL that declarations are posted to, on the private line: customs gives it.',
      usual: () => undefined,
    },
    {
      flag: 'token-url',
      at: ['tokenUrl'],
      kind: 'text',
      asks: 'URL of the token endpoint, on another host than the declarations.',
      usual: () => undefined,
    },
  ],
} as const satisfies LaneSettings;
