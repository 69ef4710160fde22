import * as z from 'zod';
import { lazily } from '../../lazily.ts';
import { day, integer, pattern, text } from './fields.ts';

const INT = 2_147_483_647;

const documentRange = (description: string) =>
  z
    .strictObject({
      'debut-periode': text({ atLeast: 1, atMost: 30 }, 'The number of the first document of the period'),
      'fin-periode': text({ atLeast: 1, atMost: 30 }, 'The number of the last document of the period'),
      'nombre-document-empreinte': integer(
        { atLeast: 1, atMost: INT },
        'The number of documents or imprints, 1 or more',
      ).optional(),
    })
    .meta({ description });

/** The accompanying documents that were used in the period. */
export const documentAccompagnement = lazily(() =>
  z
    .strictObject({
      'numero-empreintes': documentRange('Imprints of a stamping machine').optional(),
      'daa-dca': documentRange('Administrative and commercial accompanying documents (DAA, DCA)').optional(),
      'dsa-dsac': documentRange('Simplified accompanying documents (DSA, DSAC)').optional(),
    })
    .meta({ description: 'Accompanying documents of the period' }),
);

/** A movement under suspension that was not discharged in time (RNA). */
export const releveNonApurement = lazily(() =>
  z
    .strictObject({
      'numero-daa-dac-dae': text({ atLeast: 1, atMost: 21 }, 'The number of the accompanying document'),
      'date-expedition': day('The day of dispatch'),
      'numero-accise-destinataire': pattern(
        /^([A-Za-z0-9]{8}|[A-Za-z0-9]{13})$/,
        '8 or 13 letters and digits',
        "The consignee's excise number (13 characters), or the customs office of exit (8 characters)",
      ).optional(),
    })
    .meta({ description: 'A movement under suspension that was not discharged in time' }),
);
