import type { LaneSettings } from '../lane-settings.ts';
import { advice } from './advice.ts';
import { omegaCredentials } from './credentials.ts';
import { descriptor } from './descriptor/descriptor.ts';
import { omegaLane } from './lane.ts';
import { questions } from './questions.ts';
import { troubles } from './troubles.ts';
import { omegaView } from './view.ts';
import { warnings } from './warnings.ts';

/** The settings of a lane to OMEGA, and the questions of `init` about them. */
export const omegaSettings = {
  lane: omegaLane,
  urls: { service: 'verifyUrl and createUrl' },
  troubles,
  files: { descriptor },
  credentials: omegaCredentials,
  credentialsForm: '{"certificate", "privateKey"} or {"pkcs12", "passphrase"}, as docs/omega.md says',
  advice,
  warnings,
  view: omegaView,
  questions,
} as const satisfies LaneSettings;
