import * as z from 'zod';
import { lazily } from '../../lazily.ts';
import { integer, stock, volume } from './fields.ts';
import { mouvementsTemporaires } from './mouvements-temporaires.ts';
import { produitHead, withOneName } from './produit.ts';

const REPLIS = 'Withdrawals to a wider appellation, downgrading, transfers and changes of appellation';

/** A product under suspension of duties, with its stocks and movements of the period. */
export const produitSuspendu = lazily(() =>
  withOneName(
    z.strictObject({
      ...produitHead(),
      'balance-stocks': z
        .strictObject({
          'stock-debut-periode': stock('The stock at the beginning of the period'),
          'entrees-periode': entrees().optional(),
          'sorties-periode': sorties().optional(),
          'stock-fin-periode': stock('The stock at the end of the period'),
        })
        .meta({ description: 'The balance of stocks under suspension: beginning plus entries minus exits is the end' }),
    }),
  ).meta({ description: 'A product under suspension of duties' }),
);

const entrees = lazily(() =>
  z
    .strictObject({
      'volume-produit': volume('Produced').optional(),
      'achats-reintegrations': volume('Bought, or taken back').optional(),
      'mouvements-temporaires': mouvementsTemporaires().optional(),
      'mouvements-internes': z
        .strictObject({
          'replis-declassement-transfert-changement-appellation': volume(REPLIS).optional(),
          manipulations: volume('Gained in handling').optional(),
          'integration-vci-agree': volume('Individual complementary volume (VCI) that was approved').optional(),
        })
        .meta({ description: 'Movements within the warehouse' })
        .optional(),
      'autres-entrees': volume('Other entries; they need observations').optional(),
      replacements: z
        .strictObject({ 'replacement-suspension': z.array(replacement()).optional() })
        .meta({ description: 'Goods that were released and are placed under suspension again; they need observations' })
        .optional(),
    })
    .meta({ description: 'Entries of the period' }),
);

const replacement = lazily(() =>
  z
    .strictObject({
      mois: integer({ atLeast: 1, atMost: 12 }, 'The month in which the goods were released or received duty-paid'),
      annee: integer({ atLeast: 0, atMost: 9999 }, 'The year of that month, of at most 4 digits'),
      volume: volume('Placed under suspension again'),
    })
    .meta({ description: 'Goods of one month that are placed under suspension again' }),
);

const sorties = lazily(() =>
  z
    .strictObject({
      'ventes-france-crd-suspendus': z
        .strictObject({
          'annee-precedente': volume('Of the year before; only in yearly declarations').optional(),
          'annee-courante': volume('Of the current year'),
        })
        .meta({ description: 'Sold in France with capsules (CRD) for goods under suspension: duties become due' })
        .optional(),
      'ventes-france-crd-acquittes': volume('Sold in France with capsules (CRD) for duty-paid goods').optional(),
      'sorties-sans-paiement-droits': sortiesSansPaiement().optional(),
    })
    .meta({ description: 'Exits of the period' }),
);

const sortiesSansPaiement = lazily(() =>
  z
    .strictObject({
      'sorties-definitives': volume('Left for good: exports, and deliveries under suspension').optional(),
      'consommation-familiale-degustation': volume('Consumed by the family, or tasted').optional(),
      'mise-sur-marche-corse': volume('Released for consumption in Corsica').optional(),
      'mouvements-temporaires': mouvementsTemporaires().optional(),
      'mouvements-internes': z
        .strictObject({
          'replis-declassement-transfert-changement-appellation': volume(REPLIS).optional(),
          'fabrication-autre-produit': volume('Used to make another product').optional(),
          'revendication-vci': volume('Claimed as individual complementary volume (VCI)').optional(),
          'autres-mouvements-internes': volume('Other movements within the warehouse').optional(),
        })
        .meta({ description: 'Movements within the warehouse' })
        .optional(),
      'autres-sorties': volume('Other exits; they need observations').optional(),
    })
    .meta({ description: 'Exits on which no duty is due' }),
);
