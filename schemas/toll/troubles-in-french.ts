const secret = 'the secret that credentialsSecret names';
const register = 'ask the owner of the client at Digdir (samarbeid.digdir.no)';
const secretFr = 'le secret que nomme credentialsSecret';
const registerFr = 'demandez au propriétaire du client chez Digdir (samarbeid.digdir.no)';

/** The French of the troubles of a lane to Tolletaten and of its settings, by the English. */
export const troublesInFrench: Readonly<Record<string, string>> = {
  'Maskinporten finds a parameter of the request wrong (MP-011)':
    'Maskinporten trouve un paramètre de la demande faux (MP-011)',
  'check scope and tokenUrl': 'vérifiez scope et tokenUrl',
  'Maskinporten says of two grants in a row that they were used before (MP-012)':
    'Maskinporten dit de deux demandes de suite qu’elles ont déjà servi (MP-012)',
  'see whether another program signs with the same key and ids':
    'voyez si un autre programme signe avec la même clé et les mêmes identifiants',
  'Maskinporten does not know the client (MP-100)': 'Maskinporten ne connaît pas le client (MP-100)',
  [`correct clientId in ${secret}, or ${register}`]: `corrigez clientId dans ${secretFr}, ou ${registerFr}`,
  'Maskinporten is not the audience that the grant names (MP-110)':
    'Maskinporten n’est pas le destinataire que nomme la demande (MP-110)',
  'set audience to its issuer with the slash at the end, as https://maskinporten.no/, of the same environment as tokenUrl':
    'mettez dans audience son émetteur avec la barre à la fin, comme https://maskinporten.no/, du même environnement que tokenUrl',
  'Maskinporten does not take the certificate (MP-120)': 'Maskinporten ne prend pas le certificat (MP-120)',
  [`see that it is valid and of the environment of tokenUrl: production's do not work in test; then renew certificateChain in ${secret}`]: `voyez s’il est valable et de l’environnement de tokenUrl : ceux de production ne servent pas en test ; puis renouvelez certificateChain dans ${secretFr}`,
  'the key has expired at Maskinporten: a registered key lives for a year (MP-121)':
    'la clé a expiré chez Maskinporten : une clé enregistrée vaut un an (MP-121)',
  [`register a new key, and put keyId and privateKey into ${secret}`]: `enregistrez une nouvelle clé, et mettez keyId et privateKey dans ${secretFr}`,
  'the certificate belongs to another organisation than the client (MP-122)':
    'le certificat est d’une autre organisation que le client (MP-122)',
  [`put the organisation's own certificate into ${secret}, or ${register}`]: `mettez le certificat de l’organisation dans ${secretFr}, ou ${registerFr}`,
  'Maskinporten cannot read the chain of certificates (MP-123)':
    'Maskinporten ne peut lire la chaîne de certificats (MP-123)',
  [`put the whole chain into certificateChain of ${secret}, the certificate itself first`]: `mettez toute la chaîne dans certificateChain (${secretFr}), d’abord le certificat lui-même`,
  'the signature of the grant does not fit the key at Maskinporten (MP-124)':
    'la signature de la demande ne va pas avec la clé chez Maskinporten (MP-124)',
  [`see that keyId and privateKey in ${secret} belong together`]: `voyez si keyId et privateKey vont ensemble dans ${secretFr}`,
  'Maskinporten finds two grants in a row expired (MP-130)':
    'Maskinporten trouve deux demandes de suite expirées (MP-130)',
  'look at the clock of the machine that sends: it may be off by 10 s at most':
    'voyez l’horloge de la machine qui envoie : 10 s d’écart au plus',
  'the scope is not on the client at Maskinporten (MP-200)': 'le client chez Maskinporten n’a pas ce scope (MP-200)',
  [`have it added: ${register}`]: `faites-le ajouter : ${registerFr}`,
  'the scope is of another type than the client (MP-201)': 'le scope est d’un autre type que le client (MP-201)',
  [`correct scope, or ${register}`]: `corrigez scope, ou ${registerFr}`,
  'the organisation was not granted the scope (MP-250)': 'le scope n’a pas été accordé à l’organisation (MP-250)',
  'ask Tolletaten to grant it; businesses outside Norway use toll:eu/movement/entry':
    'demandez-le à Tolletaten ; hors de Norvège, toll:eu/movement/entry',
  'the delegation for the scope is missing (MP-251)': 'il manque la délégation du scope (MP-251)',
  'have it delegated in Altinn': 'faites-le déléguer dans Altinn',
  'Maskinporten finds authorization_details wrong (MP-301)': 'Maskinporten trouve authorization_details faux (MP-301)',
  'Maskinporten finds authorization_details wrong (MP-302)': 'Maskinporten trouve authorization_details faux (MP-302)',
  'Maskinporten finds authorization_details wrong (MP-303)': 'Maskinporten trouve authorization_details faux (MP-303)',
  [register]: registerFr,
  'Maskinporten refuses the grant, and names no code of its own':
    'Maskinporten refuse la demande, sans code qui lui soit propre',
  [`look at clientId and keyId in ${secret}, and at audience and scope in the configuration`]: `voyez clientId et keyId dans ${secretFr}, audience et scope dans la configuration`,
  'the clock here and that of Maskinporten are more than 10 s apart':
    'l’horloge d’ici et celle de Maskinporten ont plus de 10 s d’écart',
  'set the clock of the machine that sends: no grant is taken until then':
    'mettez à l’heure la machine qui envoie : aucune demande n’est prise d’ici là',
  "Tolletaten's exchange says that the scope was not granted to the organisation":
    'l’échange de Tolletaten dit que le scope n’est pas accordé à l’organisation',
  'ask Tolletaten to grant the scope in the configuration; businesses outside Norway use toll:eu/movement/entry':
    'demandez à Tolletaten le scope de la configuration ; hors de Norvège, toll:eu/movement/entry',
  "Tolletaten's exchange does not take Maskinporten's token":
    'l’échange de Tolletaten ne prend pas le jeton de Maskinporten',
  'see that exchangeUrl and tokenUrl are of the same environment, test or production':
    'voyez si exchangeUrl et tokenUrl sont du même environnement, test ou production',
  "Tolletaten does not know the URL of the token's exchange": 'Tolletaten ne connaît pas l’URL de l’échange du jeton',
  'correct exchangeUrl': 'corrigez exchangeUrl',
  'the secret has neither keyId nor certificateChain, or both':
    'le secret n’a ni keyId ni certificateChain, ou les deux',
  [`put exactly one of them into ${secret}`]: `mettez l’un des deux, et un seul, dans ${secretFr}`,
  'certificateChain cannot be read as PEM certificates': 'certificateChain ne se lit pas comme certificats PEM',
  'put the certificates into it one after the other, each from -----BEGIN to END':
    'mettez-y les certificats l’un après l’autre, chacun de -----BEGIN à END',
  'the certificates of certificateChain are not in order: each must be signed by the next':
    'les certificats de certificateChain ne sont pas dans l’ordre : chacun doit être signé par le suivant',
  'put the certificate itself first, then the one that signed it, and so on':
    'mettez d’abord le certificat lui-même, puis celui qui l’a signé, et ainsi de suite',
  'the first certificate of certificateChain does not belong to privateKey':
    'privateKey n’est pas la clé du premier certificat de certificateChain',
  "put the organisation's own certificate first, and its key into privateKey":
    'mettez d’abord le certificat de l’organisation, et sa clé dans privateKey',
  'the first certificate of certificateChain has expired, or is not valid yet':
    'le premier certificat de certificateChain a expiré, ou n’est pas encore valable',
  [`put a valid one with its chain into ${secret}`]: `mettez-en un valable avec sa chaîne dans ${secretFr}`,
  'audience is {}, and the issuer at tokenUrl is {}': 'audience est {}, et l’émetteur à tokenUrl est {}',
  'set audience to {}': 'mettez {} dans audience',
  'scope is none of {}': 'scope n’est aucun de {}',
  'set it to the one that Tolletaten granted': 'mettez celui que Tolletaten a accordé',
};
