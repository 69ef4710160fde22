import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Enquiry, Lookup } from '../../schemas/lookup.ts';
import { compare, lastTry, outbound } from '../ledger/attempts.ts';
import { daysBetween } from '../ledger/days-between.ts';
import { reachedSince } from '../ledger/fate.ts';
import { type ReadFiling, readFiling } from '../ledger/filing.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { keyAbout, type LedgerRecord } from '../ledger/records.ts';

const DAY_MS = 86_400_000;

/** The ledger's knowledge of an authority's filings, for a message that does not name what it answers. */
export function lookupOf(authority: AuthorityName, ledger: Ledger): Lookup {
  return {
    async mentions(about) {
      const records = await ledger.records({ authority, ...about });
      return {
        asked: records.flatMap((record) => (record.type === 'asked' ? [record.via] : [])),
        stated: records.flatMap((one) => (one.type === 'stated' ? [{ ...one.via, messageId: one.messageId }] : [])),
      };
    },

    async enquiries() {
      const found: ReadFiling[] = [];
      const now = Date.now();
      for (const day of daysBetween(new Date(now - DAY_MS), new Date(now))) {
        for await (const key of ledger.enquiries(authority, day))
          found.push(readFiling(key, await ledger.records(key)));
      }
      return found.sort((a, b) => compare(triedAt(a), triedAt(b))).map((read) => enquiry(read, ledger));
    },
  };
}

/** The time of its latest try. */
function triedAt({ latest }: ReadFiling): string {
  const sent = latest();
  return sent ? lastTry(sent) : '';
}

function enquiry({ key, records, latest, statusOf }: ReadFiling, ledger: Ledger): Enquiry {
  const sent = latest();
  return {
    kind: key.kind,
    reference: key.reference,
    heard: records.flatMap((record) => (record.type === 'received' ? [record.messageId] : [])),
    // A technical failure of the authority is no answer, and one that never left can have none.
    isWaiting:
      sent !== undefined &&
      reachedSince(sent) !== undefined &&
      !['answered', 'rejected', 'refused'].includes(statusOf(sent)),
    async asksForUnknown() {
      const isBefore = ({ at }: LedgerRecord) => sent === undefined || at < lastTry(sent);
      const references = (sent && outbound(key, sent.message)?.about?.(JSON.parse(sent.body))) ?? [];
      const filings = await Promise.all(
        references.map(async (reference) => {
          const about = keyAbout(key, reference);
          return readFiling(about, (await ledger.records(about)).filter(isBefore)).filing;
        }),
      );
      return filings.every(({ authorityReference }) => authorityReference === null);
    },
  };
}
