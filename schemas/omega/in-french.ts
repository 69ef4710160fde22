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
};
