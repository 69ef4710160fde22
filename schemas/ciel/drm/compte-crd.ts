import * as z from 'zod';
import { lazily } from '../../lazily.ts';
import { centilisations } from './centilisations.ts';
import { attribute, count, decimal, oneOf, text, yesNo } from './fields.ts';

/** An account of capsules that represent duties (CRD), by fiscal category and type. */
export const compteCrd = lazily(() =>
  z
    .strictObject({
      'categorie-fiscale-capsules': oneOf(
        ['M', 'T', 'PI', 'COGNAC-ARMAGNAC', 'ALCOOLS'],
        'The fiscal category: M sparkling wine, T still wine, PI intermediate products, COGNAC-ARMAGNAC, ALCOOLS',
      ),
      'type-capsule': oneOf(
        ['PERSONNALISEES', 'COLLECTIVES_DROITS_SUSPENDUS', 'COLLECTIVES_DROITS_ACQUITTES'],
        "The type: the operator's own capsules, or common ones for goods under suspension or duty-paid",
      ),
      centilisation: z
        .array(centilisation())
        .min(1, 'at least one')
        .meta({ description: 'The stocks of capsules, one entry for each volume' }),
    })
    .meta({ description: 'An account of capsules that represent duties (CRD)' }),
);

const centilisation = lazily(() =>
  z
    .strictObject({
      volume: attribute(
        oneOf(centilisations, 'The volume of the bottle or bag, in centilitres; AUTRE: that of volumePersonnalise'),
      ),
      volumePersonnalise: attribute(
        decimal({ decimals: 1, above: 0 }, 'The volume where it is AUTRE, in centilitres'),
      ).optional(),
      bib: attribute(yesNo('True where the volume that is AUTRE is a bag in a box')).optional(),
      'stock-debut-periode': count('Capsules at the beginning of the period'),
      'entrees-capsules': z
        .strictObject({
          achats: count('Capsules bought').optional(),
          retours: count('Capsules that came back').optional(),
          excedents: count('Capsules in excess').optional(),
          'autres-entrees': count('Other entries of capsules; they need observations').optional(),
        })
        .meta({ description: 'Entries of capsules' })
        .optional(),
      'sorties-capsules': z
        .strictObject({
          utilisations: count('Capsules used').optional(),
          destructions: count('Capsules destroyed').optional(),
          manquants: count('Capsules missing').optional(),
          'autres-sorties': count('Other exits of capsules; they need observations').optional(),
        })
        .meta({ description: 'Exits of capsules' })
        .optional(),
      'stock-fin-periode': count('Capsules at the end of the period'),
      observations: text({ atMost: 250 }, 'Remarks; other entries and exits need them').optional(),
    })
    .meta({ description: 'The capsules for one volume, counted in pieces' }),
);
