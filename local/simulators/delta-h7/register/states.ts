/**
 * The states of a declaration (§2.1.3), as this simulator writes them.
 *
 * ONLY `VLD` and `INV` were read in a DGDDI text. THE OTHER CODES ARE GUESSES, and so is every
 * event but "Creation": the code list is handed to operators under convention. Correct them here.
 */
export const states = {
  /** Anticipé. A guess. */
  ANT: { verified: false, name: 'Anticipé', event: 'Creation' },
  /** Validé. Read in the example of Response_H7. */
  VLD: { verified: true, name: 'Validé', event: 'Creation' },
  /** "Reprise": what §8.2.2 calls a declaration of the fallback procedure where §2.1.4 says Validé. A guess. */
  REPRISE: { verified: false, name: 'Reprise', event: 'Reprise' },
  /** Sous contrôle. A guess. */
  CTL: { verified: false, name: 'Sous contrôle', event: 'Mise sous controle' },
  /** Mise en marchandise non dédouanée: the control failed; the end. A guess. */
  MND: { verified: false, name: 'Mise en marchandise non dédouanée', event: 'Resultat de controle non conforme' },
  /** Crédit en attente: the crédit d'enlèvement does not cover what is due. A guess. */
  CEA: { verified: false, name: 'Crédit en attente', event: 'Credit insuffisant' },
  /** Bon à enlever: released; the end. A guess. */
  BAE: { verified: false, name: 'Bon à enlever', event: 'Bon a enlever' },
  /** Annulé: an anticipated declaration whose time ran out. A guess. */
  ANN: { verified: false, name: 'Annulé', event: 'Annulation automatique' },
  /** Invalidé. Read in a comment of Response_Invalidation_H7. */
  INV: { verified: true, name: 'Invalidé', event: 'Invalidation' },
} as const;

export type StateCode = keyof typeof states;

/** The names of events that the state alone does not tell. Guesses. */
export const eventNames = { validation: 'Validation', fallback: 'Reprise', amendment: 'Rectification' } as const;
