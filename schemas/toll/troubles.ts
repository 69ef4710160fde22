import { ownCauses } from '../causes.ts';
import { keyTroubles } from '../key-troubles.ts';
import type { CauseText } from '../trouble.ts';

/** A trouble of the configuration, the key or the permissions: it stays until a person does something. */
const lasting = (means: string, remedy: string): CauseText => ({ means, remedy, heals: false });
const passing = (means: string, remedy: string): CauseText => ({ means, remedy, heals: true });

const secret = 'the secret that credentialsSecret names';
const register = 'ask the owner of the client at Digdir (samarbeid.digdir.no)';

/**
 * The meanings of Maskinporten's own codes, of the token exchange's, and of the faults of a key, in one sentence each.
 */
export const troubles = ownCauses({
  'MP-011': lasting('Maskinporten finds a parameter of the request wrong (MP-011)', 'check scope and tokenUrl'),
  'MP-012': passing(
    'Maskinporten says of two grants in a row that they were used before (MP-012)',
    'see whether another program signs with the same key and ids',
  ),
  'MP-100': lasting('Maskinporten does not know the client (MP-100)', `correct clientId in ${secret}, or ${register}`),
  'MP-110': lasting(
    'Maskinporten is not the audience that the grant names (MP-110)',
    'set audience to its issuer with the slash at the end, as https://maskinporten.no/, of the same environment as tokenUrl',
  ),
  'MP-120': lasting(
    'Maskinporten does not take the certificate (MP-120)',
    `see that it is valid and of the environment of tokenUrl: production's do not work in test; then renew certificateChain in ${secret}`,
  ),
  'MP-121': lasting(
    'the key has expired at Maskinporten: a registered key lives for a year (MP-121)',
    `register a new key, and put keyId and privateKey into ${secret}`,
  ),
  'MP-122': lasting(
    'the certificate belongs to another organisation than the client (MP-122)',
    `put the organisation's own certificate into ${secret}, or ${register}`,
  ),
  'MP-123': lasting(
    'Maskinporten cannot read the chain of certificates (MP-123)',
    `put the whole chain into certificateChain of ${secret}, the certificate itself first`,
  ),
  'MP-124': lasting(
    'the signature of the grant does not fit the key at Maskinporten (MP-124)',
    `see that keyId and privateKey in ${secret} belong together`,
  ),
  'MP-130': passing(
    'Maskinporten finds two grants in a row expired (MP-130)',
    'look at the clock of the machine that sends: it may be off by 10 s at most',
  ),
  'MP-200': lasting('the scope is not on the client at Maskinporten (MP-200)', `have it added: ${register}`),
  'MP-201': lasting('the scope is of another type than the client (MP-201)', `correct scope, or ${register}`),
  'MP-250': lasting(
    'the organisation was not granted the scope (MP-250)',
    'ask Tolletaten to grant it; businesses outside Norway use toll:eu/movement/entry',
  ),
  'MP-251': lasting('the delegation for the scope is missing (MP-251)', 'have it delegated in Altinn'),
  'MP-301': lasting('Maskinporten finds authorization_details wrong (MP-301)', register),
  'MP-302': lasting('Maskinporten finds authorization_details wrong (MP-302)', register),
  'MP-303': lasting('Maskinporten finds authorization_details wrong (MP-303)', register),
  'grant-refused': lasting(
    'Maskinporten refuses the grant, and names no code of its own',
    `look at clientId and keyId in ${secret}, and at audience and scope in the configuration`,
  ),
  clock: lasting(
    'the clock here and that of Maskinporten are more than 10 s apart',
    'set the clock of the machine that sends: no grant is taken until then',
  ),
  'scope-not-granted': lasting(
    "Tolletaten's exchange says that the scope was not granted to the organisation",
    'ask Tolletaten to grant the scope in the configuration; businesses outside Norway use toll:eu/movement/entry',
  ),
  'exchange-refused': lasting(
    "Tolletaten's exchange does not take Maskinporten's token",
    'see that exchangeUrl and tokenUrl are of the same environment, test or production',
  ),
  'exchange-unknown': lasting("Tolletaten does not know the URL of the token's exchange", 'correct exchangeUrl'),
  'no-key-id': lasting(
    'the secret has neither keyId nor certificateChain, or both',
    `put exactly one of them into ${secret}`,
  ),
  ...keyTroubles,
  'chain-not-pem': lasting(
    'certificateChain cannot be read as PEM certificates',
    'put the certificates into it one after the other, each from -----BEGIN to END',
  ),
  'chain-order': lasting(
    'the certificates of certificateChain are not in order: each must be signed by the next',
    'put the certificate itself first, then the one that signed it, and so on',
  ),
  'chain-key': lasting(
    'the first certificate of certificateChain does not belong to privateKey',
    "put the organisation's own certificate first, and its key into privateKey",
  ),
  'chain-expired': lasting(
    'the first certificate of certificateChain has expired, or is not valid yet',
    `put a valid one with its chain into ${secret}`,
  ),
});

/** A code of these troubles. */
export type TollTrouble = keyof typeof troubles;
