import * as z from 'zod';
import { lazily } from '../../lazily.ts';
import { stock, volume } from './fields.ts';
import { produitHead, withOneName } from './produit.ts';

/** A product on which duties are paid, with its stocks and movements of the period. */
export const produitAcquitte = lazily(() =>
  withOneName(
    z.strictObject({
      ...produitHead(),
      'balance-stocks': z
        .strictObject({
          'stock-debut-periode': stock('The stock at the beginning of the period'),
          'entrees-periode': z
            .strictObject({
              achats: volume('Bought').optional(),
              'autres-entrees': volume('Other entries; they need observations').optional(),
            })
            .meta({ description: 'Entries of the period' })
            .optional(),
          'sorties-periode': z
            .strictObject({
              ventes: volume('Sold').optional(),
              'replacement-suspension': volume('Placed under suspension of duties again').optional(),
              'autres-sorties': volume('Other exits; they need observations').optional(),
            })
            .meta({ description: 'Exits of the period' })
            .optional(),
          'stock-fin-periode': stock('The stock at the end of the period'),
        })
        .meta({ description: 'The balance of duty-paid stocks: beginning plus entries minus exits is the end' }),
    }),
  ).meta({ description: 'A product on which duties are paid' }),
);
