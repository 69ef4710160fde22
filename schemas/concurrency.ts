import * as z from 'zod';

/** The least that Lambda leaves to the functions of an account that reserve nothing. */
export const LEAST_UNRESERVED = 100;

const instances = (usual: number) =>
  z.int('whole number').min(1, 'at least 1').max(1000, 'at most 1000').default(usual);

/**
 * The instances that are reserved for each function, taken from the account's quota; none takes more. Those of a sender
 * are its lane's `maximumConcurrency`.
 */
export const concurrency = z
  .strictObject({
    /** The receiver's: 1,000 callbacks a second, where the API itself stops, at 0.1 s each. No other function takes them. */
    receiver: instances(100),
    /** The notifier's: four for each shard of the table's stream, and never more than these. */
    notifier: instances(50),
    /** Those of the keeper of the books: one for each shard of the stream, and never more than these. */
    keeper: instances(25),
  })
  .prefault({});
