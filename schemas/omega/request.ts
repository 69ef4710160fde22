import * as z from 'zod';
import { lazily } from '../lazily.ts';

/** [OM-2] A request for daily consumption data, as a platform submits it (§3.2.1, §3.3.1). */
export const tjdcRequest = lazily(() =>
  z.strictObject({
    NumeroPCE: z.string().min(1, 'must not be empty'),
    DateDemandee: z.iso.date('a date, as 2026-12-15'),
    AutorisationExpresse: z.literal('OUI', 'OUI: the customer has to agree'),
    NomDuClient: z.string().min(1, 'must not be empty'),
    CodePostal: z.string().optional(),
    Tarif: z.string().optional(),
  }),
);
export type TjdcRequest = z.infer<ReturnType<typeof tjdcRequest>>;
