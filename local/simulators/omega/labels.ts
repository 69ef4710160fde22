/** The labels of annex A under which a dialogue is abandoned (`A`, `DmdKo`). */
export const LABELS = [
  'not-entitled',
  'closed',
  'maintenance',
  'other-department',
  'cad-invalid',
  'login-missing',
  'abandoned',
  'pce-unknown',
  'interrupted',
  'not-receivable',
  'wrong-data',
] as const;
export type Label = (typeof LABELS)[number];

/** A field that is wrong, and the rule that it breaks. */
export interface WrongField {
  field: string;
  rule: string;
}

/** The text of each label; a code is appended as annex A has it. No code is public: all of these are made up. */
const texts = {
  'not-entitled': 'Habilitation incorrecte',
  closed:
    "Ce service est actuellement indisponible. Veuillez renouveler votre demande pendant les heures d'ouverture du système OMEGA.",
  maintenance:
    'Ce service est actuellement indisponible suite à une opération de maintenance. Veuillez renouveler votre demande ultérieurement',
  'other-department':
    "La commune du PCE n'est pas dans le même département que le code postal saisi : merci de corriger le PCE et/ou le code postal",
  'cad-invalid': 'Etat du CAD invalide',
  'login-missing': 'Le login doit être renseigné.',
  abandoned: 'Demande abandonnée',
  'pce-unknown': 'Numéro de PCE incorrect ou inconnu',
  interrupted:
    "Dialogue interrompu suite à un problème technique, vérifiez l'état de la demande sur le portail ou les publications OMEGA.",
  'not-receivable': 'Demande non recevable : ',
  'wrong-data': 'Donnée incorrecte : ',
} as const satisfies Record<Label, string>;

/** The codes that follow some labels where no other is asked for. */
const usualCodes: Partial<Record<Label, string>> = {
  'pce-unknown': '1022',
  interrupted: '9001',
  'not-receivable': 'COH_FREQUENCE',
};

/** The text of a label, with its code. */
export const textOf = (label: Label, code: string = usualCodes[label] ?? '') => `${texts[label]}${code}`;

/** The text for a field that is wrong. */
export const wrongText = ({ field, rule }: WrongField) => `${texts['wrong-data']}${field} / ${rule}`;

/** True where OMEGA does not deal with the request at all. */
export const isClosedTo = (label: Label) => label === 'closed' || label === 'maintenance';
