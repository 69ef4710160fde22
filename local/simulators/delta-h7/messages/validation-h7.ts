import { isObject } from '../../../../schemas/json.ts';
import { firstInadmissibilityOnArrival } from '../checks/admissibility.ts';
import { assess } from '../checks/assessment.ts';
import { object, optional, required } from '../checks/checks.ts';
import type { CustomsError } from '../checks/errors.ts';
import { customsError, technicalError } from '../checks/errors.ts';
import { judgeMessage } from '../checks/judge.ts';
import type { Call, Exchange, Office, Plan, Step, Taken } from '../exchange.ts';
import { ANSWER, AT_ONCE, stagesAfterValidation } from '../life/life.ts';
import { following } from '../life/lodging.ts';
import { OFFICE_WITHOUT_GOODS } from '../misbehaviour/triggers.ts';
import type { Registered } from '../register/register.ts';
import { errorOnValidation, responseH7, stateH7 } from './declaration-messages.ts';
import { clearanceAgreement, common, customsDeclarationReference, lrn } from './fields.ts';
import { mismatchedLrn, unknownDeclaration, wrongState } from './named-declaration.ts';

interface ValidationH7 {
  header: { lrn: string; customsDeclarationReference: string };
  goodsLocation?: object;
}

/** Its page is not public: what is not known here is left alone. */
const form = object({
  header: required(
    object({ ...common, lrn: required(lrn), customsDeclarationReference: required(customsDeclarationReference) }),
  ),
  clearanceAgreement: optional(clearanceAgreement),
  goodsLocation: optional(object({})),
});

/** Exchange 2: the goods of an anticipated declaration have arrived (§4). */
export const validationH7: Exchange = {
  refusal: ({ header }, pathParts) =>
    header['customsDeclarationReference'] === pathParts['customsDeclarationReference']
      ? undefined
      : "header.customsDeclarationReference is not the path's",

  plan(taken, office, call) {
    const find = ({ header }: ValidationH7) => office.register.find(header.customsDeclarationReference, call.account);
    return judgeMessage<ValidationH7>(taken, {
      form,
      objection: (message) => objection(message, find(message), call.now),
      refuse: (errors) => refuse(taken, errors),
      accept: (message) => accept(find(message) as Registered, office, call),
    });
  },

  technicalError: (taken) => refuse(taken, [technicalError()]),
};

function refuse({ header }: Taken, errors: CustomsError[]): Step {
  // Taken with 200, so it is the reference of the path.
  const reference = header['customsDeclarationReference'] as string;
  return { after: ANSWER, take: (now) => errorOnValidation(reference, header['lrn'], errors, now) };
}

/** The reference and the state, then the declaration once more (§4.2.2). */
function objection(
  { header, goodsLocation }: ValidationH7,
  entry: Registered | undefined,
  now: Date,
): CustomsError | undefined {
  if (!entry) return unknownDeclaration('customsDeclarationReference');
  if (entry.lrn !== header.lrn) return mismatchedLrn('lrn');
  if (entry.state !== 'ANT') return wrongState('customsDeclarationReference', 'anticipé');
  const { declaration } = entry;
  if (
    declaration.presentationOffice.presentationOfficeReference === OFFICE_WITHOUT_GOODS &&
    !isLocated(goodsLocation) &&
    !isLocated(declaration.goodsLocation)
  ) {
    return customsError(13, 'H7_NAT_013', 'goodsLocation', 'La localisation des marchandises est obligatoire');
  }
  return firstInadmissibilityOnArrival(declaration, now);
}

function isLocated(goodsLocation: unknown): boolean {
  return isObject(goodsLocation) && Object.keys(goodsLocation).length > 0;
}

/** Validated at once, so that it cannot be twice; two messages say so, in either order (§2.1.4). */
function accept(entry: Registered, office: Office, { now }: Call): Plan {
  office.register.validate(entry, now);
  entry.duties = assess(entry.declaration, now, office.taxCodes);
  const told = { ...entry };
  const answers = [stateH7, responseH7].map((write) => (at: Date) => write(told, at));
  if (!office.stateFirst()) answers.reverse();
  return {
    steps: [
      ...answers.map((take, index): Step => ({ after: index === 0 ? ANSWER : AT_ONCE, take })),
      ...following(entry, stagesAfterValidation, office),
    ],
  };
}
