import type { Phrases } from './phrase-book.ts';

const secret = 'the secret that credentialsSecret names';
const whole = 'from -----BEGIN to END';
const secretFr = 'le secret que nomme credentialsSecret';
const wholeFr = 'de -----BEGIN à END';
const pkcs8 = 'openssl pkcs8 -topk8 -nocrypt -in KEY -out privateKey.pem';

/** The faults of our certificates and keys: the French of `schemas/certificate-troubles.ts` and `schemas/key-troubles.ts`. */
export const certificatePhrases: Phrases = {
  'the secret has no certificate': "le secret n'a pas de certificat",
  [`put certificate and privateKey, or pkcs12 and passphrase, into ${secret}`]: `mettez certificate et privateKey, ou pkcs12 et passphrase, dans ${secretFr}`,
  'there is no secret of the name in credentialsSecret, or it was deleted':
    "il n'y a pas de secret du nom donné par credentialsSecret, ou il a été supprimé",
  'make or restore it, with certificate and privateKey, or pkcs12 and passphrase; or correct the name':
    'créez ou restaurez-le, avec certificate et privateKey, ou pkcs12 et passphrase ; ou corrigez le nom',
  'the secret has a certificate without its private key': 'le secret a un certificat sans sa clé privée',
  [`put the key into privateKey of ${secret}, or into the PKCS#12`]: `mettez la clé dans privateKey (${secretFr}), ou dans le PKCS#12`,
  'the server says that it was shown no certificate': "le serveur dit qu'aucun certificat ne lui a été montré",
  'ask the authority which certificate this URL takes, and whether a proxy on the way drops it':
    'demandez quel certificat cette URL prend, et si un proxy en chemin le fait disparaître',
  'the secret is no JSON of the form that a certificate has': "le secret n'est pas un JSON de la forme d'un certificat",
  [`see what it has to hold with npx declarant doctor, and write ${secret} anew`]: `voyez ce qu'il doit contenir avec npx declarant doctor, et réécrivez ${secretFr}`,
  'the secret has a certificate in two forms, as PEM and as PKCS#12':
    'le secret a un certificat sous deux formes, PEM et PKCS#12',
  [`leave one of them out of ${secret}`]: `enlevez l'une des deux (${secretFr})`,
  'certificate cannot be read as PEM': 'certificate ne se lit pas comme PEM',
  [`put the whole file into it, ${whole}, the certificate itself first, and then those that signed it`]: `mettez-y tout le fichier, ${wholeFr} : d'abord le certificat lui-même, puis ceux qui l'ont signé`,
  'privateKey cannot be read as PEM': 'privateKey ne se lit pas comme PEM',
  [`put the whole file into it, ${whole}: {}`]: `mettez-y tout le fichier, ${wholeFr} : {}`,
  [`put the whole file into it, ${whole}`]: `mettez-y tout le fichier, ${wholeFr}`,
  'privateKey does not belong to the first certificate': "privateKey n'est pas la clé du premier certificat",
  'put the certificate itself first, and its key into privateKey':
    "mettez d'abord le certificat lui-même, et sa clé dans privateKey",
  'the passphrase does not open the private key or the PKCS#12':
    "la phrase secrète n'ouvre ni la clé privée ni le PKCS#12",
  [`correct passphrase in ${secret}`]: `corrigez passphrase dans ${secretFr}`,
  'the private key is encrypted in an old way, which OpenSSL 3 does not read':
    "la clé privée est chiffrée à l'ancienne, ce qu'OpenSSL 3 ne lit pas",
  'write it anew: {}, then {}': 'réécrivez : {}, puis {}',
  'write it anew: {}': 'réécrivez : {}',
  'the certificate has a signature or a key that is too weak for OpenSSL, as RSA of 1024 bits, or SHA-1':
    'la signature ou la clé du certificat est trop faible pour OpenSSL, comme RSA de 1024 bits, ou SHA-1',
  'have a new one issued, with RSA of 2048 bits or more and SHA-256':
    'faites-en émettre un autre, avec RSA de 2048 bits ou plus et SHA-256',
  'pkcs12 cannot be read: it is no PKCS#12 in base64, or has no certificate that its key belongs to':
    "pkcs12 ne se lit pas : ce n'est pas un PKCS#12 en base64, ou sa clé n'a pas son certificat",
  'put the whole file into it: {}': 'mettez-y tout le fichier : {}',
  'the PKCS#12 is encrypted in an old way, which OpenSSL 3 does not read':
    "le PKCS#12 est chiffré à l'ancienne, ce qu'OpenSSL 3 ne lit pas",
  'authorities cannot be read as PEM certificates': 'authorities ne se lit pas comme certificats PEM',
  [`put those that may sign the server's certificate into it, each ${whole}, or leave it out`]: `mettez-y ceux qui peuvent signer le certificat du serveur, chacun ${wholeFr}, ou enlevez-le`,
  'the certificate is for another name than the configuration has':
    'le certificat vaut pour un autre nom que celui de la configuration',
  'put the right one into the secret, or correct the name in the configuration: npx declarant doctor says whom it is for':
    'mettez le bon dans le secret, ou corrigez le nom dans la configuration : npx declarant doctor dit pour qui il vaut',
  'the server cannot use the certificate that it was shown': 'le serveur ne peut utiliser le certificat montré',
  'ask the authority which kind of certificate it takes': 'demandez quelle sorte de certificat est prise',
  'the certificate has expired': 'le certificat a expiré',
  [`put a new one into ${secret}`]: `mettez-en un nouveau dans ${secretFr}`,
  'the certificate is not valid yet': "le certificat n'est pas encore valable",
  [`wait for its first day, or put another one into ${secret}; and look at the clock of the machine that sends`]: `attendez son premier jour, ou mettez-en un autre dans ${secretFr} ; et voyez l'horloge de la machine qui envoie`,
  'the server says that the certificate has expired': 'le serveur dit que le certificat a expiré',
  [`put a new one, with those that signed it, into ${secret}`]: `mettez-en un nouveau, avec ceux qui l'ont signé, dans ${secretFr}`,
  'the server says that the certificate was revoked': 'le serveur dit que le certificat est révoqué',
  [`have a new one issued, and put it into ${secret}`]: `faites-en émettre un autre, et mettez-le dans ${secretFr}`,
  'the server does not trust whoever signed the certificate':
    'le serveur ne fait pas confiance au signataire du certificat',
  [`put those that signed it behind it in ${secret}; see that it is of the same environment as the URL, test or production`]: `mettez à sa suite ceux qui l'ont signé dans ${secretFr} ; voyez s'il est du même environnement que l'URL, test ou production`,
  'the server knows the certificate, and does not admit it': "le serveur connaît le certificat et ne l'admet pas",
  'ask the authority whether the certificate may use this service':
    'demandez si le certificat peut utiliser ce service',
  'the server breaks the handshake off: it takes another certificate, or another version of TLS':
    'le serveur rompt la négociation : il prend un autre certificat, ou une autre version de TLS',
  'ask the authority which certificates it takes, and which versions of TLS':
    'demandez quels certificats sont pris, et quelles versions de TLS',
  'the server ends the connection as soon as it has seen the certificate, and does not say why':
    'le serveur coupe dès qu’il a vu le certificat, sans dire pourquoi',
  'ask the authority whether it knows the certificate': 'demandez si le certificat est connu',
  'privateKey is no PEM text': "privateKey n'est pas un texte PEM",
  'privateKey is encrypted with a passphrase': 'privateKey est chiffré par une phrase secrète',
  [`decrypt it: ${pkcs8}`]: `déchiffrez : ${pkcs8}`,
  'privateKey is PEM, and no private RSA key in PKCS#8 or PKCS#1':
    'privateKey est du PEM, mais pas une clé RSA privée en PKCS#8 ou PKCS#1',
  'put the key there, not its certificate or its public half: {}':
    'mettez-y la clé, pas son certificat ni sa moitié publique : {}',
  'privateKey is no RSA key of 2048 bits or more': "privateKey n'est pas une clé RSA de 2048 bits ou plus",
  'make an RSA key, and register that': 'créez une clé RSA, et enregistrez-la',
};
