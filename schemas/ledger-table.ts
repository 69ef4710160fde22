/**
 * The keys of the ledger's table, for the stack that creates it and the ledger that reads and writes it. A partition is
 * a filing, an item is one of its messages. An item is only rewritten to settle a send; a filing is merged from all its
 * items.
 */
export const ledgerTable = {
  partitionKey: 'filing',
  sortKey: 'entry',
  expiry: 'expiresAt',
  /** The prefix of the sort key of received messages; the table's stream is filtered by it. */
  received: 'received/',
  indexes: {
    /** Filings by fact and day, for lists. */
    byFact: { name: 'by-fact', partitionKey: 'fact', sortKey: 'factAt' },
    /**
     * Filings by the authority's own reference, for callbacks without any other. The names are those of deployed
     * tables.
     */
    byAuthorityReference: { name: 'by-customs-reference', partitionKey: 'customsReference', sortKey: 'filing' },
  },
} as const;
