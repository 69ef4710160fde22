import { type Fault, inPayload } from '../../schemas/fault.ts';
import { readFiling } from '../ledger/filing.ts';
import { ownerOf } from '../ledger/owner.ts';
import type { SendPorts } from './ports.ts';
import type { ValidSubmission } from './submission.ts';

/** The faults that a submission shows against the earlier filings that it has to agree with. */
export async function disagreements(
  { contract: { agreesWith, filing: kind }, payload, platform, reason }: ValidSubmission,
  { authority, ledger, trust }: SendPorts,
): Promise<Fault[]> {
  if (!agreesWith || reason !== undefined) return [];
  const read = await Promise.all(
    agreesWith.references(payload).map(async (reference) => {
      const key = { authority: authority.name, kind, reference };
      const records = await ledger.records(key);
      return trust.mayAct(platform, ownerOf(key, records)) ? [readFiling(key, records).filing] : [];
    }),
  );
  const earlier = read.flat().filter(({ state, declaration }) => state !== null && declaration !== null);
  if (earlier.length === 0) return [];
  const { faults } = agreesWith.compare(
    payload,
    earlier.map(({ declaration }) => declaration),
  );
  return faults.map(inPayload);
}
