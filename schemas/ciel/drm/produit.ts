import type * as z from 'zod';
import { lazily } from '../../lazily.ts';
import { decimal, oneOf, text, yesNo } from './fields.ts';
import { libellesFiscaux } from './libelles-fiscaux.ts';
import { writtenForms } from './written-form.ts';

/** The shortest code INAO on the wire: a shorter one is filled with spaces. */
const CODE_INAO = 6;

/** The fields that name a product, the same in both balances. */
export const produitHead = lazily(() => ({
  'libelle-fiscal': oneOf(
    Object.keys(libellesFiscaux) as (keyof typeof libellesFiscaux)[],
    'The fiscal label of a product without a code INAO; instead of code-inao',
  )
    .meta({ 'x-enumDescriptions': libellesFiscaux })
    .optional(),
  'code-inao': text(
    { atLeast: 1, atMost: 8 },
    'The code INAO of the product, of 5 to 8 characters; one of 5 goes out with a space after it; instead of libelle-fiscal',
  )
    .register(writtenForms(), { filledTo: CODE_INAO })
    .optional(),
  'libelle-personnalise': text(
    { atLeast: 1, atMost: 100 },
    "The operator's own name of the product: the key by which CIEL finds it again in the next month",
  ),
  tav: decimal({ decimals: 2, above: 0.5, below: 100 }, 'The alcoholic strength by volume, in % vol.').optional(),
  premix: yesNo('True for a premix: a mixed drink that the tax on premixes may apply to').optional(),
  observations: text({ atMost: 250 }, 'Remarks; other entries and exits, and replacements, need them').optional(),
}));

/** A product has a fiscal label or a code INAO, never both; the published schema lets it have neither. */
export function withOneName<Schema extends z.ZodObject>(produit: Schema): Schema {
  return produit.refine((value) => value['libelle-fiscal'] === undefined || value['code-inao'] === undefined, {
    error: 'either libelle-fiscal or code-inao, not both',
    path: ['code-inao'],
    // It is told beside the faults of other fields.
    when: ({ value }) => typeof value === 'object' && value !== null,
  });
}
