import { type AuthorityName, contractOf } from '../../../schemas/catalogue.ts';
import type { FilingSummary } from '../../../schemas/filing-summary.ts';
import { viewOf } from '../../../schemas/settings.ts';
import type { Language } from '../language.ts';
import { momentIn } from '../moment.tsx';
import { nounIn, saidOf } from '../said.ts';
import { standingWords } from '../words/standing.ts';

/** The standing of a filing in the fewest words: for a row of a list. */
export interface ShownStanding {
  tone: 'good' | 'wait' | 'bad' | 'none';
  text: string;
}

type Standable = Pick<FilingSummary, 'authority' | 'status' | 'state' | 'decision'> & {
  orphan?: boolean | undefined;
  overdueSince?: string | undefined;
};

const decisionTones = { accepted: 'good', refused: 'bad', awaited: 'wait' } as const;

/** The state that the authority gave, its decision on a request, or else our status. */
export function shownStanding(filing: Standable, language: Language, now: Date): ShownStanding {
  const { authority, status, state, orphan, decision } = filing;
  const words = standingWords[language];
  if (orphan) return { tone: 'bad', text: words.orphan };
  if (isOverdue(filing, now)) return { tone: 'bad', text: words.overdue };
  if (status === 'waiting' || status === 'sent') return { tone: 'wait', text: words.statuses[status] };
  if (status !== 'answered') return { tone: 'bad', text: words.statuses[status] };
  if (decision !== undefined) return { tone: decisionTones[decision], text: words.decisions[decision] };
  if (state === null) return { tone: 'good', text: words.statuses.answered };
  const { states } = viewOf(authority);
  const tone = states.bad.includes(state) ? 'bad' : states.pending.includes(state) ? 'wait' : 'good';
  return { tone, text: saidOf(authority, language)(state) };
}

/** The next step that somebody has to make; '' where there is none. */
export function nextStepOf(
  filing: Standable & Pick<FilingSummary, 'due' | 'deadline'>,
  language: Language,
  now: Date,
): string {
  const { authority, status, state, orphan, due, deadline, decision } = filing;
  const { next } = standingWords[language];
  if (orphan) return next.look(nounIn(authority, language));
  if (isOverdue(filing, now)) return next.ask;
  if (status === 'rejected' || status === 'refused') return next.correct;
  if (due !== undefined) return next.at(momentIn(due, language));
  if (status === 'failed') return next.again;
  if (status === 'stuck') return next.redrive;
  if (status === 'unclear') return next.settle;
  const isBadState = status === 'answered' && state !== null && viewOf(authority).states.bad.includes(state);
  if (isBadState || decision === 'refused') return next.look(nounIn(authority, language));
  if (deadline === undefined) return next.none;
  return (now.toISOString() > deadline ? next.missed : next.by)(momentIn(deadline, language));
}

function isOverdue({ overdueSince }: Standable, now: Date): boolean {
  return overdueSince !== undefined && overdueSince <= now.toISOString();
}

/** The meaning of a state that is not plain, as a sentence; '' where there is none. */
export function meaningOf(authority: AuthorityName, state: string, language: Language): string {
  const means = contractOf(authority).stateMeanings?.[state];
  if (!means) return '';
  const said = saidOf(authority, language)(means);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}
