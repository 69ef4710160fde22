import { sentEntry } from './items.ts';
import type { FilingKey, SentRecord } from './records.ts';

const PREFIX = 'for/';

/** The name by which the messages are claimed that the gateway sends for one that it carries out itself. */
export function fanOutClaim({ kind, reference }: FilingKey, sent: SentRecord): string {
  return `${PREFIX}${sentEntry(sent)}/${kind}/${reference}`;
}

export function isFanOutClaim(claimedBy: string): boolean {
  return claimedBy.startsWith(PREFIX);
}
