/**
 * The keys of the ledger's table, which the stack creates and the ledger reads and writes.
 *
 * A partition is a filing, an item one message of it. Items are never rewritten but to settle what
 * became of a send; what a filing is follows from all its items together.
 */
export const ledgerTable = {
  partitionKey: 'filing',
  sortKey: 'entry',
  expiry: 'expiresAt',
  /** How the sort key of a received message begins: the table's stream is filtered by it. */
  received: 'received/',
  indexes: {
    /** Filings by what an item made of them and the day, for lists. */
    byFact: { name: 'by-fact', partitionKey: 'fact', sortKey: 'factAt' },
    /** Filings by the authority's own reference, for callbacks that carry no other; named as in tables that are deployed. */
    byAuthorityReference: { name: 'by-customs-reference', partitionKey: 'customsReference', sortKey: 'filing' },
  },
} as const;
