import { inLanguages } from '../language.ts';

export const laneWords = inLanguages(
  {
    title: 'Lanes',
    none: 'There is no lane.',
    lane: 'Lane',
    state: 'State',
    states: { closed: 'sends', open: 'stopped', probing: 'probing', ramping: 'ramping up', paused: 'paused' },
    outbox: 'Outbox',
    deadLetters: 'Dead letters',
  },
  {
    title: 'Voies',
    none: "Il n'y a aucune voie.",
    lane: 'Voie',
    state: 'État',
    states: { closed: 'envoie', open: 'arrêtée', probing: 'essai', ramping: 'reprise', paused: 'en pause' },
    outbox: 'À envoyer',
    deadLetters: 'Lettres mortes',
  },
);
