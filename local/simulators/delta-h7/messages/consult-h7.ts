import { arrayOf, object, required } from '../checks/checks.ts';
import type { CustomsError } from '../checks/errors.ts';
import { technicalError } from '../checks/errors.ts';
import { judgeMessage } from '../checks/judge.ts';
import type { Call, Exchange, Office, Plan, Step } from '../exchange.ts';
import { ANSWER } from '../life/life.ts';
import { errorWithoutReference, responseConsultH7 } from './declaration-messages.ts';
import { clearanceAgreement, common, lrn } from './fields.ts';

interface ConsultH7 {
  clearanceAgreement: { clearanceAgreementNumber: string };
  declarations: { lrn: string }[];
}

/** Its page is not public: what is not known here is left alone. */
const form = object({
  header: required(object(common)),
  clearanceAgreement: required(clearanceAgreement),
  declarations: required(arrayOf(object({ lrn: required(lrn) }), 1, 99)),
});

/** Exchange 7: where the declarations stand that this account lodged under an agreement (§9). */
export const consultH7: Exchange = {
  plan: (taken, office, call) =>
    judgeMessage<ConsultH7>(taken, { form, refuse, accept: (message) => answer(message, office, call) }),

  technicalError: () => refuse([technicalError()]),
};

/** The contract foresees no error here: one goes where those without a reference go. A GUESS. */
function refuse(errors: CustomsError[]): Step {
  return { after: ANSWER, take: (now) => errorWithoutReference(undefined, errors, now) };
}

/** Answers with the states at that time; nothing found is an answer too. */
function answer(message: ConsultH7, { register }: Office, { account }: Call): Plan {
  const { clearanceAgreementNumber } = message.clearanceAgreement;
  const lrns = new Set(message.declarations.map((one) => one.lrn));
  const found = () =>
    [...lrns]
      .flatMap((known) => register.findByLrn(known, account) ?? [])
      .filter(
        ({ declaration }) => declaration.clearanceAgreement.clearanceAgreementNumber === clearanceAgreementNumber,
      );
  return { steps: [{ after: ANSWER, take: (now) => responseConsultH7(found(), now) }] };
}
