import type { LaneSettings } from '../lane-settings.ts';
import { omegaCredentials } from './credentials.ts';
import { omegaLane } from './lane.ts';
import { questions } from './questions.ts';
import { omegaView } from './view.ts';

/** The settings of a lane to OMEGA, and the questions of `init` about them. */
export const omegaSettings = {
  lane: omegaLane,
  urls: { service: 'verifyUrl and createUrl' },
  credentials: omegaCredentials,
  view: omegaView,
  questions,
} as const satisfies LaneSettings;
