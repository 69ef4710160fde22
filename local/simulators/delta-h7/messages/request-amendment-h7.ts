import { firstInadmissibleContent } from '../checks/admissibility.ts';
import { assess } from '../checks/assessment.ts';
import type { Check } from '../checks/checks.ts';
import { arrayOf, object, optional, required, text } from '../checks/checks.ts';
import type { CustomsError } from '../checks/errors.ts';
import { technicalError } from '../checks/errors.ts';
import { judgeMessage } from '../checks/judge.ts';
import type { Call, Exchange, Office } from '../exchange.ts';
import type { Declaration } from '../register/declaration.ts';
import type { Registered } from '../register/register.ts';
import { eventNames } from '../register/states.ts';
import { declarationForm } from './declaration-form.ts';
import { common, customsDeclarationReference, lrn, motivation, mrn, operatorRequestReference } from './fields.ts';
import type { Named } from './named-declaration.ts';
import { firstObjection, type Request, refuseRequest, registerRequest } from './request.ts';
import type { Decision, RegisteredRequest } from './request-messages.ts';
import { responseAmendmentH7 } from './request-messages.ts';

interface RequestAmendmentH7 {
  header: Named & { operatorRequestReference: string; amendmentMotivation: string };
  declaration: Declaration;
}

const header = object({
  ...common,
  operatorRequestReference: required(operatorRequestReference),
  amendmentMotivation: required(motivation),
  requestComment: optional(text(350)),
  lrn: required(lrn),
  customsDeclarationReference: required(customsDeclarationReference),
  mrn: required(mrn),
});

/** Its page is not public: what is not known here is left alone. "Only A authorized for amendment request". */
function amendment(now: Date): Check {
  return object({
    header: required(header),
    declaration: required(declarationForm(['A'], now)),
    supportingDocuments: optional(arrayOf(object({}), 0, 99)),
  });
}

/** Exchange 5: asking customs to amend one validated declaration (§7). */
export const requestAmendmentH7: Exchange = {
  plan: (taken, office, call) =>
    judgeMessage<RequestAmendmentH7>(taken, {
      form: amendment(call.now),
      objection: (message) => objection(message, office, call),
      refuse: (errors) => refuseRequest(taken, errors),
      accept: (message) =>
        registerRequest(requestOf(message), office, call, (request, entries, decision) =>
          carryOut(message.declaration, request, entries[0] as Registered, decision, office),
        ),
    }),

  technicalError: (taken) => refuseRequest(taken, [technicalError()]),
};

function requestOf({ header }: RequestAmendmentH7): Request {
  const { operatorRequestReference, amendmentMotivation } = header;
  return { operatorRequestReference, motivation: amendmentMotivation, declarations: [header] };
}

/** The declaration has to be as acceptable as when it was lodged; its LRN is taken, by itself. */
function objection(message: RequestAmendmentH7, office: Office, call: Call): CustomsError | undefined {
  const error = firstObjection(requestOf(message), office, call);
  if (error) return error;
  const { customsDeclarationReference } = message.header;
  const { acceptedAt = call.now } = office.register.find(customsDeclarationReference, call.account) ?? {};
  const content = firstInadmissibleContent(message.declaration, acceptedAt);
  return content && { ...content, errorPointer: customsDeclarationReference };
}

/** "En cas d'acceptation, la déclaration citée dans la demande est modifiée" (§7.2.2); its state stays, and its law. */
function carryOut(
  amended: Declaration,
  request: RegisteredRequest,
  entry: Registered,
  decision: Decision,
  { taxCodes }: Office,
) {
  if (decision.refusal === undefined) {
    entry.declaration = amended;
    entry.duties = assess(amended, entry.acceptedAt, taxCodes);
    entry.event = eventNames.amendment;
  }
  return responseAmendmentH7(request, entry, decision);
}
