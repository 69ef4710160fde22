import type { CustomsError } from '../checks/errors.ts';
import { customsError } from '../checks/errors.ts';
import type { Call, Office, Plan, Step, Taken } from '../exchange.ts';
import { ANSWER, DECISION } from '../life/life.ts';
import { REFUSED_MOTIVATION } from '../misbehaviour/triggers.ts';
import { isValidated, type Registered } from '../register/register.ts';
import type { Outgoing } from './messages.ts';
import type { Named } from './named-declaration.ts';
import { objectionToRequest } from './named-declaration.ts';
import type { Decision, RegisteredRequest } from './request-messages.ts';
import { errorOnRequest, responseRegistrationH7 } from './request-messages.ts';

/* What requests for an invalidation and for an amendment have in common (§6, §7). */

export interface Request {
  operatorRequestReference: string;
  motivation: string;
  declarations: readonly Named[];
}

export function refuseRequest({ header }: Taken, errors: CustomsError[]): Step {
  return { after: ANSWER, take: (now) => errorOnRequest(header['operatorRequestReference'], errors, now) };
}

/** The first rule that the request breaks. One that was refused leaves its reference free, as LRNs are left free. */
export function firstObjection(
  { operatorRequestReference, declarations }: Request,
  { requests, register }: Office,
  { account }: Call,
): CustomsError | undefined {
  if (requests.isTaken(operatorRequestReference, account)) {
    return customsError(
      15,
      'H7_NAT_020',
      'operatorRequestReference',
      "La référence opérateur ne doit pas correspondre à celle d'une demande existante",
    );
  }
  for (const named of declarations) {
    const error = objectionToRequest(named, register, account);
    if (error) return error;
  }
  return undefined;
}

/** Registers an admissible request, has an officer decide on it, and carries the decision out. */
export function registerRequest(
  { operatorRequestReference, motivation, declarations }: Request,
  { register, requests }: Office,
  { account, now }: Call,
  carryOut: (request: RegisteredRequest, entries: readonly Registered[], decision: Decision) => Outgoing,
): Plan {
  const customsRequestReference = requests.enter(operatorRequestReference, account);
  const request = { operatorRequestReference, customsRequestReference };
  const found = declarations.flatMap((named) => register.find(named.customsDeclarationReference, account) ?? []);
  return {
    steps: [
      { after: ANSWER, take: (at) => responseRegistrationH7(request, found, now, at) },
      { after: DECISION, take: (at) => carryOut(request, found, { refusal: refusal(motivation, found), at }) },
    ],
  };
}

/** A declaration may have been released, or invalidated on another request, by the time of the decision. */
function refusal(motivation: string, entries: readonly Registered[]): string | undefined {
  if (motivation.includes(REFUSED_MOTIVATION)) return 'Demande refusée par le service douanier';
  if (!entries.every(isValidated)) return "Une déclaration n'est plus à l'état « validé »";
  return undefined;
}
