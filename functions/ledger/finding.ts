import type { AuthorityError } from '../../schemas/contract.ts';
import type { Statement } from './attempts.ts';
import { errorsAbout } from './fate.ts';
import { answeredSend } from './following.ts';
import type { FilingKey, SentRecord, Settled } from './records.ts';

/** The error of a filing of which a person found that the authority does not have it. */
export function findingError({ reason }: Pick<Settled, 'reason'>): AuthorityError {
  return { errorDescription: `not there at the authority, as a person found: ${reason}` };
}

/**
 * The send of which a message of the authority says otherwise than a person had found before it came, if there is one:
 * the authority's word decides, and the difference has to be seen.
 * @param sends those of the filing
 */
export function contradictedSend(
  one: Statement,
  key: FilingKey,
  sends: readonly SentRecord[],
  statements: readonly Statement[],
): SentRecord | undefined {
  return sends.find((sent) => {
    const { settlement } = sent;
    if (settlement?.verdict !== 'settled' || one.isFinding || one.record.at <= settlement.at) return false;
    const { authorityReference: number } = one.facts;
    if (one.facts.errors) return settlement.isDone && errorsAbout(sent, key, statements).includes(one);
    if (one.record.type !== 'received' || answeredSend(key, one.record, sends) !== sent) return false;
    return !settlement.isDone || (number !== undefined && number !== settlement.facts?.authorityReference);
  });
}
