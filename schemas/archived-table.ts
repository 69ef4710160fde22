/**
 * The keys of the table of what the archive has: an item a filing and name, made anew from the archive's objects at any
 * time. Names of attributes are short, since millions of items stay for years.
 */
export const archivedTable = {
  /** A filing's own id, the authority's reference for it, or another value by which it is found. */
  partitionKey: 'name',
  /** The filing of that name; `itself` under its own, in the item that says where it lies. */
  sortKey: 'filing',
  itself: '.',
  expiry: 'expiresAt',
} as const;
