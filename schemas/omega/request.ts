import * as z from 'zod';
import { lazily } from '../lazily.ts';
import { consent, customerName, meteringPoint, postcode, requestedDate, tariff } from './fields.ts';

/**
 * [OM-2] A request for daily consumption data, as a platform submits it (§3.2.1, §3.3.1). What belongs to the supplier
 * comes from the lane.
 */
export const tjdcRequest = lazily(() =>
  z.strictObject({
    TypeDemande: z.literal('TJDC').optional().describe('The type of the request, which is always this one'),
    NumeroVersion: z.literal('V1').optional().describe('The version of the service, which is always this one'),
    NumeroPCE: meteringPoint(),
    DateDemandee: requestedDate(),
    AutorisationExpresse: consent(),
    NomDuClient: customerName(),
    CodePostal: postcode().optional(),
    Tarif: tariff().optional(),
  }),
);
export type TjdcRequest = z.infer<ReturnType<typeof tjdcRequest>>;
