/** The two steps of the dialogue, by the names of their methods (§3.2, §3.3). */
export type Step = 'VerifierRecevabiliteTJDC' | 'CreerDemandeTJDC';

/** The fields of a request. Those of `optional` may be left out; the document decides it (§3.2.1.2, §3.3.1.2, V18.2, V22.1). */
export interface StepFields {
  required: readonly string[];
  optional: readonly string[];
}

/** [OM-2] The fields of each step (§3.2.1.1, §3.3.1.1), by the document's names. */
export const stepFields: Readonly<Record<Step, StepFields>> = {
  VerifierRecevabiliteTJDC: {
    required: ['DNEntreprise', 'NumeroCAD', 'Login', 'NumeroVersion', 'NumeroPCE'],
    optional: ['TypeDemande', 'NomDuClient', 'CodePostal'],
  },
  CreerDemandeTJDC: {
    required: [
      ...['DNEntreprise', 'NumeroCAD', 'Login', 'NumeroVersion', 'TypeDemande'],
      ...['NumeroPCE', 'DateDemandee', 'AutorisationExpresse', 'NomDuClient'],
    ],
    optional: ['CodePostal', 'Tarif'],
  },
};

/** The elements of a response (§3.2.2.1, §3.3.2.1) that are read. */
export const responseElements = [
  ...['TypeRetourDialogue', 'CodeRetour', 'MessageRetour'],
  ...['NumeroDemande', 'DateDemandee'],
] as const;
