import { checkRows } from '../../desk/authorities/delta-h7/dictionary/check-rows.ts';
import { readTable } from '../../desk/authorities/delta-h7/dictionary/table.ts';
import type { Dictionary } from '../../schemas/delta-h7/dictionary/dictionary.ts';

/**
 * A made-up dictionary, as an operator might type it: none of its names is known to be DGDDI's. It renames fields that are
 * nested, that stand in lists, in messages both ways, and one to a name that another had.
 */
export const madeUpTable = `\uFEFFmessages;notre nom;officiel;longueur;cardinalité
;declaration.items;articles;;1..50
;declaration.items.commodityCode;codeMarchandise;n6;1..1
;declaration.items.goodsDescription;designation;an..40;1..1
;declaration.items.intrinsicValue;valeurIntrinseque;;
;declaration.items.intrinsicValue.intrinsicValueAmount;montantValeur;n..16,2;1..1
;declaration.items.additionalProcedure;regimes;;
;declaration.items.grossMass;masseBrute;n..16,6;1..1
;declaration.items.numberOfPackages;supplementaryUnits;n..8;0..1
;declaration.items.supplementaryUnits;unitesSupplementaires;n..16,6;0..1
;declaration.importer.importerAddress.importerPostcode;codePostal;an..17;
;declaration.removalCredit.removalCreditNumber;numeroCredit;an..21;
;declaration.goodsLocation.identificationQualifier;qualificateur;;
;goodsLocation;localisation;;
;dutiesAndTaxes.itemsTaxation;liquidationArticles;;
;dutiesAndTaxes.itemsTaxation.payableTaxAmount;montantDu;;
State_H7 Response_H7;declarationState.state;codeEtat;an..40;
Error_H7;error;erreurs;;
Error_H7;error.errorPointer;pointeur;;
Consult_H7 Response_Consult_H7;declarations;declarationsConsultees;;
Consult_H7 Response_Consult_H7;declarations.lrn;numeroLocal;;
;header.messageDateTime;dateHeureMessage;;
Validation_H7 State_H7 Error_H7;lrn;referenceLocale;;
`.replaceAll('\n', '\r\n');

/** The map that the command makes of it. */
export function madeUpMap(): Dictionary {
  const { fields, faults } = checkRows(readTable(Buffer.from(madeUpTable)));
  if (faults.length > 0) throw new Error(JSON.stringify(faults, null, 2));
  return { fields };
}
