import type { Fault } from './fault.ts';
import type { Warning } from './warning.ts';

/** The agreement of a message with the declarations of earlier filings. */
export interface Agreement {
  /** The references of these filings. */
  references(payload: unknown): string[];
  /** Holds the message against their declarations, as the authority has them; pointers lead into the message. */
  compare(payload: unknown, earlier: readonly unknown[]): { faults: Fault[]; warnings: Warning[] };
}
