import type { Step } from '../step.ts';

/** The name of a field as the document has it, without the structures around it. */
export type FieldName =
  | 'DNEntreprise'
  | 'NumeroCAD'
  | 'Login'
  | 'NumeroVersion'
  | 'TypeDemande'
  | 'NumeroPCE'
  | 'NomDuClient'
  | 'CodePostal'
  | 'DateDemandee'
  | 'AutorisationExpresse'
  | 'Tarif';

export type Fields = Readonly<Partial<Record<FieldName, string>>>;

const common = { DNEntreprise: 'DNEntreprise', NumeroCAD: 'NumeroCAD', 'Utilisateur/Login': 'Login' } as const;
const version = { NumeroVersion: 'NumeroVersion' } as const;

/** Each field by the places where it may stand (§3.2.1, §3.3.1). */
export const places: Readonly<Record<Step, Readonly<Record<string, FieldName>>>> = {
  verify: {
    ...{ ...common, ...version },
    ...{ TypeDemande: 'TypeDemande', NumeroPCE: 'NumeroPCE', NomDuClient: 'NomDuClient', CodePostal: 'CodePostal' },
  },
  create: {
    ...{ ...common, ...version },
    ...{ 'Demande/TypeDemande': 'TypeDemande', 'Demande/NumeroPCE': 'NumeroPCE' },
    ...{ 'Demande/DateDemandee': 'DateDemandee', 'Demande/AutorisationExpresse': 'AutorisationExpresse' },
    'Demande/NomDuClient': 'NomDuClient',
    // The document does not say in which of the two places these stand.
    ...{ CodePostal: 'CodePostal', 'Demande/CodePostal': 'CodePostal', Tarif: 'Tarif', 'Demande/Tarif': 'Tarif' },
  },
};
