import type { Phrases } from './phrase-book.ts';

/** The parts that the doctor looks at: the French of their names. */
export const partPhrases: Phrases = {
  version: 'version',
  configuration: 'configuration',
  table: 'table',
  'stream of the table': 'flux de la table',
  retention: 'conservation',
  'index of the archive': "index de l'archive",
  backups: 'sauvegardes',
  deployment: 'déploiement',
  concurrency: 'instances réservées',
  alarms: 'alarmes',
  'raised alarms': 'alarmes levées',
  'age of messages': 'âge des messages',
  platforms: 'plateformes',
  outcomes: 'résultats',
  'outcomes of {}': 'résultats de {}',
  'telling of messages': 'annonces aux plateformes',
  'outbox of {}': "file d'envoi : {}",
  'dead letters of {}': 'lettres mortes : {}',
  'settings of {}': 'réglages : {}',
  'credentials of {}': 'identifiants : {}',
  'age of the credentials of {}': 'âge des identifiants : {}',
  'callback token': 'jeton des rappels',
  'answers {}': 'réponses : {}',
  'token of {}': 'jeton : {}',
  'lane {}': 'voie {}',
  callbacks: 'rappels',
  'unknown address': 'adresse inconnue',
  '{} of {}': '{} : {}',
};

/** The doctor's findings and remedies: the French of `desk/doctor/`. */
export const findingPhrases: Phrases = {
  'is not there': "n'est pas là",
  'AWS does not take your credentials': "AWS n'accepte pas vos identifiants",
  'sign in (aws sso login), or set AWS_PROFILE': 'connectez-vous (aws sso login), ou réglez AWS_PROFILE',
  'was not looked at': "n'a pas été examiné",
  'have your role allowed to, or ask somebody whose role is':
    "faites-y autoriser votre rôle, ou demandez à quelqu'un dont le rôle l'est",
  'does not answer': 'ne répond pas',
  'check the network and the region, and that a local gateway still runs':
    "vérifiez le réseau et la région, et qu'une passerelle locale tourne encore",
  'see what AWS says about this error, and try again': 'voyez ce que dit AWS de cette erreur, et réessayez',
  'Declarant {} on Node.js {}': 'Declarant {} sous Node.js {}',
  'correct the file, or write one: npx declarant init': 'corrigez le fichier, ou écrivez-en un : npx declarant init',
  'start it': 'démarrez-la',
  'the one of {} is gone, or cannot be used': 'celle-ci a disparu, ou est inutilisable : {}',
  'stage {}, {}, lanes: {}': 'environnement {}, {}, voies : {}',
  // The instances that are reserved.
  'a local gateway has no quota': "une passerelle locale n'a pas de quota",
  'its functions reserve {} instances, and the account has {}, of which Lambda keeps {} for functions that reserve none':
    'ses fonctions réservent {} instances, et le compte en a {}, dont Lambda garde {} pour les fonctions qui n’en réservent aucune',
  'ask AWS for more: {}': 'demandez-en davantage à AWS : {}',
  'its functions are to reserve {} instances, and all functions of the account reserve {}':
    'ses fonctions doivent réserver {} instances, et toutes celles du compte en réservent {}',
  'its functions reserve {} instances, all functions of the account {} of {}: {} are left':
    'ses fonctions réservent {} instances, toutes celles du compte {} sur {} : il en reste {}',
  // The table, its stream, its backups.
  '{}; or correct the region ({}) or the stage': "{} ; ou corrigez la région ({}) ou l'environnement",
  '{} in {}, account {} is there': '{} est là : {}, compte {}',
  '{} in {} is there': '{} est là : {}',
  'wait until it is ACTIVE, and look again': 'attendez ACTIVE, et examinez à nouveau',
  '{} in {} may be deleted by anyone who is allowed to': '{} peut être supprimée par quiconque en a le droit : {}',
  '{} may be deleted by anyone who is allowed to': '{} peut être supprimée par quiconque en a le droit',
  'a local gateway needs none': "une passerelle locale n'en a pas besoin",
  'give it one and deploy, as "The table is gone or worthless" of docs/backup.md says':
    'donnez-lui-en un et déployez, comme le dit « The table is gone or worthless » de docs/backup.md',
  '{} has none: platforms are told of no message': "{} n'en a pas : les plateformes ne sont informées de rien",
  'the functions were deployed with another one: platforms are told of no message':
    'les fonctions ont été déployées avec un autre : les plateformes ne sont informées de rien',
  'the functions read it': 'les fonctions le lisent',
  'a local gateway removes nothing': "une passerelle locale n'enlève rien",
  'what has expired is removed by itself': 'ce qui a expiré est enlevé tout seul',
  'nothing that has expired is removed, personal data neither':
    "rien de ce qui a expiré n'est enlevé, pas même les données personnelles",
  '{} is there, with its keys': '{} est là, avec ses clés',
  '{} has other keys than are asked for: nothing is sent':
    "{} a d'autres clés que celles qui sont demandées : rien n'est envoyé",
  '{}; or make it anew, as "The index of the archive is gone" of docs/backup.md says':
    '{} ; ou refaites-la, comme le dit « The index of the archive is gone » de docs/backup.md',
  'make it anew, as "The index of the archive is gone" of docs/backup.md says':
    'refaites-la, comme le dit « The index of the archive is gone » de docs/backup.md',
  'the references of filings stay there for ever': 'les références des dossiers y restent pour toujours',
  'point-in-time recovery is off: what is lost cannot be had back':
    'la restauration à un instant donné est coupée : ce qui est perdu le reste',
  'point-in-time recovery is on, for {} days': 'la restauration à un instant donné est active, sur {} jours',
  'a local gateway keeps none': "une passerelle locale n'en garde pas",
  // The deployment.
  'the parameter {} is not there: {} is not deployed': "le paramètre {} n'est pas là : {} n'est pas déployé",
  'the parameter {} is not there: its version is not known': "le paramètre {} n'est pas là : sa version est inconnue",
  'version {} {}, as here': 'version {} {}, comme ici',
  'version {} {}, and this is {}': 'version {} {}, et celle-ci est la {}',
  runs: 'en marche',
  'is deployed': 'déployée',
  'upgrade or go back as docs/upgrade.md says, or use the desk of {}':
    'mettez à jour ou revenez en arrière comme le dit docs/upgrade.md, ou utilisez le poste de la {}',
  // Alarms, and who is told.
  'the topic {} is not there': "le sujet {} n'est pas là",
  'the topic {} is there': 'le sujet {} est là',
  'the topic {}': 'le sujet {}',
  '{} would hear of none': "{} n'en apprendrait aucune",
  '{} has not confirmed, and hears of none': "{} n'a pas confirmé, et n'en apprend aucune",
  'follow the link in the mail of AWS Notifications; where it is lost: aws sns subscribe, with the same address':
    "suivez le lien du courriel d'AWS Notifications ; s'il est perdu : aws sns subscribe, avec la même adresse",
  'a local gateway tells nobody': "une passerelle locale n'avertit personne",
  'nobody hears of them': "personne n'en est averti",
  'name addresses in alarms.emails, then: {}': 'nommez des adresses dans alarms.emails, puis : {}',
  '{} of them': '{}',
  '1 subscriber hears': '1 abonné en est averti',
  '{} subscribers hear': '{} abonnés en sont avertis',
  '{} does not get what is published': '{} ne reçoit pas ce qui est publié',
  '{} gets what is published, and holds {}': '{} reçoit ce qui est publié, et contient {}',
  '{} messages in {}': '{} messages dans {}',
  '1 message in {}': '1 message dans {}',
  'see why the platform did not take them, and move them back':
    'voyez pourquoi la plateforme ne les a pas pris, et remettez-les',
  'who submits is configured: {}': 'ceux qui déposent sont configurés : {}',
  'submissions of the last days bear names that the configuration has not, and nobody hears of them: {}':
    "des dépôts des derniers jours portent des noms que la configuration n'a pas, et personne n'en apprend rien : {}",
  'add them to platforms, and deploy; or have the name corrected where they are submitted':
    'ajoutez-les à platforms, et déployez ; ou faites corriger le nom à la source',
  'whoever may put on an outbox may use the name of {}':
    "quiconque peut déposer sur une file d'envoi peut prendre le nom de {}",
  "whoever may put on an outbox and is no platform's sender may submit as {}, about the filings of all":
    "quiconque peut déposer sur une file d'envoi sans être émetteur d'une plateforme peut déposer en tant que {}, sur les dossiers de tous",
  'name {} as a platform, with your operators as its senders (docs/outcomes.md)':
    'nommez {} comme plateforme, avec vos opérateurs comme senders (docs/outcomes.md)',
  'name their senders, by the unique ids that "aws iam get-role" gives':
    'nommez leurs senders, par les identifiants uniques que donne « aws iam get-role »',
  // Queues.
  'nothing was given up': "rien n'a été abandonné",
  'platforms could not be told of some messages of the authority, which are stored: {} in {}':
    "des plateformes n'ont pas pu être informées de messages, qui sont conservés : {} dans {}",
  '1 entry': '1 entrée',
  '{} entries': '{} entrées',
  'mend the cause (see the log of {}), then have them told: {}':
    'réparez la cause (voyez le journal de {}), puis informez-les : {}',
  'is there, with {}': 'est là, avec {}',
  'there are none': "il n'y en a pas",
  '1 message could not be taken up': "1 message n'a pas pu être pris",
  '{} could not be taken up': "{} n'ont pas pu être pris",
  'mend the cause, then put them back: {}': 'réparez la cause, puis remettez-les : {}',
  // Ages of messages and states of alarms, by CloudWatch.
  'There is no CloudWatch at {}': "Il n'y a pas de CloudWatch : {}",
  'have your role allowed to ask CloudWatch, as docs/security.md says; or look at the dashboard':
    'faites autoriser votre rôle à interroger CloudWatch, comme le dit docs/security.md ; ou voyez le tableau de bord',
  '{}, the oldest {} old': '{}, le plus ancien depuis {}',
  '{} d': '{} j',
  'the platform does not take its outcomes within {} min (alarms.untakenMinutes)':
    'la plateforme ne prend pas ses résultats en {} min (alarms.untakenMinutes)',
  'have the platform take them: what is 14 days old is removed':
    'faites prendre ses résultats à la plateforme : ce qui a 14 jours est enlevé',
  'no queue has an old one': "aucune file n'en a d'ancien",
  'CloudWatch tells it, some minutes late': 'CloudWatch le dit, avec quelques minutes de retard',
  'CloudWatch has no alarm of this gateway': "CloudWatch n'a aucune alarme de cette passerelle",
  'none of {} is raised': "aucune des {} n'est levée",
  '1 of {} is raised': '1 sur {} levée',
  '{} of {} are raised': '{} sur {} levées',
  '{} since {}': '{} depuis le {}',
  '{}, and {} more': '{}, et {} de plus',
  'do what the runbook says of each': "faites ce que le manuel d'exploitation dit de chacune",
  // Lanes, and answers.
  sends: 'envoie',
  'sends at {} % of its rate, which grows': 'envoie à {} % de son débit, qui augmente',
  'an operator paused it since {}: {}': 'mise en pause par un opérateur depuis le {} : {!}',
  'an operator paused it {}': 'mise en pause par un opérateur {}',
  'npx declarant resume {} --reason "…"{}, once the reason is gone':
    'npx declarant resume {} --reason "…"{}, une fois la raison disparue',
  'npx declarant resume {} --reason "…", once the reason is gone':
    'npx declarant resume {} --reason "…", une fois la raison disparue',
  'does not send since {}': "n'envoie pas depuis le {}",
  'does not send {}': "n'envoie pas {}",
  'none is overdue': "aucune n'est en retard",
  '{} is overdue, such as that of {}': '{} en retard : {}',
  '{} are overdue, such as that of {}': '{} en retard, comme celle de {}',
  'more than {}': 'plus de {}',
  'npx declarant list --overdue {} lists them': 'npx declarant list --overdue {} en donne la liste',
  // Callbacks.
  'where {} calls back is not known here': 'on ne sait pas ici à quelle adresse rappelle {}',
  'see the deployment, or name it with --callback-url; it is in the parameter {}':
    'voyez le déploiement, ou nommez-la avec --callback-url ; elle est dans le paramètre {}',
  '{} cannot be reached: {}': '{} est injoignable : {}',
  'check the callback URL, its DNS record and its certificate': "vérifiez l'URL des rappels, son DNS et son certificat",
  'check the callback URL': "vérifiez l'URL des rappels",
  "{} answers {} without a token, in the contract's form": '{} répond {} sans jeton, dans la forme du contrat',
  "{} answers {}, in the contract's form": '{} répond {}, dans la forme du contrat',
  "{} answers {}, and not in the contract's form: it is not the gateway":
    "{} répond {}, mais pas dans la forme du contrat : ce n'est pas la passerelle",
  '{} answers 500': '{} répond 500',
  "see the receiver's log, and the secret of the callback token":
    'voyez le journal du récepteur, et le secret du jeton des rappels',
  '{} answers {} without a token: it is not the gateway': "{} répond {} sans jeton : ce n'est pas la passerelle",
  '{} answers {}, where {} was to be expected': '{} répond {}, au lieu de {}',
  'check the callback URL; or {}': "vérifiez l'URL des rappels ; ou {}",
  'no answer in time': 'pas de réponse à temps',
  // Addresses.
  '{} takes connections, without TLS': '{} prend les connexions, sans TLS',
  '{} takes connections, and its certificate is good': '{} prend les connexions, et son certificat est bon',
  '{} takes connections with our certificate, and its own is good':
    '{} prend les connexions avec notre certificat, et le sien est bon',
  '{} is a private address, and not reached from here: {}': "{} est une adresse privée, injoignable d'ici : {}",
  'run the doctor on a machine of that network, or see whether the sender reaches it: npx declarant lanes':
    "lancez le diagnostic sur une machine de ce réseau, ou voyez si l'expéditeur la joint : npx declarant lanes",
  '{} was not tried: {}': "{} n'a pas été essayé : {}",
  '{} does not take our certificate: {}': '{} ne prend pas notre certificat : {}',
  '{} cannot be reached from here: {}': "{} est injoignable d'ici : {}",
  'check {}, and ask whether {} is up': 'vérifiez {}, et demandez si {} fonctionne',
  '{} answers {} without {} in it: it is not up': '{} répond {} sans {} : le service ne fonctionne pas',
  '{} answers {}: it is up': '{} répond {} : le service fonctionne',
  '{} takes connections, and gives no answer: {}': '{} prend les connexions sans répondre : {}',
  // Settings and secrets.
  'the configuration has no such lane': "la configuration n'a pas cette voie",
  'its URLs are of one environment': "ses URL sont d'un même environnement",
  'its URLs mix test and production: {} and {}': 'ses URL mêlent test et production : {} et {}',
  'take all of them from one environment': "prenez-les toutes d'un même environnement",
  'write the credentials into a file, and: {}': 'écrivez les identifiants dans un fichier, puis : {}',
  'the secret {} is of the right form; {} has not called back with it yet':
    "le secret {} est de la bonne forme ; {} n'a pas encore rappelé avec",
  'the secret {} is of the right form': 'le secret {} est de la bonne forme',
  'make a new one and send it to {}: {}': 'faites-en un nouveau et transmettez-le ({}) : {}',
  "the secret {} holds what no call can carry: it is empty, or has a space or a line's end":
    "le secret {} contient ce qu'aucun appel ne peut porter : il est vide, ou a une espace ou une fin de ligne",
  'the secret {} is so short that it may be guessed': 'le secret {} est si court qu’il peut être deviné',
  '{} calls back with the {} one, last seen {}': '{} rappelle avec le jeton {}, vu en dernier le {}',
  current: 'actuel',
  previous: 'précédent',
  'the secret {}': 'le secret {}',
  'nobody knows until when they are good': "nul ne sait jusqu'à quand ils valent",
  'they are good until {}': "ils valent jusqu'au {}",
  'they are good for {} more, until {}': "ils valent encore {}, jusqu'au {}",
  '1 day': '1 jour',
  '{} days': '{} jours',
  'they end today, or ended on {}': "ils finissent aujourd'hui, ou ont fini le {}",
  'put new ones into the secret before that: the runbook says how, at credentials-expiring':
    "mettez-en de nouveaux dans le secret avant cela : le manuel d'exploitation dit comment, à credentials-expiring",
  'the certificate is for {}, signed by {}': 'le certificat vaut pour {}, signé par {}',
  'it is not valid before {}': "il n'est pas valable avant le {}",
  'wait, put another one into the secret, or look at the clock':
    "attendez, mettez-en un autre dans le secret, ou voyez l'horloge",
  'it expired on {}': 'il a expiré le {}',
  'put a new one into the secret: the runbook says how, at certificate-expired':
    "mettez-en un nouveau dans le secret : le manuel d'exploitation dit comment, à certificate-expired",
  // Tokens.
  '{} gave one, good until {}': "{} en a donné un, valable jusqu'à {}",
  'the one that is shared is good until {}': "celui qui est partagé vaut jusqu'à {}",
  '{} of at most {} were asked for in the last 24 hours': '{} sur {} au plus demandés en 24 heures',
  'the latest try was at {}, the next is at {}': 'dernier essai à {}, prochain à {}',
  'none is shared now, and none can be asked for from here': "aucun n'est partagé, et aucun ne peut être demandé d'ici",
  '{} gave no token that lasts': "{} n'a pas donné de jeton qui dure",
  'see what {} says': 'voyez ce que dit {}',
  '{} is there': '{} est là',
  '{} is not there': "{} n'est pas là",
  '{} messages': '{} messages',
};
