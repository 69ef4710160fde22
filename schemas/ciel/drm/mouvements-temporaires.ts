import * as z from 'zod';
import { lazily } from '../../lazily.ts';
import { volume } from './fields.ts';

/** Goods that come or go for a time, under suspension of duties. */
export const mouvementsTemporaires = lazily(() =>
  z
    .strictObject({
      embouteillage: volume('For bottling').optional(),
      relogement: volume('For storage elsewhere').optional(),
      'travail-a-facon': volume('For work on commission').optional(),
      'distillation-a-facon': volume('For distillation on commission').optional(),
    })
    .meta({ description: 'Goods that come or go for a time, under suspension of duties' }),
);
