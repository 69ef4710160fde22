import type { Phrases } from './phrase-book.ts';

/** The causes that stop a lane, with their remedies: the French of `schemas/causes.ts`. */
export const causePhrases: Phrases = {
  'the authority': 'le service',
  'the token endpoint': 'le serveur de jetons',
  "the service's URL": "l'URL du service",
  "the token endpoint's URL": "l'URL du serveur de jetons",
  'nothing at first: the lane tries again and goes on by itself. Where it lasts, {}':
    "rien dans l'immédiat : la voie réessaie et repart seule. Si cela dure : {}",
  "the name of {}'s host is not known (DNS)": "nom d'hôte inconnu (DNS) : {}",
  'correct {}, or the DNS of the network that the sender runs in; or ask whether {} has moved':
    "corrigez {}, ou le DNS du réseau de l'expéditeur ; ou demandez si {} a déménagé",
  '{} refuses the connection: nobody listens there': "{} refuse la connexion : personne n'y écoute",
  'check the host and the port in {}, and ask whether {} is up':
    "vérifiez l'hôte et le port dans {}, et demandez si {} fonctionne",
  'no route leads to {}': 'aucune route vers {}',
  'check the routes and the firewall of the network that the sender runs in':
    "vérifiez les routes et le pare-feu du réseau de l'expéditeur",
  'the connection to {} times out': "la connexion vers {} ne s'établit pas à temps",
  "check the firewall on the way, and whether the authority admits the sender's address":
    "vérifiez le pare-feu en chemin, et si l'adresse de l'expéditeur est admise",
  '{} takes the connection, and does not answer in time': '{} prend la connexion et ne répond pas à temps',
  'ask whether {} is up, and look at timeoutSeconds': 'demandez si {} fonctionne, et voyez timeoutSeconds',
  '{} breaks the connection before it answers': '{} coupe la connexion avant de répondre',
  'ask whether {} is up, or a proxy is in the way': "demandez si {} fonctionne, ou si un proxy s'interpose",
  'no secure connection to {} can be made (TLS)': 'aucune connexion sûre vers {} (TLS)',
  "look at the certificate of the host in {}: it has expired, names another host, or is signed by nobody trusted here, nor by the authorities in the lane's secret, if it has any (WRONG_VERSION_NUMBER: no TLS is spoken at that port); have it renewed, or correct {}. Nothing is sent without it":
    "voyez le certificat de l'hôte dans {} : il a expiré, vaut pour un autre hôte, ou son signataire est inconnu ici comme des autorités du secret de la voie (WRONG_VERSION_NUMBER : ce port ne parle pas TLS) ; faites-le renouveler, ou corrigez {}. Rien n'est envoyé sans cela",
  '{} answers with something other than HTTP': '{} répond autre chose que du HTTP',
  'check the scheme, the host and the port in {}': "vérifiez le schéma, l'hôte et le port dans {}",
  'the connection to {} fails': 'la connexion vers {} échoue',
  'look up the code of Node.js': 'cherchez le code de Node.js',
  'no access token can be obtained': "aucun jeton d'accès n'est obtenu",
  'check {} in the configuration': 'vérifiez {} dans la configuration',
  'the token endpoint refuses the credentials': 'le serveur de jetons refuse les identifiants',
  'put the right ones into the secret that credentialsSecret names: the next try takes them, after the pause. The account may be locked, or its password have expired: ask the authority':
    "mettez les bons dans le secret que nomme credentialsSecret : l'essai suivant les prend, après la pause. Le compte est peut-être bloqué, ou son mot de passe expiré : demandez",
  'the secret with the credentials cannot be used': 'le secret des identifiants est inutilisable',
  'look at its name in credentialsSecret, at its JSON, and who may read it':
    'voyez son nom dans credentialsSecret, son JSON, et qui peut le lire',
  'AWS failed while the access token was fetched': "AWS a échoué pendant l'obtention du jeton d'accès",
  'look up the error, and check who may use the table': "cherchez l'erreur, et vérifiez qui peut utiliser la table",
  '{} does not know the URL': "{} ne connaît pas l'URL",
  'correct {}, or ask whether {} has moved': 'corrigez {}, ou demandez si {} a déménagé',
  '{} asks for fewer calls': "{} demande moins d'appels",
  "lower the lane's share, and ask what the authority grants":
    'baissez la part de la voie, et demandez ce qui est accordé',
  'a proxy in front of {} gets no answer from it': "un proxy devant {} n'en reçoit aucune réponse",
  '{} does not admit the call': "{} n'admet pas l'appel",
  'ask whether the account and its certificate may use the service':
    'demandez si le compte et son certificat peuvent utiliser le service',
  'try another access token: npx declarant doctor --new-token; and ask whether the account may use the service':
    "essayez un autre jeton d'accès : npx declarant doctor --new-token ; et demandez si le compte peut utiliser le service",
  '{} takes no such call at this URL': '{} ne prend pas un tel appel à cette URL',
  "correct {}: it is another service's, or lacks a part":
    "corrigez {} : c'est celle d'un autre service, ou il y manque une partie",
  'a proxy in front of {} asks for credentials': 'un proxy devant {} demande des identifiants',
  'let the calls bypass the proxy': 'faites passer les appels hors du proxy',
  '{} did not get the request in time': "{} n'a pas reçu la demande à temps",
  'look at the network on the way': 'voyez le réseau en chemin',
  '{} finds the call in conflict with another one': "{} trouve l'appel en conflit avec un autre",
  'see which message it is, and ask the authority': 'voyez de quel message il s’agit, et demandez',
  '{} takes no such content at this URL': '{} ne prend pas un tel contenu à cette URL',
  'correct {}, or extraHeaders, if the lane has any': 'corrigez {}, ou extraHeaders, si la voie en a',
  '{} fails': '{} échoue',
  '{} is not available now': "{} n'est pas disponible pour le moment",
  'see whether {} announced a maintenance': 'voyez si une maintenance est annoncée ({})',
  '{} redirects to another URL, which is not followed': '{} renvoie vers une autre URL, qui n’est pas suivie',
  'set {} to the URL that it leads to': "mettez dans {} l'URL où cela mène",
  'ask whether {} is up': 'demandez si {} fonctionne',
  '{} does not take the call': "{} ne prend pas l'appel",
  'check {}, and ask the authority what this status means': 'vérifiez {}, et demandez ce que veut dire ce statut',
  'the token endpoint finds our request wrong': 'le serveur de jetons trouve notre demande fausse',
  'the token endpoint says that it fails for now': 'le serveur de jetons dit être en panne pour le moment',
  'correct the client in the secret, or clientAuthentication (body or basic), if the lane has it':
    'corrigez le client dans le secret, ou clientAuthentication (body ou basic), si la voie en a',
  'correct the account in the secret; it may be locked: ask the authority':
    'corrigez le compte dans le secret ; il est peut-être bloqué : demandez',
  'ask the authority whether the account may use its service': 'demandez si le compte peut utiliser le service',
  'correct scope in the configuration': 'corrigez scope dans la configuration',
  'check {}: this one knows no such grant': "vérifiez {} : celui-ci ne connaît pas cette demande d'accès",
  'check scope in the configuration, and clientAuthentication, if it is there':
    "vérifiez scope dans la configuration, et clientAuthentication s'il y est",
  'the token endpoint gives no access token': "le serveur de jetons ne donne pas de jeton d'accès",
  'no access token may be asked for now: the limit of requests in 24 hours is reached':
    "aucun jeton d'accès ne peut être demandé maintenant : la limite des demandes en 24 heures est atteinte",
  'see in the events why tokens were refused or not given; the lane goes on once the oldest request is a day old':
    'voyez dans les événements pourquoi des jetons ont été refusés ; la voie repart quand la demande la plus ancienne a un jour',
  '{} cannot be spoken to': '{} ne peut être joint',
  'see what its messages say': 'voyez ce que disent ses messages',
  'check {}': 'vérifiez {}',
};
