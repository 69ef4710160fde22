import { isDeepStrictEqual } from 'node:util';
import { textAt } from '../../../schemas/delta-h7/fields.ts';
import { type Fault, valueAt, valueKind } from '../../../schemas/fault.ts';
import type { Filing } from '../../../schemas/filing.ts';
import type { Readiness } from '../authority.ts';

type Payload = Record<string, unknown>;

/**
 * [H7-C1] The conditions of use (§4.3, §6.3, §7.3, §8.3): a validation needs a declaration that is anticipated and
 * answered, an invalidation or amendment needs validated ones. A reference or MRN that the platform left out is filled
 * in from the ledger.
 * @param about the declarations, in the message's order; one without a history is not known
 */
export function readiness(message: string, payload: Payload, about: readonly Filing[]): Readiness {
  switch (message) {
    case 'Validation_H7':
      return validation(payload, about);
    case 'Request_Invalidation_H7':
      return invalidation(payload, about);
    case 'Request_Amendment_H7':
      return amendment(payload, about);
    case 'Fallback_H7':
      return fallback(payload, about);
    default:
      return { kind: 'ready', payload, parts: {} };
  }
}

function validation(payload: Payload, [filing]: readonly Filing[]): Readiness {
  const stop = standing(filing, 'anticipated', '/payload/header/lrn');
  if (stop) return stop;
  const header = filled(payload['header'], filing, ['customsDeclarationReference'], '/payload/header');
  if (Array.isArray(header)) return { kind: 'never', faults: header };
  const { goodsLocation, ...rest } = payload;
  // [H7-X2l] The location is carried where it was not given before, or has changed (§4.2.2).
  const isNews =
    goodsLocation !== undefined && !isDeepStrictEqual(goodsLocation, valueAt(filing?.declaration, '/goodsLocation'));
  return {
    kind: 'ready',
    payload: { ...rest, header, ...(isNews && { goodsLocation }) },
    parts: { customsDeclarationReference: String(filing?.authorityReference) },
  };
}

function amendment(payload: Payload, [filing]: readonly Filing[]): Readiness {
  const stop = standing(filing, 'validated', '/payload/header/lrn');
  if (stop) return stop;
  const header = filled(payload['header'], filing, ['customsDeclarationReference', 'mrn'], '/payload/header');
  return Array.isArray(header)
    ? { kind: 'never', faults: header }
    : { kind: 'ready', payload: { ...payload, header }, parts: {} };
}

function invalidation(payload: Payload, about: readonly Filing[]): Readiness {
  const named = Array.isArray(payload['declarations']) ? payload['declarations'] : [];
  const pointers = named.map((_, index) => `/payload/declarations/${index}`);
  const stops = about.map((filing, index) => standing(filing, 'validated', `${pointers[index]}/lrn`));
  const waits = stops.filter((stop) => stop?.kind === 'wait');
  const missing = waits.flatMap(({ orNever = [] }) => orNever);
  const faults = stops.flatMap((stop) => (stop?.kind === 'never' ? stop.faults : []));
  const complete = named.map((one, index) =>
    filled(one, about[index], ['customsDeclarationReference', 'mrn'], pointers[index] ?? ''),
  );
  faults.push(...complete.flatMap((one) => (Array.isArray(one) ? one : [])));
  if (faults.length > 0) return { kind: 'never', faults };
  // The agreement of an unknown declaration is unknown, too.
  if (missing.length > 0) return { kind: 'wait', reason: NOT_KNOWN_YET, orNever: missing };
  const agreement = payload['clearanceAgreement'] ?? commonAgreement(about);
  if (agreement === undefined) return { kind: 'never', faults: [NO_COMMON_AGREEMENT] };

  const [wait] = waits;
  if (wait) return wait;
  const declarations = complete.map((one) => ({ supportingDocuments: [], ...one }));
  return { kind: 'ready', payload: { ...payload, clearanceAgreement: agreement, declarations }, parts: {} };
}

/** A fallback may carry the LRN of a declaration that the outage blocked, but not of one that customs has. */
function fallback(payload: Payload, [filing]: readonly Filing[]): Readiness {
  if (!filing || (filing.state === null && filing.authorityReference === null))
    return { kind: 'ready', payload, parts: {} };
  return never(
    '/payload/header/lrn',
    'customs must not have a declaration under this LRN',
    `a declaration that is ${filing.state}`,
    'give another LRN',
  );
}

/** The obstacle to a message about this declaration, if there is one. */
function standing(
  filing: Filing | undefined,
  needed: 'anticipated' | 'validated',
  pointer: string,
): Exclude<Readiness, { kind: 'ready' }> | undefined {
  const rule = `the declaration must be ${needed}`;
  if (!filing || filing.history.length === 0) {
    const found = 'a declaration that is not known here';
    const { faults } = never(pointer, rule, found, 'correct the LRN, or file the declaration first');
    return { kind: 'wait', reason: NOT_KNOWN_YET, orNever: faults };
  }
  const { state, status } = filing;
  if (state === null) {
    if (status === 'stuck') return { kind: 'wait', reason: 'the declaration lies among the dead letters' };
    const underWay = status === 'sent' || status === 'waiting' || status === 'failed';
    if (underWay) return { kind: 'wait', reason: 'the declaration is not answered yet' };
    return never(pointer, rule, `a declaration that was ${status}`, 'correct the declaration and file it again first');
  }
  const { customsDeclarationReference, mrn } = referencesOf(filing);
  const isKnown = customsDeclarationReference !== null && (needed === 'anticipated' || mrn !== null);
  // A state whose code is not known here is for customs to judge.
  if (state === needed || state === 'unknown')
    return isKnown ? undefined : { kind: 'wait', reason: 'customs has not given reference and MRN yet' };
  if (state === 'anticipated') return { kind: 'wait', reason: 'the declaration is not validated yet' };
  return never(pointer, rule, `a declaration that is ${state}`, 'it cannot be sent any more');
}

/** An object with the declaration's references filled in, or the faults of given ones that are wrong. */
function filled(
  given: unknown,
  filing: Filing | undefined,
  fields: readonly (keyof ReturnType<typeof referencesOf>)[],
  pointer: string,
): Payload | Fault[] {
  const object = (typeof given === 'object' && given !== null ? given : {}) as Payload;
  const known = filing && referencesOf(filing);
  const faults = fields
    .filter((field) => object[field] !== undefined && known?.[field] != null && object[field] !== known[field])
    .map(
      (field): Fault => ({
        pointer: `${pointer}/${field}`,
        rule: `the ${field} that customs gave this declaration`,
        found: valueKind(object[field]),
        remedy: 'correct it, or leave it out: it is filled in',
      }),
    );
  if (faults.length > 0) return faults;
  const missing = Object.fromEntries(fields.flatMap((field) => (known?.[field] ? [[field, known[field]]] : [])));
  return { ...object, ...missing };
}

/** The references that customs gave a declaration, by the names of its messages. */
function referencesOf({ authorityReference, details }: Filing) {
  return { customsDeclarationReference: authorityReference, mrn: details['mrn'] ?? null };
}

const NOT_KNOWN_YET = 'the declaration is not known here yet';

function commonAgreement(about: readonly Filing[]): unknown {
  const numbers = new Set(
    about.map(({ declaration }) => textAt(declaration, '/clearanceAgreement/clearanceAgreementNumber')),
  );
  const [clearanceAgreementNumber] = numbers;
  return numbers.size === 1 && clearanceAgreementNumber ? { clearanceAgreementNumber } : undefined;
}

const NO_COMMON_AGREEMENT: Fault = {
  pointer: '/payload/clearanceAgreement',
  rule: 'the clearance agreement of the declarations',
  found: 'nothing, and not the same one in all declarations',
  remedy: 'add it, or ask for the declarations of each agreement apart',
};

function never(pointer: string, rule: string, found: string, remedy: string): { kind: 'never'; faults: Fault[] } {
  return { kind: 'never', faults: [{ pointer, rule, found, remedy }] };
}
