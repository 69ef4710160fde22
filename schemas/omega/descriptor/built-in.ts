import type { Descriptor } from './form.ts';

/**
 * [OM-5] Unverified: the form by which messages are written where the lane names no descriptor. Version of the envelope,
 * namespace, SOAPAction, order and form of a date are guesses, as is whether CodePostal and Tarif stand within Demande;
 * the names and the order within the tables are the document's (§3.2.1.1, §3.3.1.1).
 */
export const builtInDescriptor: Descriptor = {
  verified: false,
  soap: '1.1',
  namespace: 'urn:unverified:omega:tjdc',
  elementFormDefault: 'qualified',
  namespaces: {},
  names: {},
  dateFormat: 'YYYY-MM-DD',
  absentFields: 'left-out',
  compareSubject: true,
  steps: {
    VerifierRecevabiliteTJDC: {
      soapAction: '',
      request: 'RequeteWSVerifierRecevabiliteTJDC',
      response: 'ReponseWSVerifierRecevabiliteTJDC',
      fields: [
        ...['DNEntreprise', 'NumeroCAD', { element: 'Utilisateur', fields: ['Login'] }, 'NumeroVersion'],
        ...['TypeDemande', 'NumeroPCE', 'NomDuClient', 'CodePostal'],
      ],
      leftOut: [],
    },
    CreerDemandeTJDC: {
      soapAction: '',
      request: 'RequeteWSCreerDemandeTJDC',
      response: 'ReponseWSCreerDemandeTJDC',
      fields: [
        ...['DNEntreprise', 'NumeroCAD', { element: 'Utilisateur', fields: ['Login'] }, 'NumeroVersion'],
        {
          element: 'Demande',
          fields: ['TypeDemande', 'NumeroPCE', 'DateDemandee', 'AutorisationExpresse', 'NomDuClient'],
        },
        ...['CodePostal', 'Tarif'],
      ],
      leftOut: [],
    },
  },
};
