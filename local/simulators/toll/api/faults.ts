import { namingFields } from '../goods/goods-of.ts';
import { playground } from '../goods/playground.ts';
import { valueUnder } from '../goods/value-under.ts';

/** A fault of a field, as the refusal of a call names it. */
export interface FieldFault {
  field: string;
  error: string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** An office in Norway; CL141 has those of all countries. */
const OFFICE = /^NO[0-9]{6}$/;
/** The types of transport documents (CL754). */
const DOCUMENT_TYPES = [
  ...['C624', 'C625', 'C664', 'C665', 'N703', 'N704', 'N705', 'N714', 'N720', 'N722', 'N730'],
  ...['N740', 'N741', 'N750', 'N760'],
];
const LONGEST = 70;

/** The fault of a text at a path, where it has one. */
type Check = (text: string) => string | undefined;

/** The faults of a presentation that are found at the call: all of them at once. */
export function faultsOf(message: string, body: unknown): FieldFault[] {
  return [
    ...textFaults(body, 'requestId', (text) => (UUID.test(text) ? undefined : 'must be a valid UUID')),
    ...textFaults(body, 'customsOfficeOfPresentation', (text) =>
      OFFICE.test(text) ? undefined : `must match "${OFFICE.source}"`,
    ),
    ...namingFaults(message, body),
  ];
}

function namingFaults(message: string, body: unknown): FieldFault[] {
  const fields = namingFields(message);
  const field = fields.find((name) => valueUnder(body, name) !== undefined) ?? fields[0] ?? '';
  if (message === 'entry-summary-declaration') return textFaults(body, field, knownMrn);
  if (!field.includes('transportDocument')) return textFaults(body, field, size);
  if (valueUnder(body, field) === undefined) return [{ field, error: 'must not be null' }];
  return [...textFaults(body, `${field}.documentNumber`, size), ...textFaults(body, `${field}.type`, documentType)];
}

function textFaults(body: unknown, field: string, check: Check): FieldFault[] {
  const value = valueUnder(body, field);
  if (value === undefined) return [{ field, error: 'must not be null' }];
  if (typeof value !== 'string') return [{ field, error: 'must be a text' }];
  const error = value.trim() === '' ? 'must not be blank' : check(value);
  return error === undefined ? [] : [{ field, error }];
}

const size: Check = (text) => (text.length <= LONGEST ? undefined : `size must be between 1 and ${LONGEST}`);

const documentType: Check = (text) =>
  DOCUMENT_TYPES.includes(text) ? undefined : `Must be one of [${DOCUMENT_TYPES.join(', ')}]`;

const knownMrn: Check = (text) => {
  const mrns = [...new Set(playground.map(({ mrn }) => mrn))];
  return mrns.includes(text) ? undefined : `Must be one of [${mrns.join(', ')}]`;
};
