import * as z from 'zod';
import { lazily } from '../../lazily.ts';
import { integer, pattern, text } from './fields.ts';

/** The operator whose declaration it is. */
export const identificationDeclarant = lazily(() =>
  z
    .strictObject({
      'numero-agrement': pattern(
        /^[A-Za-z]{2}[0-9A-Za-z]{11}$/,
        'two letters and eleven letters or digits, as FR00000E00000',
        "The operator's excise number (agrément), of 13 characters",
      ),
      'numero-cvi': text({}, "The operator's number in the register of vineyards (CVI)").optional(),
      'raison-sociale': text({ atMost: 200 }, "The operator's name; CIEL gives it in what comes back").optional(),
    })
    .meta({ description: 'The operator whose declaration it is' }),
);

const INT = 2_147_483_647;

/** The month of the declaration. */
export const periode = lazily(() =>
  z
    .strictObject({
      mois: integer({ atLeast: 1, atMost: 12 }, 'The month, 1 to 12'),
      annee: integer({ atLeast: -INT - 1, atMost: INT }, 'The year, as 2026'),
    })
    .meta({ description: 'The month that is declared; of a yearly declaration its last month' }),
);
