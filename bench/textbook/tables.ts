/** The ledger of the textbook: one item for each filing, with its status, and one for each callback. */
export const ledger = {
  partitionKey: 'lrn',
  sortKey: 'entry',
  /** The sort key of a filing's own item. */
  filing: 'filing',
  /** The prefix of a callback's sort key. */
  message: 'message/',
  indexes: {
    /** Filings by status, for lists. */
    byStatus: { name: 'by-status', partitionKey: 'status', sortKey: 'updatedAt' },
    /** Filings by customs' own reference. */
    byCustomsReference: { name: 'by-customs-reference', partitionKey: 'customsReference', sortKey: 'lrn' },
  },
} as const;

/** The table of Powertools' idempotency, with the key that it has by default. */
export const idempotency = { partitionKey: 'id' } as const;

/** The limiter's counters, one for each second. */
export const limiterCounters = { partitionKey: 'second' } as const;

export const DAY_SECONDS = 86_400;
