import type { Warning } from '../../contract.ts';
import { dateInParis } from '../../date-in-paris.ts';
import { type Fault, textAt } from '../../fault.ts';
import type { Law } from '../../law.ts';
import { changesBetween } from './changes.ts';
import { type Declared, dayIn, declaredIn } from './declared.ts';
import type { ExchangeRates } from './exchange-rates.ts';
import type { Circumstances, LawFinding, LawRule } from './law-rule.ts';
import { lawRules } from './law-rules.ts';
import type { LawSettings } from './law-settings.ts';
import { USUAL_MARGIN } from './rules/value-threshold.ts';

/**
 * The law of imports as a lane applies it: what is verified is a fault, all else a warning, unless the lane raises its
 * rule.
 * @param settings the lane's, where it has any
 * @param rates the content of its file of rates
 * @param rules the table; another one in tests
 */
export function lawOfImports(
  settings: Partial<LawSettings> = {},
  rates?: ExchangeRates,
  rules: readonly LawRule[] = lawRules,
): Law {
  const { raise = [], identifierExemptions = [], margin = USUAL_MARGIN } = settings;
  return (message, payload, on) => {
    const declared = declaredIn(message, payload);
    if (declared.declaration === undefined) return { faults: [], warnings: [] };
    const day = dayOfLaw(declared, dateInParis(on));
    const circumstances: Circumstances = {
      ...{ day, identifierExemptions, margin },
      ...(rates && { exchangeRates: rates }),
      changesBetween: (after, upTo) => changesBetween(others, after, upTo, declared, breaks),
    };
    // The rule that asks for the changes is no change itself.
    const others = rules.filter(({ from, until }) => from !== undefined || until !== undefined);
    const breaks = (rule: LawRule, then: string) => rule.check(declared, { ...circumstances, day: then }).length > 0;
    const faults: Fault[] = [];
    const warnings: Warning[] = [];
    for (const rule of rules.filter((one) => holdsOn(one, day)))
      for (const finding of rule.check(declared, circumstances)) {
        const found = faultFor(rule, finding);
        if (isRefused(rule, found, raise, declared)) faults.push(found);
        else warnings.push(warningFor(found));
      }
    return { faults, warnings };
  };
}

/**
 * The day by whose law a declaration is judged: that of its acceptance, as far as it is known. A declaration of the
 * fallback procedure was accepted with its manifest (§8).
 */
function dayOfLaw({ message, payload }: Declared, today: string): string {
  if (message !== 'Fallback_H7') return today;
  const lodged = dayIn(textAt(payload, '/fallbackProcedureInformation/manifestLodgementDateTime') ?? '');
  return lodged !== undefined && lodged < today ? lodged : today;
}

function holdsOn({ from, until }: LawRule, day: string): boolean {
  return (from === undefined || day >= from) && (until === undefined || day < until);
}

/**
 * True if a message is refused for a finding. An amendment is about a declaration that was accepted on another day, so
 * that no rule that began once is refused in it.
 */
function isRefused(rule: LawRule, { certainty }: Fault, raise: readonly string[], { message }: Declared): boolean {
  if (certainty === 'verified') return true;
  const isOfAnotherDay = message === 'Request_Amendment_H7' && (rule.from ?? rule.until) !== undefined;
  return raise.includes(rule.id) && !isOfAnotherDay;
}

function faultFor({ id, certainty, source, remedy }: LawRule, finding: LawFinding): Required<Omit<Fault, 'code'>> {
  return { id, certainty, source, remedy, ...finding };
}

function warningFor({ pointer, rule, found, remedy, certainty, source, id }: ReturnType<typeof faultFor>): Warning {
  return { pointer, text: `${rule}; found ${found}; ${remedy}`, certainty, source, id };
}
