import { DeskFault } from '../fault.ts';

/** The most filings of one page. */
const MOST = 100_000;

/**
 * The number of filings that `--limit` asks for.
 * @throws {DeskFault} where it is no number, or too large a one
 */
export function limitOf(text: string | undefined): number {
  const number = Number(text ?? 100);
  if (Number.isInteger(number) && number >= 1 && number <= MOST) return number;
  throw new DeskFault('USAGE', `--limit ${text} is not a whole number from 1 to ${MOST}: give one, such as 100.`);
}
