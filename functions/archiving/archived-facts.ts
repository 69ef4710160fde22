import { contractOf } from '../../schemas/catalogue.ts';
import type { NamedMessage } from '../../schemas/contract.ts';
import { parseMessage } from '../../schemas/message-text.ts';
import { OTHER_CLASS } from '../../schemas/retention.ts';
import { givenReferences } from '../books/found.ts';
import { summaryOf } from '../books/summary.ts';
import { indexed } from '../ledger/facts.ts';
import { readFiling } from '../ledger/filing.ts';
import type { FilingKey, LedgerRecord } from '../ledger/records.ts';

/** The facts of a filing by which it is archived and found again. */
export interface ArchivedFacts {
  retentionClass: string;
  /** The reference that the authority gave, by which the index finds it. */
  authorityReference?: string;
  /** Further references of the authority's. */
  references: readonly string[];
}

/**
 * Finds these facts in a filing's records; one that cannot be merged is of a class by its messages alone, and found by its
 * own reference.
 */
export function archivedFacts(key: FilingKey, records: readonly LedgerRecord[]): ArchivedFacts {
  const messages = messagesIn(records);
  const classOf = (details: Readonly<Record<string, unknown>>) =>
    contractOf(key.authority).retention?.classOf({ messages, details }) ?? OTHER_CLASS;
  try {
    const read = readFiling(key, records);
    const { authorityReference } = read.filing;
    return {
      retentionClass: classOf(read.filing.details),
      ...indexed(key, authorityReference ?? undefined),
      references: givenReferences(summaryOf(read)),
    };
  } catch {
    return { retentionClass: classOf({}), references: [] };
  }
}

function messagesIn(records: readonly LedgerRecord[]): NamedMessage[] {
  return records.flatMap((record) => {
    if (record.type !== 'sent' && record.type !== 'received') return [];
    try {
      return [{ message: record.message, payload: parseMessage(record.body) }];
    } catch {
      return [];
    }
  });
}
