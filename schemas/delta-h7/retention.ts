import { listAt, textAt, valueAt } from '../fault.ts';
import type { RetentionContract } from '../retention.ts';
import { fiscalReferencesIn } from './law/fiscal-reference.ts';

/** The role of the vendor's IOSS number among the additional fiscal references. */
const IOSS = 'FR5';
const VAT = 'B00';

/**
 * The years for which a declaration is kept. Customs: three years from the end of the year (Union Customs Code, art. 51).
 * VAT that was charged: six (LPF art. L. 102 B). Sales under an IOSS number: ten from the end of the year of the
 * transaction (directive 2006/112/EC, art. 369x). The day of the release is not told apart from that of the latest fact,
 * so that nothing is kept too short. Inferred: that no other law asks for more.
 */
export const retention: RetentionContract = {
  classes: { customs: 3, vat: 6, ioss: 10 },
  classOf({ messages, details }) {
    if (messages.some(({ payload }) => fiscalReferencesIn(payload).some(({ role }) => role === IOSS))) return 'ioss';
    const charged = listAt(details['dutiesAndTaxes'], '/itemsTaxation').some(
      (tax) => textAt(tax, '/taxType') === VAT && Number(valueAt(tax, '/payableTaxAmount')) > 0,
    );
    return charged ? 'vat' : 'customs';
  },
};
