import { elementOf, type XmlElement } from '../../support/xml/element.ts';

export interface MadeUp {
  siren: string;
  agrement: string;
  /** As `2026-08`. */
  month: string;
  /** True for a month without movements, which names no product. */
  isNil: boolean;
}

/** The message of a declaration that nobody sent: a nil one, or one of a single product. */
export function madeUpMessage({ siren, agrement, month, isNil }: MadeUp): XmlElement {
  const [year = '', number = ''] = month.split('-');
  return elementOf('message-interprofession', [
    elementOf('siren-interprofession', siren),
    elementOf('declaration-recapitulative', [
      elementOf('identification-declarant', [elementOf('numero-agrement', agrement)]),
      elementOf('periode', [elementOf('mois', number), elementOf('annee', year)]),
      elementOf('declaration-neant', String(isNil)),
      ...(isNil ? [] : [elementOf('droits-suspendus', [product, elementOf('stockEpuise', 'false')])]),
    ]),
  ]);
}

const product = elementOf('produit', [
  elementOf('code-inao', '1R535S'),
  elementOf('libelle-personnalise', 'Vin rouge'),
  elementOf('balance-stocks', [
    elementOf('stock-debut-periode', '120.5'),
    elementOf('sorties-periode', [elementOf('ventes-france-crd-suspendus', [elementOf('annee-courante', '8.25')])]),
    elementOf('stock-fin-periode', '112.25'),
  ]),
]);
