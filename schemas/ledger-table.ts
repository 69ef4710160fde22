/**
 * The keys of the ledger's table, for the stack that creates it and the ledger that reads and writes it. A partition is
 * a filing, an item is one of its messages. An item is only rewritten to settle a send; a filing is merged from all its
 * items.
 */
export const ledgerTable = {
  partitionKey: 'filing',
  sortKey: 'entry',
  expiry: 'expiresAt',
  /** The time at which a message joined a filing, where it had come before under the authority's reference. */
  joined: 'joinedAt',
  /** The prefix of the sort key of received messages; the table's stream is filtered by it. */
  received: 'received/',
  /** The prefixes of the sort keys of all records of a filing. */
  records: ['sent/', 'received/', 'stated/', 'refused/', 'stuck/', 'asked/', 'duplicate/'],
  /** The sort key of a filing's summary, which is no record. */
  summary: 'summary',
  indexes: {
    /** Filings by fact and day, for lists. */
    byFact: { name: 'by-fact', partitionKey: 'fact', sortKey: 'factAt', projection: 'KEYS_ONLY' },
    /**
     * Filings by the authority's own reference, for callbacks without any other. The names are those of deployed
     * tables.
     */
    byAuthorityReference: {
      name: 'by-customs-reference',
      partitionKey: 'customsReference',
      sortKey: 'filing',
      projection: 'KEYS_ONLY',
    },
    /** The summaries of filings by status and state, whole, so that a page of a list is one query. */
    byStanding: { name: 'by-standing', partitionKey: 'standing', sortKey: 'standingAt', projection: 'ALL' },
  },
} as const;
