/**
 * The seconds for which a function collects changes of the ledger's stream before it is invoked, from the first one on:
 * what happens within them is told, or written to the books, at once.
 */
export const streamWindows = { notifier: 1, keeper: 2 } as const;
