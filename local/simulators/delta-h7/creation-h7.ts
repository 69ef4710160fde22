import { firstInadmissibility } from './admissibility.ts';
import { assess } from './assessment.ts';
import type { Declaration } from './declaration.ts';
import type { CustomsError } from './errors.ts';
import { technicalError } from './errors.ts';
import type { Exchange, Office, Plan, Step, Taken } from './exchange.ts';
import { ANSWER, stagesAfterValidation } from './life.ts';
import { errorOnCreation, responseH7, stateH7 } from './messages.ts';
import type { Registered } from './register.ts';
import { passesSurface, surfaceErrors } from './surface-checks.ts';

/** Exchanges 1 and 1bis: lodging an anticipated or a validated declaration (§3). */
export const creationH7: Exchange = {
  plan(message, office, now) {
    // All errors of the surface, then the first of admissibility (§2.3.5.2).
    const errors = surfaceErrors(message, now);
    if (!passesSurface(message, errors)) return { steps: [refuse(message, errors)] };
    const inadmissible = firstInadmissibility(message, office.register);
    if (inadmissible) return { steps: [refuse(message, [inadmissible])] };
    return accept(message.header.lrn, message.declaration, office, now);
  },

  technicalError: (message) => refuse(message, [technicalError()]),
};

function refuse(message: Taken, errors: CustomsError[]): Step {
  return { after: ANSWER, take: (now) => errorOnCreation(message.header['lrn'], errors, now) };
}

/** The declaration is registered at once, so that its LRN is taken while the answer is still on its way. */
function accept(lrn: string, declaration: Declaration, office: Office, now: Date): Plan {
  const anticipated = declaration.genericInformation.additionalDeclarationType === 'D';
  const entry = office.register.enter(lrn, anticipated ? 'ANT' : 'VLD', now);
  const duties = assess(declaration, now);
  const answer: Step = { after: ANSWER, take: (at) => responseH7(entry, duties, at) };
  if (anticipated) {
    return { steps: [answer], deadline: { millis: office.anticipationMillis, steps: [cancellation(entry, office)] } };
  }
  const stages = stagesAfterValidation(declaration).map(({ state, after }): Step => {
    return {
      after,
      take(at) {
        office.register.move(entry, state, at);
        return stateH7(entry, at);
      },
    };
  });
  return { steps: [answer, ...stages] };
}

/** Cancelled for want of a validation (§3.2.2): by then it may have been validated. */
function cancellation(entry: Registered, office: Office): Step {
  return {
    after: [0, 0],
    take(at) {
      if (entry.state !== 'ANT') return undefined;
      office.register.move(entry, 'ANN', at);
      return stateH7(entry, at);
    },
  };
}
