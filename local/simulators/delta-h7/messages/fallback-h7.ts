import { firstInadmissibility } from '../checks/admissibility.ts';
import type { Check } from '../checks/checks.ts';
import { object, required, text } from '../checks/checks.ts';
import type { CustomsError } from '../checks/errors.ts';
import { technicalError } from '../checks/errors.ts';
import { judgeMessage } from '../checks/judge.ts';
import type { Call, Exchange, Office, Plan, Step, Taken } from '../exchange.ts';
import { ANSWER, stagesAfterFallback } from '../life/life.ts';
import { following, register } from '../life/lodging.ts';
import type { Lodging } from '../register/declaration.ts';
import { eventNames } from '../register/states.ts';
import { declarationForm } from './declaration-form.ts';
import { errorWithoutReference } from './declaration-messages.ts';
import { common, dateTime, lrn } from './fields.ts';

const header = object({ ...common, lrn: required(lrn) }, { closed: true });

const fallbackProcedureInformation = object(
  { manifestLodgementDateTime: required(dateTime), fallbackReferenceNumber: required(text(10)) },
  { closed: true },
);

function form(now: Date): Check {
  return object(
    {
      header: required(header),
      fallbackProcedureInformation: required(fallbackProcedureInformation),
      declaration: required(declarationForm(['A'], now)),
    },
    { closed: true },
  );
}

/** Exchange 6: bringing back into the system what was cleared by the fallback procedure (§8). */
export const fallbackH7: Exchange = {
  plan: (taken, office, call) =>
    judgeMessage<Lodging>(taken, {
      form: form(call.now),
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
  const { entry, answer } = register(message, office.fallbackState, office, call, eventNames.fallback);
  return { steps: [answer, ...following(entry, stagesAfterFallback, office)] };
}
