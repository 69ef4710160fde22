import type { AuthorityName } from '../../schemas/catalogue.ts';

/** A submission as it goes on an outbox. Whether its message is right is for the sender to judge and record. */
export interface OutboxSubmission {
  /** The place in a file: `filings.json[3]`, `filings.ndjson:4` or `sample.json, the first of 3 submissions`. */
  source: string;
  authority: AuthorityName;
  message: string | null;
  platform: string | null;
  /** The operator's reference, where the message has one. */
  reference: string | null;
  /** The envelope, as it goes on the queue. */
  body: string;
}
