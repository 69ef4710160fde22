import type { LaneSettings } from '../lane-settings.ts';
import { advice } from './advice.ts';
import { cielCredentials } from './credentials.ts';
import { cielLane } from './lane.ts';
import { questions } from './questions.ts';
import { signsOfLife } from './signs-of-life.ts';
import { troubles } from './troubles.ts';
import { cielView } from './view.ts';
import { warnings } from './warnings/warnings.ts';

/** The settings of a lane to CIEL, and the questions of `init` about them. */
export const cielSettings = {
  lane: cielLane,
  urls: { service: 'declarationsUrl', tokens: 'tokenUrl' },
  signsOfLife,
  troubles,
  credentials: cielCredentials,
  advice,
  view: cielView,
  warnings,
  questions,
} as const satisfies LaneSettings;
