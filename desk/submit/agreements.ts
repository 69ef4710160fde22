import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { CheckedSubmission } from '../../schemas/check-submission.ts';
import type { Warning } from '../../schemas/contract.ts';
import { type Fault, inPayload, valueAt } from '../../schemas/fault.ts';

/** Holds submissions that have to agree with earlier filings against those that came before them here. */
export function agreements() {
  /** The declarations so far, by their filings. */
  const declared = new Map<string, unknown>();
  return (checked: CheckedSubmission, authority: AuthorityName): { faults: Fault[]; warnings: Warning[] } => {
    const { contract, faults, payload, reason, reference } = checked;
    const none = { faults: [], warnings: [] };
    if (!contract?.agreesWith || faults.length > 0 || reference === undefined) return none;
    const { agreesWith, declarationAt = '', filing } = contract;
    const nameOf = (one: string) => `${authority}/${filing}/${one}`;
    declared.set(nameOf(reference), valueAt(payload, declarationAt));
    // An exception goes without it.
    if (reason !== null) return none;
    const earlier = agreesWith.references(payload).flatMap((one) => declared.get(nameOf(one)) ?? []);
    const found = agreesWith.compare(payload, earlier);
    return { faults: found.faults.map(inPayload), warnings: found.warnings.map(inPayload) };
  };
}
