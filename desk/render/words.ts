import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { causeCodes, explain } from '../../schemas/causes.ts';
import { type Filing, type FilingStatus, UNKNOWN_STATE } from '../../schemas/filing.ts';
import type { CauseCode } from '../../schemas/trouble.ts';
import { printable, type Style } from '../terminal/terminal.ts';
import { viewOn } from './given.ts';

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
export function statusMeaning({
  reference,
  status,
  history,
}: Pick<Filing, 'reference' | 'status' | 'history'>): string {
  const isAsked = status === 'waiting' && history.findLast(({ due }) => due !== undefined)?.asks;
  if (status === 'unclear') return `${statusWords.unclear.means}, then npx declarant settle ${printable(reference)}`;
  const isNotCreated = history.findLast(({ settled }) => settled)?.settled?.created === false;
  if (status === 'failed' && isNotCreated)
    return 'not done at the authority, as a person found: it may be submitted again';
  return isAsked ? 'the authority has it, and is asked again until it has decided' : (statusWords[status].means ?? '');
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
export function errorText({ errorDescription = '' }: FilingError): string {
  const [, cause = '', detail] = /^waits: ([a-z0-9-]+)(?: \(([^()]*)\))?$/.exec(errorDescription) ?? [];
  const isKnown = causeCodes.some((code) => code === cause) || /^http-\d{3}$/.test(cause);
  return isKnown
    ? `${errorDescription}: ${explain({ cause: cause as CauseCode, ...(detail && { detail }) }).means}`
    : errorDescription;
}

/** An error on one line: its code, its place and its text. */
export function errorLine(error: FilingError): string {
  const { errorCode, errorPointer } = error;
  const where = [errorCode, errorPointer].filter(Boolean).join(' ');
  return [where, errorText(error)].filter(Boolean).join(': ') || 'an error without any details';
}

/** The first error, and how many more there are. */
export function firstError(errors: readonly FilingError[]): string {
  const [first, ...more] = errors;
  if (!first) return '';
  return `${errorLine(first)}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
}
