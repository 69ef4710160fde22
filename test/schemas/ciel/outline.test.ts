import { describe, expect, it } from 'vitest';
import { drm } from '../../../schemas/ciel/drm/drm.ts';
import { outlineOf } from './support/outline.ts';

const HEAD =
  'libelle-fiscal?:oneOf:67 code-inao?:text:1..8 libelle-personnalise:text:1..100 tav?:decimal/2:>0.5..<100 premix?:boolean observations?:text:0..250';
const FOR_A_TIME = 'embouteillage?:volume relogement?:volume travail-a-facon?:volume distillation-a-facon?:volume';
const RANGE = 'debut-periode:text:1..30 fin-periode:text:1..30 nombre-document-empreinte?:whole:1..2147483647';

describe('the statement of a declaration', () => {
  it('[CI-2] has the elements of XSD 1.21 in their order, with their occurrences and limits', () => {
    const outline = `
    siren-interprofession:^[0-9]{9}$
    declaration-recapitulative(identification-declarant(numero-agrement:^[A-Za-z]{2}[0-9A-Za-z]{11}$
    numero-cvi?:text:0.. raison-sociale?:text:0..200) periode(mois:whole:1..12
    annee:whole:-2147483648..2147483647) declaration-neant:boolean droits-suspendus?(produit*?(${HEAD}
    balance-stocks(stock-debut-periode:stock entrees-periode?(volume-produit?:volume
    achats-reintegrations?:volume mouvements-temporaires?(${FOR_A_TIME})
    mouvements-internes?(replis-declassement-transfert-changement-appellation?:volume manipulations?:volume
    integration-vci-agree?:volume) autres-entrees?:volume
    replacements?(replacement-suspension*?(mois:whole:1..12 annee:whole:0..9999 volume:volume)))
    sorties-periode?(ventes-france-crd-suspendus?(annee-precedente?:volume annee-courante:volume)
    ventes-france-crd-acquittes?:volume sorties-sans-paiement-droits?(sorties-definitives?:volume
    consommation-familiale-degustation?:volume mise-sur-marche-corse?:volume
    mouvements-temporaires?(${FOR_A_TIME})
    mouvements-internes?(replis-declassement-transfert-changement-appellation?:volume
    fabrication-autre-produit?:volume revendication-vci?:volume autres-mouvements-internes?:volume)
    autres-sorties?:volume)) stock-fin-periode:stock)) stockEpuise:boolean)
    droits-acquittes?(produit*?(${HEAD} balance-stocks(stock-debut-periode:stock
    entrees-periode?(achats?:volume autres-entrees?:volume) sorties-periode?(ventes?:volume
    replacement-suspension?:volume autres-sorties?:volume) stock-fin-periode:stock)) stockEpuise:boolean)
    compte-crd*10?(categorie-fiscale-capsules:oneOf:5 type-capsule:oneOf:3 centilisation*(@volume:oneOf:22
    @volumePersonnalise?:decimal/1:>0.. @bib?:boolean stock-debut-periode:count
    entrees-capsules?(achats?:count retours?:count excedents?:count autres-entrees?:count)
    sorties-capsules?(utilisations?:count destructions?:count manquants?:count autres-sorties?:count)
    stock-fin-periode:count observations?:text:0..250))
    document-accompagnement*?(numero-empreintes?(${RANGE}) daa-dca?(${RANGE}) dsa-dsac?(${RANGE}))
    releve-non-apurement*?(numero-daa-dac-dae:text:1..21 date-expedition:date
    numero-accise-destinataire?:^([A-Za-z0-9]{8}|[A-Za-z0-9]{13})$) statistiques?(quantite-mouts-jus?:volume quantite-mouts-mcr?:volume
    quantite-vins-vinaigre?:volume))`;
    expect(outlineOf(drm())).toBe(`(${outline.trim().replaceAll(/\s+/g, ' ')})`);
  });
});
