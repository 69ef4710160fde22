/** The French of the troubles of a lane to OMEGA and of its settings, by the English. */
export const troublesInFrench: Readonly<Record<string, string>> = {
  'OMEGA is closed': 'OMEGA est fermé',
  'see whether openingHours in the configuration are those of OMEGA; without them it is tried each retryMinutes':
    'voyez si openingHours dans la configuration sont les heures d’OMEGA ; sans elles, un essai toutes les retryMinutes',
  'OMEGA is under maintenance': 'OMEGA est en maintenance',
  'ask GRDF how long it lasts': 'demandez à GRDF combien de temps elle dure',
  'OMEGA answers with a SOAP fault, which says nothing about the request':
    'OMEGA répond par une erreur SOAP, qui ne dit rien de la demande',
  'read its words: where they are about the form of the message, correct the descriptor (docs/omega-descriptor.md)':
    'lisez ce qu’elle dit : s’il s’agit de la forme du message, corrigez le descripteur (docs/omega-descriptor.md)',
  'OMEGA does not understand the envelope': 'OMEGA ne comprend pas l’enveloppe',
  'correct soap in the descriptor: the other version of SOAP is wanted, or a header (docs/omega-descriptor.md)':
    'corrigez soap dans le descripteur : il faut l’autre version de SOAP, ou un en-tête (docs/omega-descriptor.md)',
  'a page came in the place of an answer of OMEGA': "une page est venue à la place d'une réponse d'OMEGA",
  'read its words: a proxy may stand in between, or the URL be that of a portal':
    'lisez ce qu’elle dit : un proxy s’interpose peut-être, ou l’URL est celle d’un portail',
  'what came back is no answer of OMEGA: half of one, nothing, or XML of another form':
    'ce qui est revenu n’est pas une réponse d’OMEGA : une moitié, rien, ou un XML d’une autre forme',
  'see names and response in the descriptor, since they may differ in the XSD (docs/omega-descriptor.md), and whether a proxy stands in between':
    'voyez names et response dans le descripteur, car le XSD peut différer (docs/omega-descriptor.md), et si un proxy s’interpose',
  'OMEGA answers with what has no meaning in this step of the dialogue':
    'OMEGA répond ce qui n’a pas de sens à cette étape du dialogue',
  'look the request up on the portal, and ask GRDF': 'cherchez la demande sur le portail, et demandez à GRDF',
  'its descriptor is not marked as verified': 'son descripteur n’est pas marqué comme vérifié',
  "hold it against GRDF's XSD, as docs/omega-descriptor.md says":
    'comparez-le au XSD de GRDF, comme le dit docs/omega-descriptor.md',
  '{}, then set verified': '{}, puis mettez verified',
  'the built-in descriptor is used, which nobody has verified: SOAP version, namespaces, SOAPAction, names and order of the elements':
    'le descripteur intégré est utilisé, que personne n’a vérifié : version de SOAP, espaces de noms, SOAPAction, noms et ordre des éléments',
  'write one of your own, {}, and name the file as descriptor':
    'écrivez le vôtre, {}, et nommez le fichier dans descriptor',
};
