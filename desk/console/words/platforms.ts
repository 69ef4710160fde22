import { inLanguages } from '../language.ts';

/** The texts about platforms. */
export const platformWords = inLanguages(
  {
    title: 'Platforms',
    means: 'Each platform takes its outcomes from a queue of its own. What it does not take stays there for 14 days.',
    none: 'The configuration names no platform: nobody hears of outcomes.',
    noConfiguration: 'The configuration of this gateway is gone, so its platforms are not known here.',
    platform: 'Platform',
    waiting: 'Outcomes not taken yet',
    oldest: 'The oldest of them',
    dead: 'Outcomes it could not take',
    oldestDead: 'The oldest of these',
    untaken: (limit: string) => `An outcome that is not taken within ${limit} is marked.`,
    noQueue: 'there is no queue',
    filings: 'Filings',
    open: 'List',
    unknown: 'Names that are not configured',
    unknownMeans:
      'Submissions of the last days bear these names. Nobody hears of their outcomes. Add them to the configuration, or have the name corrected where they are submitted.',
    noUnknown: 'Every name that was submitted is configured.',
    name: 'Name',
    lane: 'Lane',
    seen: 'Last seen',
  },
  {
    title: 'Plateformes',
    means: "Chaque plateforme prend ses résultats dans sa propre file. Ce qu'elle ne prend pas y reste 14 jours.",
    none: "La configuration ne nomme aucune plateforme : personne n'apprend les résultats.",
    noConfiguration: 'La configuration de cette passerelle a disparu : ses plateformes sont inconnues ici.',
    platform: 'Plateforme',
    waiting: 'Résultats pas encore pris',
    oldest: 'Le plus ancien',
    dead: "Résultats qu'elle n'a pas pu prendre",
    oldestDead: 'Le plus ancien de ceux-ci',
    untaken: (limit: string) => `Un résultat qui n'est pas pris en ${limit} est marqué.`,
    noQueue: "il n'y a pas de file",
    filings: 'Dossiers',
    open: 'Liste',
    unknown: 'Noms non configurés',
    unknownMeans:
      "Des dépôts des derniers jours portent ces noms. Personne n'apprend leurs résultats. Ajoutez-les à la configuration, ou faites corriger le nom à la source.",
    noUnknown: 'Tous les noms déposés sont configurés.',
    name: 'Nom',
    lane: 'Voie',
    seen: 'Vu pour la dernière fois',
  },
);
