import { DeclarantError } from '../../../schemas/declarant-error.ts';
import { isObject } from '../../../schemas/json.ts';

/** A field of a misbehaviour: a whole number within limits, true or false, or a text of a form or a list. */
export type CommandField =
  | { least: number; most: number; required: boolean }
  | 'boolean'
  | { among: readonly string[]; required?: boolean }
  | { like: RegExp; as: string };

/** The fields of each kind. Texts of a form are required, those of a list only where it says so. */
export type CommandFields<Kind extends string> = Readonly<Record<Kind, Readonly<Record<string, CommandField>>>>;

/** The number of calls that a misbehaviour strikes. */
export const times = { least: 1, most: 1_000_000, required: false };

/** A delay of a day at most. */
export const delayMs = { least: 0, most: 86_400_000, required: true };

/** A misbehaviour that is not one: its message says what was expected. */
export class UnknownMisbehaviour extends DeclarantError {
  override readonly name = 'UnknownMisbehaviour';
  readonly code = 'UNKNOWN_MISBEHAVIOUR';
}

/**
 * Reads a misbehaviour from outside.
 * @throws {UnknownMisbehaviour} on unknown kinds and fields, too, since they would be typing errors
 */
export function readCommand<Known extends { kind: string }>(
  value: unknown,
  fieldsOf: CommandFields<Known['kind']>,
): Known {
  if (!isObject(value)) throw new UnknownMisbehaviour('A misbehaviour is an object as {"kind":"http-500","times":3}');
  const kind = value['kind'];
  if (typeof kind !== 'string' || !Object.hasOwn(fieldsOf, kind)) {
    throw new UnknownMisbehaviour(
      `Unknown kind ${JSON.stringify(kind)}; known are ${Object.keys(fieldsOf).join(', ')}`,
    );
  }
  const fields = fieldsOf[kind as Known['kind']];
  for (const name of Object.keys(value)) {
    if (name !== 'kind' && !Object.hasOwn(fields, name)) {
      const known = Object.keys(fields).join(', ') || 'no field';
      throw new UnknownMisbehaviour(`Unknown field ${name}; ${kind} takes ${known}`);
    }
  }
  for (const [name, field] of Object.entries(fields)) {
    const wanted = faultOf(field, value[name]);
    if (wanted !== undefined) throw new UnknownMisbehaviour(`${name} is ${wanted}`);
  }
  return value as Known;
}

/** The form that a field should have had; undefined where it has it. */
function faultOf(field: CommandField, found: unknown): string | undefined {
  if (field === 'boolean') return found === undefined || typeof found === 'boolean' ? undefined : 'true or false';
  if ('among' in field)
    return (found === undefined && !field.required) || field.among.includes(found as string)
      ? undefined
      : `one of ${field.among.join(', ')}`;
  if ('like' in field) return typeof found === 'string' && field.like.test(found) ? undefined : field.as;
  if (found === undefined && !field.required) return undefined;
  const { least, most } = field;
  const isWithin = Number.isInteger(found) && (found as number) >= least && (found as number) <= most;
  return isWithin ? undefined : `a whole number from ${least} to ${most}`;
}
