import { filingStatuses } from '../../../schemas/filing.ts';
import { standingWords } from '../words/standing.ts';
import type { Phrases } from './phrase-book.ts';

/** A phrase for each status, as it is called in lists. */
function statuses(english: string, french: string): Phrases {
  return Object.fromEntries(
    filingStatuses.map((status) => [`${english} ${status}`, `${french} ${standingWords.fr.statuses[status]}`]),
  );
}

/** Refusals of an action or a filter, and reasons why a filing is left out: the French of the desk's library. */
export const refusalPhrases: Phrases = {
  // Reasons why a filing is left out of a replay.
  'it waits, and goes by itself': 'il attend, et part seul',
  'it was sent, and its answer is awaited': 'il est envoyé, sa réponse est attendue',
  'it is answered': 'il a sa réponse',
  'it may have been done: find out, and settle it first': "c'est peut-être fait : vérifiez, et réglez-le d'abord",
  'it is not known': "il n'est pas connu",
  ...statuses('it is', 'statut :'),
  'nothing that was submitted of it is kept': "rien de ce qui en a été déposé n'est conservé",
  'its message is not known any more': "son message n'est plus connu",
  'it may have arrived: ask {} before it is submitted again':
    'il est peut-être arrivé : renseignez-vous avant de le déposer à nouveau ({})',
  'what was submitted cannot be read: correct it, and submit it': 'le dépôt est illisible : corrigez-le, et déposez-le',
  'it is stuck, and its dead letter is not known': "il est bloqué, et sa lettre morte n'est pas connue",
  'its dead letter was claimed, and perhaps sent: withdraw it before it is corrected':
    'sa lettre morte a été prise, et peut-être envoyée : retirez-la avant de corriger',
  'its dead letter is not among those that can be read now: try again in a few minutes':
    "sa lettre morte n'est pas lisible pour l'instant : réessayez dans quelques minutes",
  'it would be refused: {}, and {} more': 'il serait refusé : {}, et {} de plus',
  'it would be refused: {}': 'il serait refusé : {}',
  'the patch does not fit: {}': 'la modification ne convient pas : {}',
  'it has no {}': "il n'a pas {}",
  'it was turned down for good as it is: correct it': 'tel quel, il a été refusé pour de bon : corrigez-le',
  'another message under its reference is on its way, or answered':
    'un autre message sous sa référence est en route, ou a sa réponse',
  'it was submitted again already, {}': 'il a déjà été déposé à nouveau, {}',
  'it is being submitted again, begun {}: where that was cut off, it goes two minutes later':
    'il est en train de repartir, {} : si cela a été coupé, il repart deux minutes plus tard',
  'at {} by {}': 'le {} par {}',
  'it is several filings, at {}: choose one with --authority': 'ce sont plusieurs dossiers ({}) : choisissez-en un',
  'it is {} filings, such as {}: give their references': 'ce sont {} dossiers, dont {} : donnez leurs références',
  // Reasons, notes, findings.
  'Say why with --reason "…": it is {}': 'Donnez un motif : il est {}',
  'kept, and told to the platform': 'conservé, et annoncé à la plateforme',
  'kept, and published': 'conservé, et publié',
  kept: 'conservé',
  '--reason is longer than {} characters: say it shorter': 'Le motif dépasse {} caractères : dites-le plus court',
  'Say what is to be noted: the note is empty': 'Dites ce qui est à noter : la note est vide',
  'A note has {} characters at most, and this one {}': 'Une note a {} caractères au plus, et celle-ci {}',
  'Say one of both: --created NUMBER, with the number that it has at the authority, or --not-created --reason "…"':
    "Dites l'un des deux : c'est fait, avec le numéro obtenu, ou ce n'est pas fait, avec le motif",
  '--created takes a number as the authority has it: up to {} characters without spaces':
    "Donnez le numéro tel qu'il est là-bas : {} caractères au plus, sans espace",
  '{} is unclear at {}: pick one with --authority. Nothing was changed':
    "{} est incertain à plusieurs endroits ({}) : choisissez-en un. Rien n'a été changé",
  '{} is the number of {} already: look which of them it is. Nothing was changed':
    "{} est déjà le numéro de {} : voyez duquel il s'agit. Rien n'a été changé",
  '{} was settled otherwise before: {}, by {} at {}. The first finding stays, until {} says otherwise; nothing was changed':
    "{} a déjà été réglé autrement : {}, par {} à {}. Le premier constat reste, sauf avis contraire ({}) ; rien n'a été changé",
  'not created': 'pas créé',
  'created as {}': 'créé sous {}',
  '{} is {}, not unclear: there is nothing to settle, and nothing was changed. npx declarant show {} has its history':
    "{} n'est pas incertain ({}) : il n'y a rien à régler, et rien n'a été changé ({})",
  '{} is not known to {}: give your own reference ({}), as it was submitted':
    "{} n'est pas connu ({}) : donnez votre propre référence ({}), telle que déposée",
  '{} is not known to {}': "{} n'est pas connu ({})",
  '{} of {} waits at {}: {}. What was sent, or is just being sent, cannot be taken out; npx declarant show {} has its history':
    "{} de {} n'attend ({}) : {}. Ce qui est envoyé, ou en train de l'être, ne peut être retiré ({})",
  Nothing: 'Rien',
  'No {}': 'Aucun {}',
  'the {} is unclear (once you know what became of it: {})': '{} : incertain (une fois son sort connu : {})',
  ...statuses('the {} is', '{} :'),
  '--kind is one of {}, not {}': 'La nature est {}, pas {}',
  'There is no message {}: --message is one of {}': "Il n'y a pas de message {} : donnez {}",
  // Lanes.
  'There is no lane for {} at {}: it has {}': "Il n'y a pas de voie pour {} ({}) ; il y a {}",
  '{} is paused already, since {}: {}': '{} est déjà en pause, depuis le {} : {!}',
  '{} is not paused: it is {}, and stays as it is': "{} n'est pas en pause : elle reste comme elle est ({})",
  '{} is {}, but the platforms could not be told: {}':
    "{} : c'est fait ({}), mais les plateformes n'ont pas pu être informées : {}",
  paused: 'en pause',
  resumed: 'reprise',
  // Submissions.
  'It would be refused: {}. Nothing was submitted': "Il serait refusé : {}. Rien n'a été déposé",
  '{} is under way already, and takes what joins it. Nothing was submitted':
    "{} est déjà en cours, et prend ce qui s'y rattache. Rien n'a été déposé",
  'It names no reference. Nothing was submitted': "Il ne porte pas de référence. Rien n'a été déposé",
  'It could not be put on the outbox: {}': "Il n'a pas pu être mis dans la file d'envoi : {}",
  'The correction changes a reference of {}: what has another reference is another filing. Nothing was submitted':
    "Le changement touche une référence de {} : avec une autre référence, c'est un autre dossier. Rien n'a été déposé",
  '--set {}: give POINTER=JSON, with a JSON Pointer that begins at the payload: /items/0/weight=2.5':
    '{} : donnez ENDROIT=valeur, avec un endroit du message qui commence par une barre : /items/0/weight=2.5',
  '--set {}: no message has such a field': "{} : aucun message n'a ce champ",
  "--set {}: what follows = is not JSON: a text stands in double quotes, '{}'":
    '{} : la valeur après = est illisible : un texte va entre guillemets droits, {}',
  'The patch {}. Nothing was submitted': "La modification {}. Rien n'a été déposé",
  'has a key twice in one object': 'a deux fois une même clé',
  'is not JSON': "n'est pas du JSON",
  'is neither an object (RFC 7396) nor a list of operations with "op" and "path" (RFC 6902)':
    "n'est ni un objet (RFC 7396) ni une liste d'opérations avec « op » et « path » (RFC 6902)",
  // Filters.
  '{} is empty: give a value, or leave it out': '{} est vide : donnez une valeur, ou enlevez-le',
  '{} is given {} times: give it once': '{} est donné {} fois : donnez-le une fois',
  '{} has {} characters, and takes {} at most: give a shorter part':
    '{} a {} caractères, et en prend {} au plus : donnez-en une partie plus courte',
  '{} is neither true nor false: leave it out, or give true': '{} n’est ni true ni false : enlevez-le, ou donnez true',
  '{} is a list by itself, and no status of a filing: give no other status with it, and only to list':
    '{} est une liste à part, et pas un statut de dossier : voyez la page Illisibles',
  '{} is not known: give one of {}': "{} n'est pas connu : donnez l'un de {}",
  '{} is not known: give {}': "{} n'est pas connu : donnez {}",
  '{} lies after {}: exchange them': '{} est après {} : échangez-les',
  '{} is not understood: {}': "{} n'est pas compris : {}",
  '{} lies in the future: {}': "{} est dans l'avenir : {}",
  '{} lies more than {} days back, which is longer than a filing is kept: {}':
    '{} remonte à plus de {} jours, plus longtemps que les dossiers ne sont gardés : {}',
  'give how long ago (15m, 24h, 3d, 2w), today, yesterday, a day in Paris (2026-11-22) or an instant (2026-11-22T08:30:00Z)':
    "donnez une durée passée (15m, 24h, 3d, 2w), today (aujourd'hui), yesterday (hier), un jour à Paris (2026-11-22) ou un instant (2026-11-22T08:30:00Z)",
  '--cursor {} cannot be used: {}. {}': 'La suite {} de cette liste est inutilisable : {}. {}',
  '--limit {} is not a whole number from 1 to {}: give one, such as 100': "{} n'est pas un nombre entier de 1 à {}",
  '{} is not a whole number from 1': "{} n'est pas un nombre entier à partir de 1",
  // The callback token.
  'The callback token of {} is not known: {}': "Le jeton des rappels n'est pas connu ({}) : {}",
  'its configuration, which names the secret, is gone or cannot be used':
    'sa configuration, qui nomme le secret, a disparu ou est inutilisable',
  'No authority calls {} back, so there is no callback token':
    "Personne ne rappelle cette passerelle ({}) : il n'y a pas de jeton des rappels",
  // AWS.
  'AWS does not say who you are (sts:GetCallerIdentity)': 'AWS ne dit pas qui vous êtes (sts:GetCallerIdentity)',
  'Nothing was done, since it is kept who does what, and AWS does not say who you are. {}':
    "Rien n'a été fait : on note qui fait quoi, et AWS ne dit pas qui vous êtes. {}",
  'AWS does not take your credentials for {}, or there are none: sign in (aws sso login), or set AWS_PROFILE. {}':
    "AWS n'accepte pas vos identifiants ({}), ou il n'y en a pas : connectez-vous (aws sso login), ou réglez AWS_PROFILE. {}",
  'Your AWS credentials are not allowed to do this at {}: {}': 'Vos identifiants AWS ne le permettent pas ({}) : {}',
  '{} is not deployed in your AWS account, or has no such resource: check the account and the configuration. {}':
    "{} n'est pas déployée dans votre compte AWS, ou n'a pas cette ressource : vérifiez le compte et la configuration. {}",
  '{} cannot be reached ({}): check that it runs, and the network':
    '{} est injoignable ({}) : vérifiez qu’elle tourne, et le réseau',
  '{} answered with an error, {}: {}': '{} a répondu par une erreur, {} : {}',
  'the local gateway (pid {})': 'la passerelle locale (pid {})',
  'The local gateway (pid {})': 'La passerelle locale (pid {})',
  'the gateway of the stage {} in {}': "la passerelle de l'environnement {} en {}",
  'The gateway of the stage {} in {}': "La passerelle de l'environnement {} en {}",
  // Texts that cannot be read.
  '(the whole)': '(le tout)',
  ' (line {}, column {}: {})': ' (ligne {}, colonne {} : {})',
  'this number is not written as JSON has it': "ce nombre n'est pas écrit comme en JSON",
  'a name in double quotes was expected': 'il faudrait un nom entre guillemets droits',
  'a value was expected': 'il faudrait une valeur',
  '{} was expected': 'il faudrait {}',
  'nothing was expected after the end of the value': 'il ne faudrait rien après la fin de la valeur',
  'a comment is not allowed': "un commentaire n'est pas permis",
  'this text in double quotes does not end': 'ce texte entre guillemets ne finit pas',
  'this number does not end': 'ce nombre ne finit pas',
  'this is no escape that JSON has': "JSON n'a pas cet échappement",
  'this character must be escaped': 'ce caractère doit être échappé',
  'the text ends too early': 'le texte finit trop tôt',
  'it is not JSON': "ce n'est pas du JSON",

  'a submission is JSON': 'un dépôt est du JSON',
  'text that is not JSON': "un texte qui n'est pas du JSON",
  'correct it, and put it there whole': 'corrigez-le, et déposez-le en entier',
  '{} bytes': '{} octets',
  'send less': 'envoyez moins',
  'a key that an object has once': "une clé qu'un objet a une fois",
  'more than one': 'plusieurs',
  'send it once: readers of JSON do not agree which one holds': 'envoyez-la une fois : on ne sait pas laquelle vaut',
  // Errors of filings that the gateway notes itself.
  'withdrawn: {}; it may have arrived all the same: ask before it is submitted again':
    'retiré : {!} ; il est peut-être arrivé quand même : renseignez-vous avant de le déposer à nouveau',
  'withdrawn: {}': 'retiré : {!}',
  'not there at the authority, as a person found: {}': "n'y est pas, d'après une vérification : {!}",
  'unknown to {}, as its answer to a question showed': "inconnu d'après la réponse à une question ({})",
  'its sender died: nobody knows whether it was sent': "son expéditeur s'est arrêté : nul ne sait s'il a été envoyé",
  'superseded by {}': 'remplacé par {}',
  'asked again: {}': 'demandé à nouveau : {}',
  'among the dead letters: handed out {} since {}, {}': 'parmi les lettres mortes : remis {} depuis le {}, {}',
  once: 'une fois',
  '{} times': '{} fois',
  'and cannot be read': 'et illisible',
  'and never claimed: by this nothing was sent': "et jamais pris : rien n'a été envoyé par là",
  'claimed, and perhaps sent': 'pris, et peut-être envoyé',
  'claimed, and its message is {}': 'pris, et son message est {}',
  'waits: {}': 'attend : {}',
  'an error without any details': 'une erreur sans aucun détail',
};
