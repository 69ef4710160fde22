import { fiscalReferencesIn } from '../fiscal-reference.ts';
import type { LawFinding, LawRule } from '../law-rule.ts';

/** The member states of the Union by their numbers in ISO 3166, and Northern Ireland. */
const MEMBER_STATES =
  '040 056 100 191 196 203 208 233 246 250 276 300 348 372 380 428 440 442 470 528 616 620 642 703 705 724 752 900'.split(
    ' ',
  );

export const iossNumberRule: LawRule = {
  id: 'ioss-number',
  title: "a declaration has one IOSS number (FR5), the vendor's: IM, the number of a member state, and seven digits",
  certainty: 'secondary',
  source: 'python-stdnum (eu/oss), German customs and AEAT on data element 13 16',
  remedy: "give the vendor's IOSS number as its member state gave it",
  check({ payload }) {
    const [first, ...more] = fiscalReferencesIn(payload).filter(({ role }) => role === 'FR5');
    if (!first) return [];
    const found = faultOf(first.number);
    const ofForm: LawFinding[] = found
      ? [{ pointer: first.at, rule: 'IM, the three digits of a member state, and seven digits', ...found }]
      : [];
    const [second] = more;
    return second
      ? [
          ...ofForm,
          {
            pointer: second.pointer,
            rule: 'one IOSS number for the whole declaration',
            found: 'another one',
            remedy: 'declare the goods of each vendor apart',
          },
        ]
      : ofForm;
  },
};

function faultOf(number: string): Pick<LawFinding, 'found' | 'remedy'> | undefined {
  if (/^IN\d{10}$/.test(number))
    return { found: "an intermediary's number", remedy: "give the vendor's number, which begins with IM" };
  const [, state] = /^IM(\d{3})\d{7}$/.exec(number) ?? [];
  if (state === undefined) return { found: 'another form' };
  return MEMBER_STATES.includes(state) ? undefined : { found: 'the number of no member state' };
}
