import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { placeWithoutNumbers } from '../../schemas/place-without-numbers.ts';
import type { BooksFilter } from './books.ts';
import { withoutType } from './found.ts';
import { isWanted } from './is-wanted.ts';

/** True if a summary is one of those that a filter selects. */
export function matches(summary: FilingSummary, filter: BooksFilter): boolean {
  const { authorities, platforms, statuses, states, codes, places, messages } = filter;
  const { overdue, orphans, differs, since, until, text } = filter;
  return (
    authorities.includes(summary.authority) &&
    isWanted(platforms, [summary.platform]) &&
    isWanted(statuses, [summary.status]) &&
    isWanted(states, [summary.state]) &&
    isWanted(codes, summary.codes) &&
    isWanted(places, placesOf(summary, codes)) &&
    isWanted(messages, summary.messages) &&
    isWanted(filter.documents, [...summary.findableBy, ...summary.findableBy.map(withoutType)]) &&
    (!overdue || summary.overdueSince !== undefined) &&
    (!orphans || summary.orphan === true) &&
    (!differs || summary.differs === true) &&
    (since === undefined || summary.at >= since) &&
    (until === undefined || summary.at <= until) &&
    (!text || hasText(summary, text))
  );
}

/** The places of the errors that a summary has, of these codes alone where any are given. */
function placesOf({ errors }: FilingSummary, codes: readonly string[] = []): string[] {
  const wanted = errors.filter(({ errorCode = '' }) => codes.length === 0 || codes.includes(errorCode));
  return wanted.flatMap(({ errorPointer }) => (errorPointer ? [placeWithoutNumbers(errorPointer)] : []));
}

function hasText({ reference, errors }: FilingSummary, text: string): boolean {
  const wanted = text.toLowerCase();
  const texts = [reference, ...errors.flatMap(({ errorDescription }) => errorDescription ?? [])];
  return texts.some((one) => one.toLowerCase().includes(wanted));
}
