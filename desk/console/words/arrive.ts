import { inLanguages } from '../language.ts';

/** The texts of the page on which an arrival is announced. */
export const arriveWords = inLanguages(
  {
    title: 'Arrival',
    means:
      'A flight or a lorry has arrived: each anticipated declaration of its transport document is validated, once.',
    noLane: 'No lane of this gateway takes arrivals.',
    document: 'Transport document',
    documentHint: 'TYPE:NUMBER, for example N740:057-12345675',
    references: 'Or these references',
    platform: 'Platform',
    allPlatforms: 'all',
    look: 'Preview',
    preview: 'What it would do',
    ready: 'Validated at once',
    waiting: 'Not answered yet, or on their way',
    rejected: 'Rejected: correct them first',
    skipped: 'Need no validation',
    unknown: 'Not filed here',
    announce: 'Announce the arrival',
    announced: 'The arrival is announced. This page shows how far it is.',
  },
  {
    title: 'Arrivée',
    means:
      'Des marchandises sont arrivées : chaque déclaration anticipée de leur document de transport est validée, une fois.',
    noLane: "Aucune voie de cette passerelle ne prend d'arrivées.",
    document: 'Document de transport',
    documentHint: 'TYPE:NUMÉRO, par exemple N740:057-12345675',
    references: 'Ou ces références',
    platform: 'Plateforme',
    allPlatforms: 'toutes',
    look: 'Aperçu',
    preview: "Ce qu'elle ferait",
    ready: 'Validées tout de suite',
    waiting: 'Sans réponse encore, ou en cours',
    rejected: "Rejetées : à corriger d'abord",
    skipped: 'Sans besoin de validation',
    unknown: 'Pas déposées ici',
    announce: "Annoncer l'arrivée",
    announced: "L'arrivée est annoncée. Cette page montre où elle en est.",
  },
);
