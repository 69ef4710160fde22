import { assess } from '../../local/simulators/delta-h7/checks/assessment.ts';
import { guessedTaxCodes } from '../../local/simulators/delta-h7/checks/tax-codes.ts';
import type { Declaration } from '../../local/simulators/delta-h7/register/declaration.ts';
import { fillPath } from '../../schemas/catalogue.ts';
import { toOperator } from '../../schemas/delta-h7/paths.ts';
import { creation, response, state } from '../../test/support/messages.ts';
import type { Design } from './design.ts';

type Callbacks = Pick<Design, 'callback'>;

const AT_ONCE = 10;
/** The day of the answers. */
const ACCEPTED = new Date('2026-11-22T09:00:05Z');

/**
 * Calls back twice about each declaration, ten declarations at a time: its answer, then its release, each
 * taken with 200.
 * @param first the number of the first, from which customs' references follow
 * @param only the one of the two that is called back with
 */
export async function answerDeclarations(
  design: Callbacks,
  lrns: readonly string[],
  first = 0,
  only?: 'answer' | 'release',
): Promise<void> {
  for (let from = 0; from < lrns.length; from += AT_ONCE) {
    await Promise.all(lrns.slice(from, from + AT_ONCE).map((lrn, n) => answer(design, lrn, first + from + n, only)));
  }
}

async function answer(
  design: Callbacks,
  lrn: string,
  number: number,
  only: 'answer' | 'release' | undefined,
): Promise<void> {
  const reference = String(2_000_000 + number);
  const mrn = `26FR${String(number).padStart(14, '0')}`;
  const about = { lrn, reference, mrn };
  const parts = { customsDeclarationReference: reference };
  // As customs assesses it: a difference from the estimate is rare, and would be one more write.
  const dutiesAndTaxes = assess(creation(lrn).declaration as unknown as Declaration, ACCEPTED, guessedTaxCodes);
  const answered = { ...response({ ...about, messageId: `response-${number}` }), dutiesAndTaxes };
  const released = state({ ...about, messageId: `state-${number}`, at: '2026-11-22T10:01:00+01:00[Europe/Paris]' });
  const calls = [
    ['answer', toOperator.declarationResponses, answered],
    ['release', toOperator.declarationStates, released],
  ] as const;
  for (const [which, path, body] of calls) {
    if (only && which !== only) continue;
    const { status } = await design.callback(fillPath(path, parts), body);
    if (status !== 200) throw new Error(`A callback on ${path} was answered ${status}`);
  }
}
