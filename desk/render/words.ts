import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { causeCodes, explain } from '../../schemas/causes.ts';
import { type Filing, type FilingStatus, UNKNOWN_STATE } from '../../schemas/filing.ts';
import type { CauseCode } from '../../schemas/trouble.ts';
import type { Language } from '../console/language.ts';
import { isCarriedOut } from '../filings/is-carried-out.ts';
import type { PlacedError } from '../filings/told-filing.ts';
import { isKnownPlace, placeWords } from '../places/place-words.ts';
import { printable, type Style } from '../terminal/terminal.ts';
import { viewOn } from './given.ts';
import { momentOf, withMoments } from './times.ts';

export type FilingError = Filing['errors'][number];

/** The style of each status, and its meaning to the operator where that is not plain. */
export const statusWords: Readonly<Record<FilingStatus, { style: Style; means?: string }>> = {
  waiting: { style: 'yellow', means: 'waits to be sent, or to be sent again: it goes by itself' },
  sent: { style: 'cyan', means: 'no answer yet' },
  answered: { style: 'green' },
  refused: { style: 'red', means: 'not taken, or taken out: submit it again, corrected where it was wrong' },
  rejected: { style: 'red', means: 'turned down by the authority: correct it and submit it again' },
  failed: { style: 'red', means: 'a technical error at the authority' },
  stuck: { style: 'red', means: 'among the dead letters: redrive its lane once the cause is gone' },
  unclear: {
    style: 'red',
    means: 'may have been done, and is not sent again: find out at the authority',
  },
};

/** The meaning of a filing's status; '' where that is plain. */
export function statusMeaning(
  filing: Pick<Filing, 'authority' | 'kind' | 'reference' | 'status' | 'history' | 'due' | 'tries' | 'overdueSince'>,
): string {
  const { reference, status, history, overdueSince } = filing;
  const isAsked = status === 'waiting' && history.findLast(({ due }) => due !== undefined)?.asks;
  if (status === 'unclear') return `${statusWords.unclear.means}, then npx declarant settle ${printable(reference)}`;
  const isNotCreated = history.findLast(({ settled }) => settled)?.settled?.created === false;
  if (status === 'failed' && isNotCreated)
    return 'not done at the authority, as a person found: it may be submitted again';
  if (isAsked) return 'the authority has it, and is asked again until it has decided';
  if (status === 'sent' && overdueSince) return `${statusWords.sent.means}, overdue since ${momentOf(overdueSince)}`;
  if (status === 'waiting' && filing.due !== undefined && isCarriedOut(filing))
    return `the gateway carries it out, and looks again by ${momentOf(filing.due)}`;
  return (status === 'waiting' && nextTry(filing)) || (statusWords[status].means ?? '');
}

/** The time at which a message that waits goes again, and which try that is; '' where it has no time. */
export function nextTry({ due, tries = 0 }: Pick<Filing, 'due' | 'tries'>): string {
  if (due === undefined) return '';
  const failed = tries > 0 ? `failed ${tries === 1 ? 'once' : `${tries} times`}, ` : '';
  return `${failed}goes by itself by ${momentOf(due)}${tries > 0 ? `, as try ${tries + 1}` : ''}`;
}

/** The style of a filing's state; red of one that is not known. */
export function stateStyle({ authority, state }: Pick<Filing, 'authority' | 'state'>): Style {
  const { bad, pending } = viewOn({ authority }).states;
  const name = state ?? UNKNOWN_STATE;
  return name === UNKNOWN_STATE || bad.includes(name) ? 'red' : pending.includes(name) ? 'yellow' : 'green';
}

/** A state with its code as received. */
export function stateText({ state, rawState }: Pick<Filing, 'state' | 'rawState'>): string {
  return state ? `${state} (${rawState})` : '';
}

/** The meaning of a filing's state, to follow its name; '' where that is plain. */
export function stateMeaning({ authority, state }: Pick<Filing, 'authority' | 'state'>): string {
  const means = contractOf(authority as AuthorityName).stateMeanings?.[state ?? ''];
  return means ? `, ${means}` : '';
}

/** An error's text for people: the code of a cause for which a message waits is said in words, too. */
export function errorText({ errorDescription: given = '' }: FilingError): string {
  const errorDescription = withMoments(given);
  const [, cause = '', detail] = /^waits: ([a-z0-9-]+)(?: \(([^()]*)\))?$/.exec(errorDescription) ?? [];
  const isKnown = causeCodes.some((code) => code === cause) || /^http-\d{3}$/.test(cause);
  return isKnown
    ? `${errorDescription}: ${explain({ cause: cause as CauseCode, ...(detail && { detail }) }).means}`
    : errorDescription;
}

/** The place of an error in words; as the authority wrote it where its fields are not known. */
export function errorPlace(
  { errorPointer, at }: PlacedError,
  authority: AuthorityName,
  language: Language = 'en',
): string | undefined {
  if (at || errorPointer === undefined) return at?.path;
  return isKnownPlace(authority, errorPointer) ? placeWords(authority, errorPointer, language) : errorPointer;
}

/**
 * An error on one line: its code, its place and its text.
 * @param authority gives the words of a place that is not in the error; without it that stands as it came
 */
export function errorLine(error: PlacedError, authority?: AuthorityName): string {
  const place = authority ? errorPlace(error, authority) : (error.at?.path ?? error.errorPointer);
  const where = [error.errorCode, place].filter(Boolean).join(' ');
  return [where, errorText(error)].filter(Boolean).join(': ') || 'an error without any details';
}

/** The first error of a filing, and how many more there are. */
export function firstError({ authority, errors }: { authority: string; errors: readonly FilingError[] }): string {
  const [first, ...more] = errors;
  if (!first) return '';
  return `${errorLine(first, authority as AuthorityName)}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
}
