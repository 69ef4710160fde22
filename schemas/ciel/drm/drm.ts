import * as z from 'zod';
import { lazily } from '../../lazily.ts';
import { compteCrd } from './compte-crd.ts';
import { documentAccompagnement, releveNonApurement } from './documents.ts';
import { pattern, volume, yesNo } from './fields.ts';
import { identificationDeclarant, periode } from './identification.ts';
import { produitAcquitte } from './produit-acquitte.ts';
import { produitSuspendu } from './produit-suspendu.ts';

/**
 * [CI-2] A monthly declaration (DRM): the content of `message-interprofession` of the published schema 1.21, in our
 * own words. The order of the keys is that of the elements.
 */
export const drm = lazily(() =>
  z.strictObject({
    'siren-interprofession': pattern(/^[0-9]{9}$/, '9 digits', 'The SIREN of the interprofession that sends it'),
    'declaration-recapitulative': z
      .strictObject({
        'identification-declarant': identificationDeclarant(),
        periode: periode(),
        'declaration-neant': yesNo('True where there is nothing to declare'),
        'droits-suspendus': z
          .strictObject({
            produit: z.array(produitSuspendu()).optional(),
            stockEpuise: yesNo('True where the stock under suspension is exhausted'),
          })
          .meta({ description: 'Goods under suspension of duties' })
          .optional(),
        'droits-acquittes': z
          .strictObject({
            produit: z.array(produitAcquitte()).optional(),
            stockEpuise: yesNo('True where the duty-paid stock is exhausted'),
          })
          .meta({ description: 'Goods on which duties are paid' })
          .optional(),
        'compte-crd': z.array(compteCrd()).max(10, 'at most 10').optional(),
        'document-accompagnement': z.array(documentAccompagnement()).optional(),
        'releve-non-apurement': z.array(releveNonApurement()).optional(),
        statistiques: z
          .strictObject({
            'quantite-mouts-jus': volume('Musts for grape juice').optional(),
            'quantite-mouts-mcr': volume('Musts for rectified concentrated must').optional(),
            'quantite-vins-vinaigre': volume('Wines for vinegar').optional(),
          })
          .meta({ description: 'Statistics of the period' })
          .optional(),
      })
      .meta({ description: 'The monthly declaration' }),
  }),
);

/** A declaration as JSON: numbers may be texts (`"5.8000"`, `"08"`). */
export type Drm = z.infer<ReturnType<typeof drm>>;
