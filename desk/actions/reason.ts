import { DeskFault } from '../fault.ts';

/** The most characters of a reason: it stands in errors, and in every record of an action. */
const LONGEST = 500;

/**
 * The reason that a person gives, without the spaces around it.
 * @param use what becomes of it: `kept, and published`
 * @throws {DeskFault} where there is none, or it is too long
 */
export function reasonOf(given: string | undefined, use: string): string {
  const text = (given ?? '').trim();
  if (text === '') throw new DeskFault('USAGE', `Say why with --reason "…": it is ${use}.`);
  if (text.length <= LONGEST) return text;
  throw new DeskFault('USAGE', `--reason is longer than ${LONGEST} characters: say it shorter.`);
}

/**
 * The reason that a person may give, without the spaces around it; null where there is none.
 * @throws {DeskFault} where it is too long
 */
export function optionalReason(given: string | undefined): string | null {
  return (given ?? '').trim() === '' ? null : reasonOf(given, 'kept');
}
