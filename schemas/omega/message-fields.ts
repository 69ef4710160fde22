import type { MessageFields } from '../message-fields.ts';

/** The fields of the messages to and from OMEGA. */
export const omegaFields: MessageFields = {
  titles: {
    TypeDemande: ['type of request', 'type de demande'],
    NumeroVersion: ['version', 'version'],
    NumeroPCE: ['metering point (PCE)', 'point de comptage (PCE)'],
    DateDemandee: ['date asked for', 'date demandée'],
    AutorisationExpresse: ['express consent', 'autorisation expresse'],
    NomDuClient: ["customer's name", 'nom du client'],
    CodePostal: ['postcode', 'code postal'],
    Tarif: ['tariff', 'tarif'],
    TypeRetourDialogue: ['type of answer', 'type de retour'],
    Retour: ['answer', 'retour'],
    CodeRetour: ['code', 'code'],
    MessageRetour: ['messages', 'messages'],
    ReponseCreerDemandeObjet: ['request', 'demande'],
    NumeroDemande: ['number of the request', 'numéro de la demande'],
  },
  entries: { MessageRetour: ['message', 'message'] },
  untold: ['Retour', 'ReponseCreerDemandeObjet'],
  // The metering point is that of somebody's home.
  personal: ['NomDuClient', 'NumeroPCE', 'CodePostal'],
};
