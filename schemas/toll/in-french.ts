import { troublesInFrench } from './troubles-in-french.ts';

/** The French of what people read of Tolletaten, by the English. */
export const inFrench: Readonly<Record<string, string>> = {
  'Tolletaten, Norwegian customs': 'Tolletaten, douane norvégienne',
  presentation: 'présentation',
  consignment: 'envoi',
  'request id': 'identifiant de demande',
  'Routing result': "Résultat d'orientation",
  routing: 'orientation',
  presented: 'présenté',
  held: 'retenu',
  'entry-pending': 'entrée en attente',
  'to-control': 'à contrôler',
  'no routing has come yet: hold the goods until one does':
    "aucune orientation n'est arrivée : gardez les marchandises jusque-là",
  'the goods go to a control before they may enter': "les marchandises passent un contrôle avant d'entrer",
  'entry-denied': 'entrée refusée',
  'to-entry': 'entrée autorisée',
  'Presents a house consignment': "Présentation d'un envoi individuel",
  'Presents a receptacle of postal items, with all consignments in it':
    "Présentation d'un récipient postal, avec ses envois",
  'Presents an entry summary declaration, with all consignments under it':
    "Présentation d'une déclaration sommaire d'entrée, avec ses envois",
  'Presents a master consignment': "Présentation d'un envoi principal",
  'Presents a container': "Présentation d'un conteneur",
  'A call was refused, with the faults of its fields': 'Appel refusé, avec les erreurs par champ',
  'The result of the validation of a presentation': "Résultat de la validation d'une présentation",
  'A consignment may enter, or has to be controlled': 'Envoi autorisé à entrer, ou à contrôler',
  Routing: 'Orientation',
  Control: 'Contrôle',
  Receptacle: 'Récipient',
  Request: 'Demande',
  Presentation: 'Présentation',
  Office: 'Bureau',
  'Transport document': 'Document de transport',
  'Master document': 'Document principal',
  Container: 'Conteneur',
  'a type of transport document (CL754)': 'un type de document de transport (CL754)',
  'must not be null': 'ne doit pas manquer',
  'must not be blank': 'ne doit pas être vide',
  'No such goods are known': 'Ces marchandises ne sont pas connues',
  ...troublesInFrench,
};
