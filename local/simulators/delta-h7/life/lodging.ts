import { assess } from '../checks/assessment.ts';
import type { Call, Office, Step } from '../exchange.ts';
import { responseH7, stateH7 } from '../messages/declaration-messages.ts';
import type { Declaration, Lodging } from '../register/declaration.ts';
import type { Registered } from '../register/register.ts';
import type { Stage } from './life.ts';
import { ANSWER } from './life.ts';

/**
 * Registers a declaration at once, so that its LRN is taken while the answer is still on its way.
 * The answer tells the state of this moment, whatever has become of the declaration by then.
 */
export function register(
  { header, declaration }: Lodging,
  state: 'ANT' | 'VLD' | 'REPRISE',
  office: Office,
  { account, now }: Call,
  event?: string,
): { entry: Registered; answer: Step } {
  const lodged = { lrn: header.lrn, account, declaration, duties: assess(declaration, now, office.taxCodes) };
  const entry = office.register.enter(lodged, state, now, event);
  const told = { ...entry };
  return { entry, answer: { after: ANSWER, take: (at) => responseH7(told, at) } };
}

/** The states to come, each of which is told (§5). An invalidated declaration takes none any more. */
export function following(entry: Registered, stages: (declaration: Declaration) => Stage[], office: Office): Step[] {
  return stages(entry.declaration).map(({ state, after }) => ({
    after,
    take(at) {
      if (entry.state === 'INV') return undefined;
      office.register.move(entry, state, at);
      return stateH7(entry, at);
    },
  }));
}
