import { inLanguages } from '../language.ts';
import { numberText } from '../numbers.ts';

/** The texts about what the gateway carries out among many filings. */
export const fanOutWords = inLanguages(
  {
    title: 'Progress',
    count: (done: number, of: number) => `${numberText(done, 'en')} of ${numberText(of, 'en')} through`,
    all: 'All filings',
    rejected: 'Rejected',
    waiting: 'On their way',
    left: 'To be sent yet',
  },
  {
    title: 'Avancement',
    count: (done: number, of: number) => `${numberText(done, 'fr')} sur ${numberText(of, 'fr')} traités`,
    all: 'Tous les dossiers',
    rejected: 'Rejetés',
    waiting: 'En cours',
    left: 'Reste à envoyer',
  },
);
