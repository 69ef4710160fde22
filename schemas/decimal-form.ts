import * as z from 'zod';
import { lazily } from './lazily.ts';

/** The form of a decimal (`n..16,2`): the most digits in all, and the most of them behind the point. */
export interface DecimalForm {
  digits: number;
  decimals: number;
  /** Where the authority does not take all that JSON does: `plain` has no exponent, `whole` is of digits alone. */
  written?: 'plain' | 'whole';
}

/** The schemas of decimals, each with its form. */
export const decimalForms = lazily(() => z.registry<DecimalForm>());
