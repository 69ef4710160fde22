import type { FilingStatus } from '../../../schemas/filing.ts';
import { inLanguages } from '../language.ts';

/** The names of statuses, in a list and as a filter. */
type StatusNames = Readonly<Record<FilingStatus, string>>;

const en: StatusNames = {
  waiting: 'waits to be sent',
  sent: 'sent, no answer yet',
  answered: 'answered',
  refused: 'refused, not filed',
  rejected: 'rejected',
  failed: 'technical failure',
  stuck: 'stuck',
  unclear: 'unclear',
};
const fr: StatusNames = {
  waiting: "en attente d'envoi",
  sent: 'envoyé, sans réponse',
  answered: 'répondu',
  refused: 'refusé, non déposé',
  rejected: 'rejeté',
  failed: 'échec technique',
  stuck: 'bloqué',
  unclear: 'incertain',
};

/** The texts that say how a filing stands: what happened, and what is to be done. `noun` is the authority's. */
export const standingWords = inLanguages(
  {
    statuses: en,
    decisions: { accepted: 'request accepted', refused: 'request refused', awaited: 'registered, not decided yet' },
    orphan: 'not from here',
    overdue: 'answer overdue',
    happened: {
      waiting: 'It waits to be sent.',
      waitingUntil: (at: string) => `It waits to be sent, and goes by itself at ${at}.`,
      carriedOut: (at: string) => `The gateway carries it out. It looks again at ${at}.`,
      asked: (noun: string) => `It is with ${noun}, which has not decided yet.`,
      sent: (noun: string) => `It was sent. ${capital(noun)} has not answered yet.`,
      overdue: (noun: string, since: string) =>
        `It was sent, and no answer has come: overdue since ${since} (${noun}).`,
      answered: (noun: string) => `It has arrived: ${noun} has answered.`,
      state: (noun: string, state: string) => `${capital(noun)} answered: ${state}.`,
      accepted: (noun: string) => `${capital(noun)} has accepted the request.`,
      turnedDown: (noun: string) => `${capital(noun)} has refused the request.`,
      refused: 'It was not sent: the message has faults.',
      withdrawn: 'It was withdrawn before it was sent.',
      refusedThere: (noun: string) => `It was not taken: ${noun} refused the call.`,
      rejected: (noun: string, message: string) => `${capital(noun)} has rejected it (${message}).`,
      failed: (noun: string) => `It did not get through: a technical failure at ${noun}.`,
      notDone: (noun: string) => `It is not there, as a person found at ${noun}.`,
      stuck: 'It is stuck: the gateway tried in vain, and has put it aside.',
      unclear: (noun: string) => `It is not known whether it was done: ${noun} gave no clear answer.`,
      orphan: (noun: string) => `${capital(noun)} wrote of it, and nothing of it was submitted here.`,
    },
    todo: {
      nothing: 'There is nothing to do.',
      wait: 'It goes by itself. Withdraw it if it must not go.',
      waitForAnswer: 'Wait for the answer. Nothing is sent twice.',
      waitForOthers: 'What is left goes by itself; what was rejected is for you.',
      ask: (noun: string) => `Ask ${noun}, or wait: a late answer is still taken.`,
      correct: 'Correct the marked value, then submit it again.',
      correctIt: 'See the reason below. Correct it, then submit it again.',
      correctAll: (count: number) => `Correct the ${count} marked values, then submit it again.`,
      again: 'Submit it again.',
      redrive: 'Look at the cause below. Once it is gone, put it back from the page of dead letters.',
      settle: (noun: string) =>
        `Look for it at ${noun}, then say below what you found. It is not sent again by itself.`,
      look: (noun: string) => `Look at it at ${noun}.`,
      by: (at: string) => `The next step is due by ${at}.`,
      missed: (at: string) => `The next step was due by ${at}.`,
      follows: (at: string) => `What follows has to go by ${at}: see below.`,
      seeLinked: (reference: string, state: string) => `Go on with ${reference}, which is linked below: ${state}.`,
    },
    next: {
      correct: 'correct it',
      again: 'submit it again',
      redrive: 'put it back',
      settle: 'find out, then settle',
      ask: 'ask, or wait',
      look: (noun: string) => `look at it at ${noun}`,
      at: (at: string) => `goes ${at}`,
      by: (at: string) => `by ${at}`,
      missed: (at: string) => `was due ${at}`,
      none: '',
    },
  },
  {
    statuses: fr,
    decisions: { accepted: 'demande acceptée', refused: 'demande refusée', awaited: 'enregistrée, sans décision' },
    orphan: "pas d'ici",
    overdue: 'réponse en retard',
    happened: {
      waiting: "Le dossier attend d'être envoyé.",
      waitingUntil: (at: string) => `Le dossier attend d'être envoyé : il part seul le ${at}.`,
      carriedOut: (at: string) => `La passerelle s'en occupe. Prochain passage le ${at}.`,
      asked: (noun: string) => `Le dossier est transmis (${noun}), sans décision pour l'instant.`,
      sent: (noun: string) => `Le dossier a été envoyé. ${capital(noun)} n'a pas encore répondu.`,
      overdue: (noun: string, since: string) =>
        `Le dossier a été envoyé, la réponse est en retard depuis le ${since} (${noun}).`,
      answered: (noun: string) => `Le dossier est arrivé : ${noun} a répondu.`,
      state: (noun: string, state: string) => `${capital(noun)} a répondu : ${state}.`,
      accepted: (noun: string) => `${capital(noun)} a accepté la demande.`,
      turnedDown: (noun: string) => `${capital(noun)} a refusé la demande.`,
      refused: "Le dossier n'a pas été envoyé : le message contient des erreurs.",
      withdrawn: "Le dossier a été retiré avant l'envoi.",
      refusedThere: (noun: string) => `Le dossier n'a pas été pris : appel refusé (${noun}).`,
      rejected: (noun: string, message: string) => `Rejet : ${noun} n'accepte pas le message (${message}).`,
      failed: (noun: string) => `Le dossier n'est pas passé : panne technique (${noun}).`,
      notDone: (noun: string) => `Le dossier n'y est pas, d'après une vérification (${noun}).`,
      stuck: "Le dossier est bloqué : la passerelle a essayé en vain, puis l'a mis de côté.",
      unclear: (noun: string) => `On ne sait pas si c'est fait : pas de réponse claire (${noun}).`,
      orphan: (noun: string) => `${capital(noun)} a écrit sur un dossier qui n'a pas été déposé ici.`,
    },
    todo: {
      nothing: 'Rien à faire.',
      wait: "Il part seul. Retirez-le s'il ne doit pas partir.",
      waitForAnswer: "Attendez la réponse. Rien n'est envoyé deux fois.",
      waitForOthers: 'Le reste part seul ; les rejets sont à corriger.',
      ask: (noun: string) => `Renseignez-vous (${noun}) ou attendez : une réponse tardive est encore prise.`,
      correct: 'Corrigez la valeur marquée, puis déposez à nouveau.',
      correctIt: 'Voyez la raison ci-dessous. Corrigez, puis déposez à nouveau.',
      correctAll: (count: number) => `Corrigez les ${count} valeurs marquées, puis déposez à nouveau.`,
      again: 'Déposez-le à nouveau.',
      redrive: 'Voyez la cause ci-dessous. Une fois levée, remettez-le en route depuis la page des lettres mortes.',
      settle: (noun: string) =>
        `Vérifiez (${noun}), puis dites ci-dessous ce que vous avez trouvé. Rien ne repart seul.`,
      look: (noun: string) => `Voyez avec ${noun}.`,
      by: (at: string) => `La prochaine étape est à faire avant le ${at}.`,
      missed: (at: string) => `La prochaine étape était à faire avant le ${at}.`,
      follows: (at: string) => `La suite doit partir avant le ${at} : voyez ci-dessous.`,
      seeLinked: (reference: string, state: string) => `La suite est dans ${reference}, lié ci-dessous : ${state}.`,
    },
    next: {
      correct: 'corriger',
      again: 'déposer à nouveau',
      redrive: 'remettre en route',
      settle: 'vérifier, puis régler',
      ask: 'se renseigner',
      look: (noun: string) => `voir avec ${noun}`,
      at: (at: string) => `part le ${at}`,
      by: (at: string) => `avant le ${at}`,
      missed: (at: string) => `à faire avant le ${at}`,
      none: '',
    },
  },
);

/** A text that begins a sentence. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
