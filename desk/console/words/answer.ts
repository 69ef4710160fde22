import { inLanguages } from '../language.ts';

/** The texts of the page on which an answer is awaited. */
export const answerWords = inLanguages(
  {
    title: (reference: string) => `Answer for ${reference}`,
    gone: 'The console was started again since: the filing has the answer.',
    put: 'Submitted',
    waits: 'The answer is awaited. This page looks by itself; you may leave it, nothing is lost.',
    goesOn: 'It goes on. This page looks by itself.',
    stillWaits: 'No answer has come within two minutes. It is still awaited: look at the filing later.',
    lookAgain: 'Look again',
    filing: 'Open the filing',
    correct: 'Correct it again',
    duplicate: 'Another message under this reference is on its way, or answered: this one was not sent.',
  },
  {
    title: (reference: string) => `Réponse pour ${reference}`,
    gone: 'La console a redémarré depuis : la réponse est dans le dossier.',
    put: 'Déposé le',
    waits: "La réponse est attendue. Cette page se met à jour seule ; vous pouvez la quitter, rien n'est perdu.",
    goesOn: 'Le dossier avance. Cette page se met à jour seule.',
    stillWaits: 'Pas de réponse en deux minutes. Elle est toujours attendue : revenez au dossier plus tard.',
    lookAgain: 'Regarder à nouveau',
    filing: 'Ouvrir le dossier',
    correct: 'Corriger à nouveau',
    duplicate: "Un autre message sous cette référence est en route, ou déjà répondu : celui-ci n'a pas été envoyé.",
  },
);
