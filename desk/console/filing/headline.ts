import type { AuthorityName } from '../../../schemas/catalogue.ts';
import type { Filing } from '../../../schemas/filing.ts';
import { viewOf } from '../../../schemas/settings.ts';
import { isCarriedOut } from '../../filings/is-carried-out.ts';
import type { Language } from '../language.ts';
import { momentIn } from '../moment.tsx';
import { nounIn, saidOf } from '../said.ts';
import { standingWords } from '../words/standing.ts';
import type { LinkedFiling } from './linked.ts';
import { meaningOf, shownStanding } from './state-words.ts';

/** The standing of a filing in one sentence each: what happened, and what is to be done. */
export interface Headline {
  tone: 'good' | 'wait' | 'bad';
  happened: string;
  todo: string;
}

/** The sentence above everything else on the page of a filing. */
export function headlineOf(filing: Filing, language: Language, now: Date): Headline {
  const words = standingWords[language];
  const { status, orphan } = filing;
  const noun = nounIn(filing.authority as AuthorityName, language);
  const { happened, todo } = words;
  if (orphan) return { tone: 'bad', happened: happened.orphan(noun), todo: todo.look(noun) };
  switch (status) {
    case 'waiting':
      return { tone: 'wait', ...waiting(filing, language, noun) };
    case 'sent':
      if (filing.overdueSince === undefined || filing.overdueSince > now.toISOString())
        return { tone: 'wait', happened: happened.sent(noun), todo: todo.waitForAnswer };
      return {
        tone: 'bad',
        happened: happened.overdue(noun, momentIn(filing.overdueSince, language)),
        todo: todo.ask(noun),
      };
    case 'answered':
      return answered(filing, language, now, noun);
    case 'refused':
      return refused(filing, language, noun);
    case 'rejected': {
      const message =
        filing.rejectedMessage ?? filing.history.findLast(({ direction }) => direction === 'sent')?.message;
      return {
        tone: 'bad',
        happened: happened.rejected(noun, message ?? filing.kind),
        todo: correction(filing, language),
      };
    }
    case 'failed': {
      if (filing.due !== undefined) return { tone: 'wait', happened: happened.failed(noun), todo: todo.wait };
      const isFound = filing.history.findLast(({ settled }) => settled)?.settled?.created === false;
      return { tone: 'bad', happened: isFound ? happened.notDone(noun) : happened.failed(noun), todo: todo.again };
    }
    case 'stuck':
      return { tone: 'bad', happened: happened.stuck, todo: todo.redrive };
    case 'unclear':
      return { tone: 'bad', happened: happened.unclear(noun), todo: todo.settle(noun) };
  }
}

/** Where something may follow until a time, after which the authority ends the filing by itself. */
export function withFollowing(headline: Headline, until: string | undefined, language: Language): Headline {
  const { todo } = standingWords[language];
  if (until === undefined || headline.todo !== todo.nothing) return headline;
  return { ...headline, tone: 'wait', todo: todo.follows(momentIn(until, language)) };
}

/** Where nothing is left to do about the filing itself, what is to be done about one that belongs to it. */
export function withLinked(
  headline: Headline,
  linked: readonly LinkedFiling[],
  language: Language,
  now: Date,
): Headline {
  if (headline.tone !== 'good') return headline;
  const open = linked.flatMap(({ key, filing }) => {
    const { tone, text } = filing ? shownStanding(filing, language, now) : { tone: 'none', text: '' };
    return tone === 'bad' || tone === 'wait' ? [{ tone, text, reference: key.reference } as const] : [];
  });
  const [first] = open.toSorted((a, b) => a.tone.localeCompare(b.tone));
  if (!first) return headline;
  const { todo } = standingWords[language];
  return { ...headline, tone: first.tone, todo: todo.seeLinked(first.reference, first.text) };
}

function waiting(filing: Filing, language: Language, noun: string): Omit<Headline, 'tone'> {
  const { happened, todo } = standingWords[language];
  const isAsked = (filing.history.findLast(({ due }) => due !== undefined)?.asks ?? 0) > 0;
  if (isAsked) return { happened: happened.asked(noun), todo: todo.waitForAnswer };
  if (filing.due === undefined) return { happened: happened.waiting, todo: todo.wait };
  if (isCarriedOut(filing))
    return { happened: happened.carriedOut(momentIn(filing.due, language)), todo: todo.waitForOthers };
  return { happened: happened.waitingUntil(momentIn(filing.due, language)), todo: todo.wait };
}

function answered(filing: Filing, language: Language, now: Date, noun: string): Headline {
  const { happened, todo } = standingWords[language];
  const { authority, state, request, deadline } = filing;
  const nothing = { tone: 'good', todo: todo.nothing } as const;
  if (request?.decision === 'refused')
    return { tone: 'bad', happened: happened.turnedDown(noun), todo: todo.look(noun) };
  if (request?.decision === 'accepted') return { ...nothing, happened: happened.accepted(noun) };
  if (state === null) return { ...nothing, happened: happened.answered(noun) };
  const { states } = viewOf(authority as AuthorityName);
  const said = happened.state(noun, saidOf(authority as AuthorityName, language)(state));
  const means = meaningOf(authority as AuthorityName, state, language);
  if (deadline !== undefined) {
    const at = momentIn(deadline, language);
    const isMissed = now.toISOString() > deadline;
    return {
      tone: isMissed ? 'bad' : 'wait',
      happened: said,
      todo: `${means} ${isMissed ? todo.missed(at) : todo.by(at)}`.trim(),
    };
  }
  if (states.bad.includes(state)) return { tone: 'bad', happened: said, todo: means || todo.look(noun) };
  if (states.pending.includes(state)) return { tone: 'wait', happened: said, todo: means || todo.waitForAnswer };
  return { ...nothing, happened: said, todo: means || todo.nothing };
}

function refused(filing: Filing, language: Language, noun: string): Headline {
  const { happened, todo } = standingWords[language];
  const last = filing.history.at(-1);
  const isWithdrawn = filing.errors.some(({ errorDescription = '' }) => errorDescription.startsWith('withdrawn:'));
  if (isWithdrawn) return { tone: 'bad', happened: happened.withdrawn, todo: todo.again };
  const isOurs = last?.httpStatus === null || (last?.direction === 'sent' && last.messageId === null);
  return {
    tone: 'bad',
    happened: isOurs ? happened.refused : happened.refusedThere(noun),
    todo: correction(filing, language),
  };
}

function correction({ errors }: Filing, language: Language): string {
  const { todo } = standingWords[language];
  // An error that names no place has no value to mark.
  if (errors.every(({ errorPointer }) => errorPointer === undefined)) return todo.correctIt;
  return errors.length > 1 ? todo.correctAll(errors.length) : todo.correct;
}
