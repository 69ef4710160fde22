import type { ExchangeRates } from '../../../../schemas/delta-h7/law/exchange-rates.ts';
import type { LawId } from '../../../../schemas/delta-h7/law/law-ids.ts';
import type { LawSettings } from '../../../../schemas/delta-h7/law/law-settings.ts';

/** A message, and what its law says of it. */
export interface LawCase {
  id: LawId;
  /** The fact of the law that it shows. */
  about: string;
  message?: string;
  payload: unknown;
  /** The day of judgement. @default 2026-11-22 */
  on?: string;
  settings?: Partial<LawSettings>;
  rates?: ExchangeRates;
  /** The places that are found, with what is found there; none for a case that passes. */
  finds: readonly (readonly [pointer: string, found: string])[];
  /** They are faults by themselves. */
  isFault?: true;
}
