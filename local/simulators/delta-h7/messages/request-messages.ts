import type { CustomsError } from '../checks/errors.ts';
import { customsDateTime } from '../life/clock.ts';
import type { Registered } from '../register/register.ts';
import { declarationState, referencesOf } from './declaration-messages.ts';
import type { Outgoing } from './messages.ts';
import { errorH7, outgoing, pathOf, usable } from './messages.ts';

/** A request under both its references. */
export interface RegisteredRequest {
  operatorRequestReference: string;
  customsRequestReference: string;
}

/** The decision of customs on a request. */
export interface Decision {
  /** The reason of a refusal; absent where it accepts. */
  refusal: string | undefined;
  at: Date;
}

/** Error_H7 on a request: no reference of customs was given, so that the operator's stands in it (§6.5, §7.5). */
export function errorOnRequest(operatorRequestReference: unknown, errors: CustomsError[], now: Date): Outgoing {
  const known = usable(operatorRequestReference, 35);
  const about = known === undefined ? {} : { request: { operatorRequestReference: known } };
  return errorH7(pathOf('Error_H7', '/demandes'), about, errors, now);
}

/** Response_Registration_H7, as DGDDI published it. */
export function responseRegistrationH7(
  request: RegisteredRequest,
  declarations: readonly Registered[],
  registeredAt: Date,
  now: Date,
): Outgoing {
  return about(
    request,
    'Response_Registration_H7',
    { requestRegistrationDateTime: customsDateTime(registeredAt) },
    now,
    {
      rest: { declarations: declarations.map(referencesOf) },
    },
  );
}

/** Response_Invalidation_H7. Its names are inferred; that the states tell acceptance was read in a comment. */
export function responseInvalidationH7(
  request: RegisteredRequest,
  declarations: readonly Registered[],
  decision: Decision,
): Outgoing {
  const list = declarations.map((entry) => {
    const { state, stateDateTime } = declarationState(entry);
    return { ...referencesOf(entry), declarationState: { state, stateDateTime } };
  });
  return about(request, 'Response_Invalidation_H7', decisionFields(decision), decision.at, {
    rest: { declarations: list },
  });
}

/** Response_Amendment_H7: accepted, it returns the whole declaration as amended, with its duties. Its names are inferred. */
export function responseAmendmentH7(request: RegisteredRequest, entry: Registered, decision: Decision): Outgoing {
  const amended = decision.refusal === undefined && {
    header: referencesOf(entry),
    rest: {
      declarationState: declarationState(entry),
      dutiesAndTaxes: entry.duties,
      declaration: entry.declaration,
    },
  };
  return about(request, 'Response_Amendment_H7', decisionFields(decision), decision.at, amended || { rest: {} });
}

/** There is one field for acceptance and one for refusal; what they are called is inferred. */
function decisionFields({ refusal, at }: Decision) {
  return {
    requestDecisionDateTime: customsDateTime(at),
    ...(refusal === undefined ? { acceptanceComment: 'Demande acceptée' } : { rejectionMotivation: refusal }),
  };
}

function about(
  { operatorRequestReference, customsRequestReference }: RegisteredRequest,
  message: string,
  fields: object,
  now: Date,
  { header = {}, rest }: { header?: { lrn?: string }; rest: object },
): Outgoing {
  return outgoing(
    {
      message,
      path: pathOf(message, '/demandes', { customsRequestReference }),
      header: { operatorRequestReference, ...header },
      rest: { request: { customsRequestReference, ...fields }, ...rest },
    },
    now,
  );
}
