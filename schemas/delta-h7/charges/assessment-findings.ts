import type { Facts, NamedFacts } from '../../contract.ts';
import { dateInParis } from '../../date-in-paris.ts';
import { instantOf } from '../../instant.ts';
import { declarationStateOf } from '../states.ts';
import { type ChargesDifference, differenceOfCharges } from './charges-difference.ts';

/** The message that brings an assessment with the acceptance itself; others bring one later. */
const ACCEPTANCE = 'Response_H7';

/**
 * Where customs' latest assessment differs from the estimate for the declaration: as it was sent, or as it was amended
 * since. The day is that of the acceptance, whose law holds (UCC 172). Never throws.
 */
export function findings(sent: unknown, answers: readonly NamedFacts[]): { chargesDifference?: ChargesDifference } {
  const latest = answers.findLastIndex(({ facts }) => facts.details?.['dutiesAndTaxes'] !== undefined);
  const known = answers.slice(0, latest + 1);
  const day = acceptedOn(known);
  const declaration = known.findLast(({ facts }) => facts.declaration !== undefined)?.facts.declaration ?? sent;
  if (day === undefined || declaration === undefined) return {};
  const found = differenceOfCharges(declaration, answers[latest]?.facts.details?.['dutiesAndTaxes'], day);
  return found ? { chargesDifference: found } : {};
}

/** The day in Paris of the acceptance, as the last answer that can tell it says; undefined where none can. */
function acceptedOn(answers: readonly NamedFacts[]): string | undefined {
  const last = answers.findLast(({ message, facts }) => message === ACCEPTANCE || isAccepted(facts));
  const instant = instantOf(last?.facts.state?.since) ?? instantOf(last?.facts.issued);
  return instant === undefined ? undefined : dateInParis(new Date(instant));
}

/** True for the state in which a declaration is from its acceptance on: what comes after has a time of its own. */
function isAccepted({ state }: Facts): boolean {
  const name = state && declarationStateOf(state.raw);
  return name === 'anticipated' || name === 'validated';
}
