import type { CodesForm } from './read-codes.ts';

/** A label of annex A. */
export interface Label {
  /** The label as annex A spells it, without its codes. */
  label: string;
  /** Its beginning that suffices to know it, where that is not the whole. */
  knownBy?: string;
  /** The codes that annex A appends to it. */
  codes?: CodesForm;
  /** The same call may be made again later. */
  retriable?: 'closed' | 'maintenance';
  /** Nobody knows whether the request was made. */
  interrupted?: true;
  /** The meaning in our words, and what to do. */
  text: { fr: string; en: string };
}

/** [OM-3] All labels of annex A, whichever step and type they come with. */
export const annexA: readonly Label[] = [
  {
    label: 'Votre demande a été prise en compte',
    text: {
      fr: 'OMEGA a enregistré la demande : rien à faire',
      en: 'OMEGA registered the request: nothing to do',
    },
  },
  {
    label: 'Demande recevable',
    text: {
      fr: 'la demande peut être créée : rien à faire, la création suit',
      en: 'the request can be made: nothing to do, its creation follows',
    },
  },
  {
    label: 'Habilitation incorrecte',
    text: {
      fr: 'le certificat, DNEntreprise, NumeroCAD ou Login ne donnent pas ce droit : les vérifier, demander l’habilitation à GRDF, puis soumettre sous une nouvelle référence',
      en: 'the certificate, DNEntreprise, NumeroCAD or Login do not give the right to this: check them, ask GRDF for it, then submit it under a new reference',
    },
  },
  {
    label:
      "Ce service est actuellement indisponible. Veuillez renouveler votre demande pendant les heures d'ouverture du système OMEGA.",
    knownBy:
      "Ce service est actuellement indisponible. Veuillez renouveler votre demande pendant les heures d'ouverture",
    retriable: 'closed',
    text: {
      fr: 'OMEGA est fermé : rien à faire, la demande repart aux heures d’ouverture',
      en: 'OMEGA is closed: nothing to do, the request goes again during its opening hours',
    },
  },
  {
    label:
      'Ce service est actuellement indisponible suite à une opération de maintenance. Veuillez renouveler votre demande ultérieurement',
    knownBy: 'Ce service est actuellement indisponible suite à une opération de maintenance',
    retriable: 'maintenance',
    text: {
      fr: 'OMEGA est en maintenance : rien à faire, la demande repart plus tard',
      en: 'OMEGA is under maintenance: nothing to do, the request goes again later',
    },
  },
  {
    label:
      "La commune du PCE n'est pas dans le même département que le code postal saisi : merci de corriger le PCE et/ou le code postal",
    knownBy: "La commune du PCE n'est pas dans le même département que le code postal saisi",
    text: {
      fr: 'NumeroPCE ou CodePostal est faux : corriger l’un ou l’autre, puis soumettre à nouveau',
      en: 'NumeroPCE or CodePostal is wrong: correct one or the other, then submit it again',
    },
  },
  {
    label: 'Etat du CAD invalide',
    text: {
      fr: 'le contrat NumeroCAD (CDG-F) n’est pas en vigueur : vérifier la configuration, demander à GRDF, puis soumettre sous une nouvelle référence',
      en: 'the contract NumeroCAD (CDG-F) is not in force: check the configuration, ask GRDF, then submit it under a new reference',
    },
  },
  {
    label: 'Le login doit être renseigné.',
    text: {
      fr: 'OMEGA n’a trouvé aucun Login : vérifier la configuration et le descripteur, puis soumettre sous une nouvelle référence',
      en: 'OMEGA found no Login: check the configuration and the descriptor, then submit it under a new reference',
    },
  },
  {
    label: 'Demande abandonnée',
    text: {
      fr: 'OMEGA a abandonné la demande sans dire pourquoi : consulter le suivi des demandes sur le portail',
      en: 'OMEGA abandoned the request and does not say why: look it up among the requests on the portal',
    },
  },
  {
    label: 'Numéro de PCE incorrect ou inconnu',
    codes: 'codeErreur',
    text: {
      fr: 'NumeroPCE est inconnu d’OMEGA : le corriger, puis soumettre à nouveau',
      en: 'OMEGA does not know NumeroPCE: correct it, then submit it again',
    },
  },
  {
    label:
      "Dialogue interrompu suite à un problème technique, vérifiez l'état de la demande sur le portail ou les publications OMEGA.",
    knownBy: 'Dialogue interrompu',
    codes: 'codeErreur',
    interrupted: true,
    text: {
      fr: 'nul ne sait si la demande a été créée : consulter le portail, puis régler le dossier selon ce constat',
      en: 'nobody knows whether the request was made: look on the portal, then settle it with what you found',
    },
  },
  {
    label: 'Demande non recevable',
    codes: 'codeErreur or codeCohérence',
    text: {
      fr: 'une règle d’OMEGA s’y oppose, que le code désigne : fournisseur titulaire, fréquence mensuelle (1M), date ; consulter la liste des codes de GRDF',
      en: 'a rule of OMEGA forbids it, which the code names: supplier of the point, monthly reading (1M), date; see the list of codes of GRDF',
    },
  },
  {
    label: 'Donnée incorrecte',
    codes: 'codeChamp / codeCohérence',
    text: {
      fr: 'un champ (codeChamp) enfreint une règle (codeCohérence) : le corriger, puis soumettre à nouveau',
      en: 'a field (codeChamp) breaks a rule (codeCohérence): correct it, then submit it again',
    },
  },
];
