import { randomUUID } from 'node:crypto';
import type { LodgeOptions, Message, Operator } from './operator.ts';
import { creation, requestToken } from './operator.ts';

let count = 0;

function header(rest: object): object {
  return {
    messageDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]',
    messageId: `${randomUUID()}1795338000`,
    ...rest,
  };
}

/** The references of a declaration in customs' answer: `{ lrn, customsDeclarationReference, mrn }`. */
export function namesIn(answer: Message) {
  const { lrn, customsDeclarationReference, mrn } = answer.header;
  return { lrn, customsDeclarationReference, ...(mrn && { mrn }) };
}

/** Books for children: customs leaves them validated, so that something can be asked for. */
export const HELD = { commodityCode: '490300' };

/** Lodges a declaration that stays validated, and returns its references. */
export async function held(operator: Operator, changes: Parameters<typeof creation>[0] = {}): Promise<Message> {
  const [answer] = await operator.told(creation({ items: [HELD], ...changes }));
  return namesIn(answer?.body);
}

/** Lodges an anticipated declaration, and returns its references. */
export const anticipated = (operator: Operator, changes: Parameters<typeof creation>[0] = {}): Promise<Message> =>
  held(operator, { items: [{}], type: 'D', ...changes });

export function validation(names: Message, rest: object = {}): Message {
  const { lrn, customsDeclarationReference } = names;
  return { header: header({ lrn, customsDeclarationReference }), ...rest };
}

export const validationOf = ({ customsDeclarationReference }: Message): LodgeOptions => ({
  path: `/declarations/${customsDeclarationReference}/valider`,
});

function requestReference(): string {
  count += 1;
  return `REQUEST-${count}`;
}

export const INVALIDATION: LodgeOptions = { path: '/demandes/invalider' };
export function invalidation(names: readonly Message[], changes: object = {}): Message {
  return {
    header: header({ operatorRequestReference: requestReference(), invalidationMotivation: 'RETOUR', ...changes }),
    clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
    declarations: names.map((one) => ({ ...one, supportingDocuments: [] })),
  };
}

export const AMENDMENT: LodgeOptions = { path: '/demandes/rectifier' };
export function amendment(names: Message, declaration: object, changes: object = {}): Message {
  return {
    header: header({
      operatorRequestReference: requestReference(),
      amendmentMotivation: 'ERREUR',
      ...names,
      ...changes,
    }),
    declaration,
  };
}

export const FALLBACK: LodgeOptions = { path: '/declarations/reprendre' };
export function fallback(changes: Parameters<typeof creation>[0] = {}): Message {
  return {
    ...creation(changes),
    fallbackProcedureInformation: {
      manifestLodgementDateTime: '2026-11-21T10:00:00+01:00[Europe/Paris]',
      fallbackReferenceNumber: '1',
    },
  };
}

export const CONSULTATION: LodgeOptions = { path: '/declarations/consulter' };
export function consultation(lrns: readonly string[], clearanceAgreementNumber = 'A234567'): Message {
  return {
    header: header({}),
    clearanceAgreement: { clearanceAgreementNumber },
    declarations: lrns.map((lrn) => ({ lrn })),
  };
}

/** The header of a call with a token of another account. */
export async function as(
  operator: Operator,
  other: { clientId: string; clientSecret: string; username: string; password: string },
): Promise<Record<string, string>> {
  const { body } = await requestToken(operator.simulator, {
    client_id: other.clientId,
    client_secret: other.clientSecret,
    username: other.username,
    password: other.password,
  });
  return { authorization: `Bearer ${body.access_token}` };
}

/** The codes of the errors in calls, with what they point at. */
export function errorsIn(calls: readonly { body: Message }[]): [string, string][] {
  return calls.flatMap(({ body }) =>
    (body.error ?? []).map((error: Message) => [error.errorCode, error.errorPointer] as [string, string]),
  );
}

/** The message with one value replaced; `undefined` removes it. */
export function withAt(place: string, value: unknown, message: Message): Message {
  const parts = place.split(/[.[\]]+/).filter(Boolean);
  const last = parts.pop() as string;
  const parent = parts.reduce((node: Message, part) => node[part], message);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return message;
}
