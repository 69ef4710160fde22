import type { FilingKey, LedgerRecord, SentRecord, Settlement } from '../../../functions/ledger/records.ts';
import type { MemoryLedger } from '../../desk/support/memory-ledger.ts';
import type { Chance } from '../random.ts';
import { complaint, news, receipt } from '../toy/messages.ts';
import { paths } from '../toy/paths.ts';
import { received, sent } from '../toy/records.ts';
import { TOY } from '../toy/register.ts';

/** The values that the filings of a random history have. */
export const historyValues = {
  references: Array.from({ length: 8 }, (_, n) => `L-${n}`),
  platforms: ['shop-1', 'shop-2', 'shop~3'],
  codes: ['E1', 'E2', 'E|3', 'E/4'],
  texts: ['No such toy', 'Torn'],
} as const;
const { references, platforms, codes, texts } = historyValues;

export const letterKey = (reference: string): FilingKey => ({ authority: TOY, kind: 'declaration', reference });
/** The number under which the authority knows a letter. */
const numberOf = (reference: string) => `77${reference}`;

/** Writes facts at random into a ledger: filings are sent, refused, parked, answered, rejected, and told of by number. */
export function randomHistory(ledger: MemoryLedger, random: Chance) {
  const sends = new Map<string, SentRecord[]>();
  const span = random.pick([1, 1000, 60_000, 3_600_000, 20_000_000]);
  let clock = Date.parse('2026-11-20T08:00:00.000Z');
  let count = 0;
  /** The time of the next fact: some come late. */
  const tick = () => {
    clock += random.below(span);
    return new Date(clock - (random.once(3) ? random.below(span * 2) : 0)).toISOString();
  };
  const error = () => ({ errorCode: random.pick(codes), errorDescription: random.pick(texts) });
  const platformOf = (reference: string) => platforms[Number(reference.slice(2)) % 3] as string;
  const ends: readonly ((at: string) => object)[] = [
    (at) => ({ verdict: 'refused', httpStatus: 400, error: error(), at }),
    (at) => ({ verdict: 'parked', httpStatus: 500, error: error(), at, due: at, failures: 1 }),
  ];

  async function send(reference: string): Promise<FilingKey> {
    const own = sends.get(reference) ?? [];
    const ids = { messageId: `m-${count}`, digest: `d-${count}`, claimedBy: `q-${count}` };
    const body = JSON.stringify({ id: reference, wish: 'x' });
    const record = sent({ ...ids, at: tick(), attempt: own.length + 1, platform: platformOf(reference), body });
    await ledger.claim(letterKey(reference), record);
    sends.set(reference, [...own, record]);
    return letterKey(reference);
  }

  async function settle(reference: string): Promise<FilingKey> {
    const own = sends.get(reference) ?? [];
    if (own.length > 0)
      await ledger.settle(letterKey(reference), random.pick(own), random.pick(ends)(tick()) as Settlement);
    return letterKey(reference);
  }

  async function receive(key: FilingKey, name: string, body: object, index: { fact: string }, path?: string) {
    const header = { messageId: `r-${count}` };
    const record = received(
      name,
      { header, ...body },
      { at: tick(), messageId: header.messageId, ...(path && { path }) },
    );
    await ledger.receive(key, record, index);
    return key;
  }

  const facts: readonly ((reference: string) => Promise<FilingKey>)[] = [
    ...[send, send, send, settle, settle],
    (id) => {
      const number = numberOf(id);
      const body = receipt({
        id,
        messageId: `r-${count}`,
        number,
        tag: `${random.once(3) ? 'OTHER-' : 'T'}${id}`,
        since: tick(),
      });
      return receive(letterKey(id), 'Receipt', body, { fact: 'answered', authorityReference: number } as {
        fact: string;
      });
    },
    (id) => {
      const body = complaint([{ ...error(), errorPointer: 'wish' }], { id, messageId: `r-${count}` });
      return receive(letterKey(id), 'Complaint', body, { fact: 'rejected' });
    },
    // Nothing says yet whose number it is.
    (reference) => {
      const id = numberOf(reference);
      const body = news({ id, number: id, messageId: `r-${count}`, since: tick() });
      return receive(letterKey(id), 'News', body, { fact: 'released' }, paths.news);
    },
    async (reference) => {
      const refused = {
        ...{ type: 'refused', message: 'Letter', at: tick(), platform: platformOf(reference) },
        ...{ digest: `d-${random.below(4)}`, claimedBy: `q-${count}`, errors: [error()] },
      };
      await ledger.refuse(letterKey(reference), refused as LedgerRecord & { type: 'refused' });
      return letterKey(reference);
    },
  ];

  return {
    /** Writes the next fact; resolves to the filing that it is of. */
    next(): Promise<FilingKey> {
      count += 1;
      return random.pick(facts)(random.pick(references));
    },
  };
}
