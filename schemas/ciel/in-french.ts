import { codeAdviceInFrench } from './codes/code-advice.ts';
import { frenchOfCodes } from './codes/french-codes.ts';
import { troublesInFrench } from './troubles-in-french.ts';

/** The French of what people read of CIEL, by the English. */
export const inFrench: Readonly<Record<string, string>> = {
  'CIEL, French customs': 'CIEL, douane française',
  declaration: 'déclaration',
  'agrément and month': 'agrément et mois',
  draft: 'brouillon',
  filed: 'déposée',
  'still to be validated in CIEL by the operator': "reste à valider dans CIEL par l'opérateur",
  'Declares the stocks and movements of a month': "Déclaration des stocks et mouvements d'un mois",
  'A declaration was taken as a draft, which the operator has to validate in CIEL, or was refused':
    "Déclaration reçue en brouillon, à valider dans CIEL par l'opérateur, ou refusée",
  'The operator validated a declaration in CIEL, or corrected one that was validated':
    "Déclaration validée dans CIEL par l'opérateur, ou corrigée après validation",
  Taken: 'Reçue le',
  Declaration: 'Déclaration',
  Name: 'Nom',
  Month: 'Mois',
  ...frenchOfCodes,
  ...codeAdviceInFrench,
  ...troublesInFrench,
};
