import { troublesInFrench } from './troubles-in-french.ts';

/** The French of what people read of OMEGA, by the English. */
export const inFrench: Readonly<Record<string, string>> = {
  'GRDF OMEGA, French gas distribution': 'GRDF OMEGA, distribution de gaz',
  request: 'demande',
  reference: 'référence',
  Request: 'Demande',
  receivable: 'recevable',
  registered: 'enregistrée',
  'Requests the daily consumption data of a metering point':
    "Demande des données journalières de consommation d'un point de comptage",
  'Asks whether such a request can be made: a refusal makes an entry at OMEGA':
    'Vérification de la recevabilité : un refus laisse une trace chez OMEGA',
  'The request can be made, or is refused': 'Demande recevable, ou refusée',
  'The request is made, or is refused': 'Demande créée, ou refusée',
  Date: 'Date',
  Customer: 'Client',
  Postcode: 'Code postal',
  From: 'À partir du',
  '{} or later: the fifth working day after today in Paris (§1.2)':
    "{} ou plus tard : le cinquième jour ouvré après aujourd'hui (§1.2)",
  'an earlier day': 'un jour antérieur',
  'give a later day': 'donnez un jour ultérieur',
  "OUI, once the customer has agreed: GRDF takes no request without the customer's express consent (§1.2)":
    "OUI, une fois l'accord donné : GRDF ne prend aucune demande sans accord exprès du client (§1.2)",
  ...troublesInFrench,
};
