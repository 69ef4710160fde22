import type { AuthorityName } from '../schemas/catalogue.ts';

const deltaH7 =
  /_H7|\b(lrn|mrn|LRN|MRN)(s?\b|[A-Z])|[a-z](Lrn|Mrn)|\b[Dd]elta|[Cc]ustoms|URL_OPERATEUR|header\.message|[Pp]arcels?\b|\b[Gg]oods\b|[Cc]onsult|\b[Ff]allback_/;

const toll = /\b[Tt]oll|Tolletaten|[Mm]askinporten|\bMP-\d|[Cc]onsignment|routingResult|\bReceptacle/;

const ciel =
  /\b[Cc]iel\b|CIEL|\bDRMs?\b|[a-z]Drm|\bdrm|[Aa]gr[ée]ment|[Ii]nterprofession|\bSIRENs?\b|\b[Ss]irens?\b|reponse-ciel|\b[Dd]ouane|[Ww]ines?\b/;

const omega =
  /\b[Oo]mega\b|OMEGA|TJDC|\bGRDF\b|\bPCEs?\b|[Pp]ce\b|\bCAD\b|CDG-F|DNEntreprise|\bDmd(?:Ok|Ko)|TypeRetour|Retour\b/;

/**
 * The words of each authority's own beside the names in its contract, which `test/leak.test.ts` takes from there: what
 * is spelt otherwise, and plain words.
 */
export const words: Readonly<Record<AuthorityName, RegExp>> = { 'delta-h7': deltaH7, toll, ciel, omega };
