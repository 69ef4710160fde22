import * as z from 'zod';
import { lazily } from './lazily.ts';

/** What an authority takes of a decimal (`n..16,2`): so many digits in all, and so many of them behind the point. */
export interface DecimalForm {
  digits: number;
  decimals: number;
}

/** The schemas of decimals, each with its form. */
export const decimalForms = lazily(() => z.registry<DecimalForm>());
