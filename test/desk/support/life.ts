import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import type { AuthorityName } from '../../../schemas/catalogue.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';

/** An answer of the authority. */
interface Answered {
  message: string;
  path: string;
  body: object;
}

/** The authority's side in the life of its declarations. */
export interface LifeSide {
  authority: AuthorityName;
  /** The message that begins a filing. */
  message: string;
  /** The answers about a reference, under the authority's own number of it. */
  validated(reference: string, number: string, at: string): Answered;
  released(reference: string, number: string, at: string): Answered;
  rejected(reference: string): Answered;
  failed(reference: string): Answered;
}

/** Writes the events of an authority's declarations into a ledger as the functions write them. */
export function lifeOf({ authority, message, ...side }: LifeSide) {
  const keyOf = (reference: string): FilingKey => ({ authority, kind: 'declaration', reference });
  return (ledger: Ledger) => {
    let count = 0;
    const receive = (reference: string, at: string, { body, ...answer }: Answered, fact: string, number?: string) => {
      count += 1;
      const record = { ...answer, at, messageId: `in-${count}`, body: JSON.stringify(body), drift: [] };
      const index = { fact, ...(number && { authorityReference: number }) };
      return ledger.receive(keyOf(reference), { type: 'received', ...record }, index);
    };
    return {
      sent(reference: string, at: string, attempt = 1, digest = `d-${attempt}`) {
        count += 1;
        const out = { messageId: `out-${count}`, platform: 'shop-1', digest, claimedBy: 'q-1', body: '{}' };
        return ledger.claim(keyOf(reference), { type: 'sent', message, attempt, at, ...out });
      },
      validated(reference: string, at: string, number = `C-${reference}`) {
        return receive(reference, at, side.validated(reference, number, at), 'validated', number);
      },
      released(reference: string, at: string) {
        return receive(reference, at, side.released(reference, `C-${reference}`, at), 'released');
      },
      rejected(reference: string, at: string) {
        return receive(reference, at, side.rejected(reference), 'rejected');
      },
      failed(reference: string, at: string) {
        return receive(reference, at, side.failed(reference), 'rejected');
      },
      refused(
        reference: string,
        at: string,
        digest = 'r-1',
        errors: AuthorityError[] = [{ errorPointer: '/payload', errorDescription: 'wrong' }],
      ) {
        const by = { platform: 'shop-1', digest, claimedBy: 'q-1' };
        return ledger.refuse(keyOf(reference), { type: 'refused', message, at, ...by, errors });
      },
      held(reference: string, at: string) {
        const error = { errorDescription: 'unavailable' };
        const settlement = { verdict: 'parked', httpStatus: 500, error, at, due: at, failures: 2 } as const;
        return ledger.settle(keyOf(reference), { message, attempt: 1, platform: 'shop-1' }, settlement);
      },
    };
  };
}
