import type { Phrases } from './phrase-book.ts';

/** The end of the meaning of each alarm about a certificate. */
const STOPPED = 'Nothing can be sent, and messages wait';
const STOPPED_IN_FRENCH = 'Rien ne peut être envoyé, et les messages attendent';

/** The meanings of the alarms: the French of `infra/alarms/`. */
export const alarmPhrases: Phrases = {
  // Lanes.
  'The authority cannot be spoken to, and messages wait: npx declarant lanes names the cause':
    'Le service est injoignable, et les messages attendent : la page des voies dit pourquoi',
  'The authority answers again: the lane sends, and parked messages go by themselves':
    'Le service répond à nouveau : la voie envoie, et ce qui attendait part seul',
  'Nothing but single probes has been sent for a while': 'Seuls des essais isolés partent, depuis un moment',
  'Nothing but single probes has been sent for hours: this is an outage':
    "Seuls des essais isolés partent, depuis des heures : c'est une panne",
  'An operator has stopped the lane: nothing is sent until somebody resumes it':
    "Un opérateur a arrêté la voie : rien ne part avant que quelqu'un la reprenne",
  'The authority does not answer single messages while it takes all others: each try stops the lane for a minute':
    'Le service ne répond pas à certains messages et prend tous les autres : chaque essai arrête la voie une minute',
  'A feed was not read for several of its intervals, or fails again and again: answers are missing':
    "Un flux n'a pas été lu depuis plusieurs de ses intervalles, ou échoue sans cesse : des réponses manquent",
  'No access token can be obtained: nothing can be sent without one':
    "Aucun jeton d'accès n'est obtenu : rien ne peut partir sans",
  'Access tokens are asked for so often that the limit of a day comes near: beyond it none is asked for, and messages wait':
    "Les jetons d'accès sont demandés si souvent que la limite du jour approche : au-delà, aucun n'est demandé, et les messages attendent",
  'The key or the certificate of the lane ends within 30 days: nothing can be sent with it then':
    'La clé ou le certificat de la voie prend fin dans les 30 jours : rien ne pourra plus partir avec',
  'Housekeeping does not run each minute: parked messages do not go, and overdue ones are not noticed':
    "L'entretien ne passe pas chaque minute : ce qui attend ne part pas, et les retards passent inaperçus",
  // Certificates.
  [`The lane has no certificate to show: the authority lets nobody in without. ${STOPPED}`]: `La voie n'a pas de certificat à présenter : le service n'admet personne sans. ${STOPPED_IN_FRENCH}`,
  [`The lane's certificate cannot be used as it stands in the secret. ${STOPPED}`]: `Le certificat de la voie est inutilisable tel qu'il est dans le secret. ${STOPPED_IN_FRENCH}`,
  [`The lane's certificate has expired, or is not valid yet. ${STOPPED}`]: `Le certificat de la voie a expiré, ou n'est pas encore valable. ${STOPPED_IN_FRENCH}`,
  [`The authority does not know the lane's certificate. ${STOPPED}`]: `Le service ne connaît pas le certificat de la voie. ${STOPPED_IN_FRENCH}`,
  // Rejections, and filings to look at.
  'The authority rejects more messages of this type than is usual (functional errors)':
    "Le service rejette plus de messages de ce type que d'habitude (erreurs fonctionnelles)",
  'The authority takes messages of this type and then fails on them (technical errors)':
    'Le service prend des messages de ce type, puis échoue à les traiter (erreurs techniques)',
  'The authority took messages and has not answered them within the promised time':
    "Le service a pris des messages et n'a pas répondu dans le délai promis",
  'A message may have been done, nobody knows, and it must not go twice: find out, then npx declarant settle':
    'Un message a peut-être abouti, nul ne le sait, et il ne doit pas partir deux fois : vérifiez, puis réglez-le',
  'Filings wait for their next step, and the authority will soon cancel them':
    'Des dossiers attendent la prochaine étape, et le service les annulera bientôt',
  'Filings need another step by a deadline that is near, or was missed':
    'Des dossiers demandent une étape de plus avant une échéance proche, ou manquée',
  'A submission, or a pointer to a parked message, came from a sender who is not allowed to: it was refused':
    "Un dépôt, ou un renvoi à un message en attente, vient d'un expéditeur qui n'en a pas le droit : il a été refusé",
  'Submissions come from platforms that are not configured: nobody receives their outcomes':
    'Des dépôts viennent de plateformes non configurées : personne ne reçoit leurs résultats',
  'A submission cannot be read, or names no reference: it is kept, and will never be sent':
    'Un dépôt est illisible, ou ne nomme aucune référence : il est conservé, et ne partira jamais',
  'Submissions can be neither processed nor recorded: the queue hands them out again':
    'Des dépôts ne peuvent être ni traités ni notés : la file les redonne',
  // Queues.
  'Messages that the sender could not process lie among the dead letters, and are kept for 14 days':
    "Des messages que l'expéditeur n'a pas pu traiter sont parmi les lettres mortes, où ils restent 14 jours",
  'Another message became a dead letter; its platform was notified':
    'Un message de plus est devenu lettre morte ; sa plateforme est informée',
  'A platform does not take its outcomes: they lie in its dead letters, and are kept for 14 days':
    'Une plateforme ne prend pas ses résultats : ils sont parmi ses lettres mortes, où ils restent 14 jours',
  'Outcomes of stored messages could not be published: pointers to them are kept for 14 days, to publish them again':
    "Des résultats de messages conservés n'ont pas pu être publiés : des renvois restent 14 jours, pour les publier à nouveau",
  'Outcomes of stored messages cannot be published: it is tried again':
    'Des résultats de messages conservés ne peuvent pas être publiés : de nouveaux essais suivent',
  'Outcomes are published long after their messages came: the notifier does not keep up, or does not run':
    "Les résultats sont publiés longtemps après leurs messages : l'annonceur ne suit pas, ou ne tourne pas",
  'The oldest message of a queue has waited for long: the function that takes it does not keep up, or does not run':
    'Le plus ancien message d’une file attend depuis longtemps : la fonction qui le prend ne suit pas, ou ne tourne pas',
  // Books.
  'Lists and counts are long behind the ledger: the keeper of the books does not keep up, or does not run':
    'Les listes et les totaux ont un long retard sur le registre : la fonction qui tient les livres ne suit pas, ou ne tourne pas',
  'The books of some filings were not kept: lists and counts stay wrong until a recount':
    "Les livres de certains dossiers n'ont pas été tenus : listes et totaux restent faux jusqu'à un recomptage",
  'A filing cannot be summarized by this code: lists and counts leave it out, or have it as it was':
    "Un dossier ne peut pas être résumé par ce code : listes et totaux l'omettent, ou l'ont tel qu'il était",
  // The archive.
  'Filings are not archived, and the table gives them up within 30 days':
    "Des dossiers ne sont pas archivés, et la table les abandonne d'ici 30 jours",
  'The archiver did not end well for a day: what is due is not archived':
    "L'archivage n'a pas abouti depuis un jour : ce qui est dû n'est pas archivé",
  'A filing cannot be archived by this code, and the table gives it up when it expires':
    "Un dossier ne peut pas être archivé par ce code, et la table l'abandonne à son expiration",
  // Callbacks, and messages of the authority.
  'Callbacks come with a wrong token and are refused (401): the authority does not send them again':
    'Des rappels viennent avec un mauvais jeton et sont refusés (401) : le service ne les renvoie pas',
  'Callbacks came with the right token and could not be read (400, 404): the authority does not send them again':
    'Des rappels sont venus avec le bon jeton mais étaient illisibles (400, 404) : le service ne les renvoie pas',
  'Callbacks could not be taken (5xx): the authority sends them again, but not for ever':
    "Des rappels n'ont pas pu être pris (5xx) : le service les renvoie, mais pas indéfiniment",
  'One callback in a hundred takes so long that the authority may give up':
    'Un rappel sur cent dure si longtemps que le service peut renoncer',
  'Messages of the authority depart from the contract as known here; they are kept all the same':
    "Des messages du service s'écartent du contrat connu ici ; ils sont conservés malgré tout",
  'A message came from the authority under the messageId of another, with another body: both are kept, and a person has to judge':
    "Un message est venu sous le messageId d'un autre, avec un autre contenu : les deux sont conservés, à une personne de juger",
  // Functions.
  'A function ends in an error, runs out of its time, or cannot start':
    'Une fonction finit en erreur, dépasse son temps, ou ne démarre pas',
  "Lambda refuses to run a function: its concurrency, or the account's, is used up":
    'Lambda refuse de lancer une fonction : sa simultanéité, ou celle du compte, est épuisée',
  'The authority answered several messages of this type with errors within a day, which is many of so few':
    "Le service a répondu par des erreurs à plusieurs messages de ce type en un jour, ce qui est beaucoup pour si peu d'envois",
  'A platform takes nothing from its queue of outcomes: what is 14 days old is deleted there':
    'Une plateforme ne prend rien dans sa file de résultats : ce qui a 14 jours y est supprimé',
  'The callback API refuses calls (4xx), by itself or by the receiver: the authority does not send its own again':
    "L'API des rappels refuse des appels (4xx), d'elle-même ou par le récepteur : le service n'envoie pas les siens une seconde fois",
  'The firewall blocks calls of the callback API: the authority may not send its own again':
    "Le pare-feu bloque des appels de l'API des rappels : le service n'enverra peut-être pas les siens une seconde fois",
  'The authority takes messages, and not one callback of it arrives: they go elsewhere, or are turned away':
    "Le service prend des messages, et aucun de ses rappels n'arrive : ils vont ailleurs, ou sont refusés",
  'DynamoDB throttles reads or writes of the ledger, of its table or of an index, or of the table of what is archived: all that needs it is slower':
    'DynamoDB freine des lectures ou des écritures du registre, de sa table ou de l’un de ses index, ou de la table de ce qui est archivé : tout ce qui en dépend est plus lent',
  'Calls of the ledger, or of the table of what is archived, fail on the side of DynamoDB: they are repeated, and what still fails comes again':
    'Des appels du registre, ou de la table de ce qui est archivé, échouent du côté de DynamoDB : ils sont répétés, et ce qui échoue encore revient',
  'Housekeeping needed nearly all of its time, and may be ended in its work: what it does not reach waits':
    "L'entretien a pris presque tout son temps, et peut être interrompu : ce qu'il n'atteint pas attend",
};
