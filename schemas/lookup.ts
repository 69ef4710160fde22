import type { FilingKind } from './filing.ts';

/** The kind and the reference of a filing. */
export interface FilingName {
  kind: FilingKind;
  /** The operator's reference. */
  reference: string;
}

/** An enquiry as the ledger has it. */
export interface Enquiry extends FilingName {
  /** The ids of the messages that were received about it. */
  heard: readonly string[];
  /** The authority may have it, and has not answered it yet. */
  isWaiting: boolean;
  /** True if none of the filings that it asks for had a reference of the authority when it was sent. */
  asksForUnknown(): Promise<boolean>;
}

/** The ledger's knowledge, for a message that does not name what it answers. */
export interface Lookup {
  /** The filings in which another one was asked about, oldest first, and those whose answers mentioned it. */
  mentions(about: FilingName): Promise<{ asked: FilingName[]; stated: (FilingName & { messageId: string })[] }>;
  /** The enquiries of today and yesterday; those first whose latest try is the oldest. */
  enquiries(): Promise<Enquiry[]>;
}
