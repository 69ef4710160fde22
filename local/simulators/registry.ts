import type { AuthorityName } from '../../schemas/catalogue.ts';
import { cielSimulator } from './ciel/entry.ts';
import { deltaH7Simulator } from './delta-h7/entry.ts';
import { omegaSimulator } from './omega/entry.ts';
import type { SimulatorEntry } from './simulator-entry.ts';
import { tollSimulator } from './toll/entry.ts';

/** The simulator of each authority. */
export const simulators: Readonly<Record<AuthorityName, SimulatorEntry>> = {
  'delta-h7': deltaH7Simulator,
  toll: tollSimulator,
  ciel: cielSimulator,
  omega: omegaSimulator,
};
