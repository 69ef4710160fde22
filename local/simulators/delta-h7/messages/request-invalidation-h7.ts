import { arrayOf, object, optional, required, text } from '../checks/checks.ts';
import { technicalError } from '../checks/errors.ts';
import { judgeMessage } from '../checks/judge.ts';
import type { Exchange, Office } from '../exchange.ts';
import type { Registered } from '../register/register.ts';
import {
  clearanceAgreementNumber,
  common,
  customsDeclarationReference,
  documentType,
  lrn,
  motivation,
  mrn,
  operatorRequestReference,
} from './fields.ts';
import type { Named } from './named-declaration.ts';
import { firstObjection, type Request, refuseRequest, registerRequest } from './request.ts';
import type { Decision, RegisteredRequest } from './request-messages.ts';
import { responseInvalidationH7 } from './request-messages.ts';

interface RequestInvalidationH7 {
  header: { operatorRequestReference: string; invalidationMotivation: string };
  declarations: Named[];
}

const closed = { closed: true };

const supportingDocument = object(
  { supportingDocumentReference: required(text(70)), supportingDocumentType: required(documentType) },
  closed,
);

/** The schema that DGDDI published, to the last field. */
const invalidation = object(
  {
    header: required(
      object(
        {
          ...common,
          operatorRequestReference: required(operatorRequestReference),
          invalidationMotivation: required(motivation),
          requestComment: optional(text(350)),
        },
        closed,
      ),
    ),
    clearanceAgreement: required(object({ clearanceAgreementNumber: required(clearanceAgreementNumber) }, closed)),
    declarations: required(
      arrayOf(
        object(
          {
            lrn: required(lrn),
            customsDeclarationReference: required(customsDeclarationReference),
            mrn: required(mrn),
            supportingDocuments: required(arrayOf(supportingDocument, 0, 99)),
          },
          closed,
        ),
        1,
        99,
      ),
    ),
  },
  closed,
);

/** Exchange 4: asking customs to invalidate 1 to 99 validated declarations (§6). */
export const requestInvalidationH7: Exchange = {
  plan: (taken, office, call) =>
    judgeMessage<RequestInvalidationH7>(taken, {
      form: invalidation,
      objection: (message) => firstObjection(requestOf(message), office, call),
      refuse: (errors) => refuseRequest(taken, errors),
      accept: (message) =>
        registerRequest(requestOf(message), office, call, (...decided) => carryOut(office, ...decided)),
    }),

  technicalError: (taken) => refuseRequest(taken, [technicalError()]),
};

function requestOf({ header, declarations }: RequestInvalidationH7): Request {
  const { operatorRequestReference, invalidationMotivation } = header;
  return { operatorRequestReference, motivation: invalidationMotivation, declarations };
}

/** "En cas d'acceptation, l'ensemble des déclarations citées dans la demande passe à l'état « invalidé »" (§6.2.2). */
function carryOut(
  { register }: Office,
  request: RegisteredRequest,
  entries: readonly Registered[],
  decision: Decision,
) {
  if (decision.refusal === undefined) for (const entry of new Set(entries)) register.move(entry, 'INV', decision.at);
  return responseInvalidationH7(request, entries, decision);
}
