import type { Product } from '../register/drm.ts';
import { type FunctionalFault, faultIf } from './functional-fault.ts';

/** The fiscal labels of intermediate products for which a degree is not asked any more. */
const WITHOUT_TAV = [
  ...['VDN_VDL_AOP_SUP_18', 'VDN_VDL_AOP_INF_18'],
  ...['AUTRES_PI_SUP_18', 'AUTRES_PI_SUP_18_HORS_CSS', 'AUTRES_PI_INF_18'],
];

/** The INAO codes of intermediate products, for which degree and premix are asked. */
const INTERMEDIATE = /^1(?:.{4}[NZ]$|[RSB]175)/;

/** True for a still or sparkling wine. */
export function isWine({ inao, fiscalLabel = '' }: Product): boolean {
  return inao === undefined ? /^V[TM]_/.test(fiscalLabel) : !INTERMEDIATE.test(inao);
}

/** The faults of a product's degree of alcohol. */
export function tavFaults({ label, inao, fiscalLabel, tav, premix }: Product): FunctionalFault[] {
  const isMissing =
    inao === undefined
      ? asksForTav(fiscalLabel) && tav === undefined
      : INTERMEDIATE.test(inao) && !(tav && premix !== undefined);
  const isOutside = fiscalLabel !== undefined && tav !== undefined && !isWithin(tav, fiscalLabel);
  return [
    ...faultIf(isMissing, '027', `Produit ${label} : le TAV ou l'indication de premix manque.`),
    ...faultIf(isOutside, '029', `Produit ${label} : le TAV est hors de la tranche du libellé fiscal.`),
  ];
}

/** Wines and raw materials have no degree that duties go by (inferred). */
function asksForTav(fiscalLabel: string | undefined): boolean {
  return fiscalLabel !== undefined && !WITHOUT_TAV.includes(fiscalLabel) && !/^(?:V[TM]|MATIERES)_/.test(fiscalLabel);
}

/** `SUP` is above, `INF` at most; a premix lies between 1.2 and 12. */
function isWithin(tav: number, fiscalLabel: string): boolean {
  const above = /_SUP_(18|2_8)/.exec(fiscalLabel)?.[1];
  const atMost = /_INF_(18|2_8|8_5)/.exec(fiscalLabel)?.[1];
  const isPremix = fiscalLabel.endsWith('_PREMIX');
  return (
    (above === undefined || tav > degrees(above)) &&
    (atMost === undefined || tav <= degrees(atMost)) &&
    (!isPremix || (tav > 1.2 && tav < 12))
  );
}

const degrees = (written: string) => Number(written.replace('_', '.'));
