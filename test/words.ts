import type { AuthorityName } from '../schemas/catalogue.ts';

/**
 * The words of each authority's own that do not stand in its contract as they are written, or are plain words there:
 * `test/leak.test.ts` forbids them in the spine, with the names of the contract.
 */
export const words: Readonly<Record<AuthorityName, RegExp>> = {
  'delta-h7':
    /_H7|\b(lrn|mrn|LRN|MRN)(s?\b|[A-Z])|[a-z](Lrn|Mrn)|\b[Dd]elta|[Cc]ustoms|URL_OPERATEUR|header\.message|[Pp]arcels?\b|\b[Gg]oods\b|[Cc]onsult|\b[Ff]allback_/,
  toll: /\b[Tt]oll|Tolletaten|[Mm]askinporten|\bMP-\d|[Cc]onsignment|routingResult|\bReceptacle/,
};
