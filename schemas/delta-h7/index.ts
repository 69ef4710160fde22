import * as z from 'zod';
import type { AuthorityContract } from '../contract.ts';
import { amountsOf } from './amounts.ts';
import { arrival } from './arrival.ts';
import { arrivalCounts, arrivalReport } from './arrival-report.ts';
import { findings } from './charges/assessment-findings.ts';
import { chargesDifference } from './charges/charges-difference.ts';
import { consultH7 } from './consult-h7.ts';
import { consultationOf } from './consultation-of.ts';
import { creationH7 } from './creation-h7.ts';
import { errorH7 } from './error-h7.ts';
import { fallbackH7 } from './fallback-h7.ts';
import { requestAmendmentH7 } from './request-amendment-h7.ts';
import { requestInvalidationH7 } from './request-invalidation-h7.ts';
import { responseAmendmentH7 } from './response-amendment-h7.ts';
import { responseConsultH7 } from './response-consult-h7.ts';
import { responseH7 } from './response-h7.ts';
import { responseInvalidationH7 } from './response-invalidation-h7.ts';
import { responseRegistrationH7 } from './response-registration-h7.ts';
import { retention } from './retention.ts';
import { stateH7 } from './state-h7.ts';
import { declarationStateOf, states } from './states.ts';
import { transportDocumentsOf } from './transport-documents.ts';
import { validationH7 } from './validation-h7.ts';

/** Delta-H7: French customs, parcels up to 150 EUR. Source: "Contrat de Service Delta-H7" v3.3. */
export const deltaH7: AuthorityContract = {
  authority: 'delta-h7',
  title: 'Delta-H7, French customs',
  noun: 'customs',
  callbackPrefixes: ['/dh7'],
  messages: [
    creationH7,
    validationH7,
    requestInvalidationH7,
    requestAmendmentH7,
    fallbackH7,
    consultH7,
    arrival,
    responseH7,
    stateH7,
    errorH7,
    responseRegistrationH7,
    responseInvalidationH7,
    responseAmendmentH7,
    responseConsultH7,
    arrivalReport,
  ],
  // Misspellings that occur in the contract beside the right names.
  spellings: { Response_Amendement_H7: 'Response_Amendment_H7', Response_Registraton_H7: 'Response_Registration_H7' },
  kinds: {
    declaration: { isMass: true },
    request: { about: 'declaration' },
    consultation: { about: 'declaration', isEnquiry: true },
    arrival: { details: ['arrival', 'joinsUntil'], references: [] },
  },
  states,
  stateOf: declarationStateOf,
  stateMeanings: {
    'under-control': 'customs looks at the goods or their documents: keep both at hand',
    'not-cleared': 'the goods may not leave: ask the office of presentation for the reason and what it wants',
    'credit-pending': 'the removal credit does not cover the charges: raise it, or ask customs',
    cancelled: 'it was not validated in time: where the goods still come, declare them under a new LRN',
  },
  stateOutcomes: { released: 'released' },
  enquiryOf: consultationOf,
  unknownOutcome: 'unknown-to-customs',
  referenceName: 'customsDeclarationReference',
  details: {
    mrn: () => z.string(),
    dutiesAndTaxes: () => z.unknown(),
    arrival: arrivalCounts,
    joinsUntil: () => z.string(),
  },
  references: ['mrn'],
  findingDetails: { chargesDifference },
  findings,
  differs: ({ chargesDifference: found }) => found !== undefined,
  amounts: amountsOf,
  findableBy: transportDocumentsOf,
  retention,
  // [H7-X3c] An anticipated declaration that is not validated within 30 days is cancelled (§3.2.2).
  expiry: { state: 'anticipated', days: 30 },
};
