import { ownCauses } from '../causes.ts';
import { keyTroubles } from '../key-troubles.ts';
import type { CauseText } from '../trouble.ts';

/** A trouble of the key or the permissions: it stays until a person does something. */
const lasting = (means: string, remedy: string): CauseText => ({ means, remedy, heals: false });
const passing = (means: string, remedy: string): CauseText => ({ means, remedy, heals: true });

const secret = 'the secret that credentialsSecret names';

/**
 * The meanings of what CIEL and its token endpoint say, in one sentence each. The endpoint has no public list of codes: its
 * words are known from programs that show them.
 */
export const troubles = ownCauses({
  ...keyTroubles,
  'grant-not-taken': lasting(
    "CIEL's token endpoint does not take the grant",
    `see that issuer in ${secret}, and scope and audience in the configuration, are those that customs gave, and that privateKey is that of the certificate that customs has`,
  ),
  'certificate-not-taken': lasting(
    "CIEL's token endpoint does not take the certificate",
    `see that privateKey in ${secret} is that of the certificate that customs has, that this is valid, and that its list of revocations can be read; else send customs a new one`,
  ),
  'access-cut': passing(
    "CIEL's token endpoint lets nobody in from here",
    'see how many tokens were asked for in the last day: beyond some 50, customs cuts access for several hours; or ask whether it admits the address of this network',
  ),
  'technical-error': passing(
    'CIEL answers with a technical error',
    'give customs the reference of the error, which npx declarant show REFERENCE has among its errors',
  ),
  'no-answer': passing(
    "what came back is no answer of CIEL's: a page, half an answer, or nothing",
    'see whether a proxy on the private line answers in its place, and ask whether CIEL is up',
  ),
  'listed-elsewhere': lasting(
    'the list of validated declarations has URLs that do not lie below listingUrl, so that they are not fetched',
    "set returns.listingUrl to the folder that the list's own URLs lie in",
  ),
});

/** A code of these troubles. */
export type CielTrouble = keyof typeof troubles;
