import type { AuthorityContract } from '../contract.ts';
import { creationH7 } from './creation-h7.ts';
import { errorH7 } from './error-h7.ts';
import { responseH7 } from './response-h7.ts';
import { stateH7 } from './state-h7.ts';
import { stateOf } from './states.ts';

/** Delta-H7: French customs, parcels up to 150 EUR. Source: "Contrat de Service Delta-H7" v3.3. */
export const deltaH7: AuthorityContract = {
  authority: 'delta-h7',
  title: 'Delta-H7, French customs',
  callbackPrefixes: ['/dh7'],
  messages: [creationH7, responseH7, errorH7, stateH7],
  stateOf,
};
