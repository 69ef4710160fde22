import { firstInadmissibility } from '../checks/admissibility.ts';
import type { Check } from '../checks/checks.ts';
import { object, required } from '../checks/checks.ts';
import type { CustomsError } from '../checks/errors.ts';
import { technicalError } from '../checks/errors.ts';
import { judgeMessage } from '../checks/judge.ts';
import type { Call, Exchange, Office, Plan, Step, Taken } from '../exchange.ts';
import { ANSWER, AT_ONCE, stagesAfterValidation } from '../life/life.ts';
import { following, register } from '../life/lodging.ts';
import type { Lodging } from '../register/declaration.ts';
import type { Registered } from '../register/register.ts';
import { declarationForm } from './declaration-form.ts';
import { errorWithoutReference, stateH7 } from './declaration-messages.ts';
import { common, lrn } from './fields.ts';

const header = object({ ...common, lrn: required(lrn) }, { closed: true });

/** The published page has no more than this: what else stands beside the declaration is a fault. */
export function creationForm(now: Date): Check {
  return object(
    { header: required(header), declaration: required(declarationForm(['A', 'D'], now)) },
    { closed: true },
  );
}

/** Exchanges 1 and 1bis: lodging an anticipated or a validated declaration (§3). */
export const creationH7: Exchange = {
  plan: (taken, office, call) =>
    judgeMessage<Lodging>(taken, {
      form: creationForm(call.now),
      objection: (message) => firstInadmissibility(message, office.register, call.now),
      refuse: (errors) => refuse(taken, errors),
      accept: (message) => accept(message, office, call),
    }),

  technicalError: (taken) => refuse(taken, [technicalError()]),
};

function refuse(taken: Taken, errors: CustomsError[]): Step {
  return { after: ANSWER, take: (now) => errorWithoutReference(taken.header['lrn'], errors, now) };
}

function accept(message: Lodging, office: Office, call: Call): Plan {
  const anticipated = message.declaration.genericInformation.additionalDeclarationType === 'D';
  const { entry, answer } = register(message, anticipated ? 'ANT' : 'VLD', office, call);
  if (anticipated) {
    return { steps: [answer], deadline: { millis: office.anticipationMillis, steps: [cancellation(entry, office)] } };
  }
  return { steps: [answer, ...following(entry, stagesAfterValidation, office)] };
}

/** Cancelled for want of a validation (§3.2.2): by then it may have been validated. */
function cancellation(entry: Registered, office: Office): Step {
  return {
    after: AT_ONCE,
    take(at) {
      if (entry.state !== 'ANT') return undefined;
      office.register.move(entry, 'ANN', at);
      return stateH7(entry, at);
    },
  };
}
