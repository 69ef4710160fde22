const secret = 'the secret that credentialsSecret names';
const secretFr = 'le secret que nomme credentialsSecret';

/** The French of the troubles of a lane to CIEL and of its settings, by the English. */
export const troublesInFrench: Readonly<Record<string, string>> = {
  "CIEL's token endpoint does not take the grant": 'le serveur de jetons de CIEL ne prend pas la demande',
  [`see that issuer in ${secret}, and scope and audience in the configuration, are those that customs gave, and that privateKey is that of the certificate that customs has`]: `voyez si issuer dans ${secretFr}, scope et audience dans la configuration sont ceux que la douane a donnés, et si privateKey est la clé du certificat que la douane a`,
  "CIEL's token endpoint does not take the certificate": 'le serveur de jetons de CIEL ne prend pas le certificat',
  [`see that privateKey in ${secret} is that of the certificate that customs has, that this is valid, and that its list of revocations can be read; else send customs a new one`]: `voyez si privateKey dans ${secretFr} est la clé du certificat que la douane a, s’il est valable, et si sa liste de révocation est lisible ; sinon envoyez-en un nouveau à la douane`,
  "CIEL's token endpoint lets nobody in from here": 'le serveur de jetons de CIEL ne laisse entrer personne d’ici',
  'see how many tokens were asked for in the last day: beyond some 50, customs cuts access for several hours; or ask whether it admits the address of this network':
    'voyez combien de jetons ont été demandés en un jour : au-delà d’une cinquantaine, la douane coupe l’accès plusieurs heures ; ou demandez si l’adresse de ce réseau est admise',
  'CIEL answers with a technical error': 'CIEL répond par une erreur technique',
  'give customs the reference of the error, which npx declarant show REFERENCE has among its errors':
    'donnez à la douane la référence de l’erreur, qui est parmi les erreurs du dossier',
  "what came back is no answer of CIEL's: a page, half an answer, or nothing":
    'ce qui est revenu n’est pas une réponse de CIEL : une page, une moitié de réponse, ou rien',
  'see whether a proxy on the private line answers in its place, and ask whether CIEL is up':
    'voyez si un proxy de la ligne privée répond à sa place, et demandez si CIEL fonctionne',
  'the list of validated declarations has URLs that do not lie below listingUrl, so that they are not fetched':
    'la liste des déclarations validées a des URL hors de listingUrl, qui ne sont donc pas lues',
  "set returns.listingUrl to the folder that the list's own URLs lie in":
    'mettez dans returns.listingUrl le dossier où sont les URL de la liste',
  'declarationsUrl is of {}, and tokenUrl of {}': 'declarationsUrl est de {}, et tokenUrl de {}',
  'take both of one environment': 'prenez les deux d’un même environnement',
};
