import type { Child } from 'hono/jsx';
import type { AuthorityName } from '../../../schemas/catalogue.ts';
import type { HistoryTelling } from '../../../schemas/filing.ts';
import type { PlacedError, ToldEntry } from '../../filings/told-filing.ts';
import { stepOf } from '../../render/times.ts';
import { colonIn } from '../colon.ts';
import type { Language } from '../language.ts';
import { Moment } from '../moment.tsx';
import { filingWords } from '../words/filing.ts';
import { ErrorWords } from './error-words.tsx';

export interface TimelineProperties {
  authority: AuthorityName;
  history: readonly ToldEntry[];
  /** The present errors of the filing. */
  present: readonly PlacedError[];
  language: Language;
  /** The purpose of a message, by its name. */
  titleOf(message: string): string;
  /** The text of the message of an entry, by its index; nothing where texts are not shown. */
  bodyOf(index: number): Child;
}

const good = new Set(['accepted', 'taken', 'sent', 'arrived', 'settled', 'redriven', 'asked']);
const bad = new Set(['refused', 'rejected', 'failed', 'stuck', 'unclear', 'unavailable']);

/** The life of a filing, oldest first: each message with its time, what became of it, and its text where that is shown. */
export function Timeline({ authority, history, present, language, titleOf, bodyOf }: TimelineProperties) {
  const words = filingWords[language];
  return (
    <ol class="timeline">
      {history.map((entry, index) => {
        const before = history[index - 1];
        const isOut = entry.direction === 'sent';
        const { outcome } = entry;
        const tone = (isOut && entry.errors) || bad.has(outcome) ? 'bad' : good.has(outcome) ? 'good' : 'wait';
        return (
          <li class={isOut ? 'out' : 'in'}>
            <p>
              <span class="way" aria-hidden="true">
                {isOut ? '→' : '←'}
              </span>{' '}
              <strong>{entry.message}</strong> <span class="muted">{isOut ? words.out : words.in}</span>{' '}
              <Moment at={entry.at} language={language} isFull />
              {before && <span class="muted"> {stepOf(before.at, entry.at)}</span>}{' '}
              <span class={`mark ${tone}`}>{words.outcomes[outcome] ?? outcome}</span>
              {entry.httpStatus !== null && (
                <span class="muted">
                  {' '}
                  {words.http} {entry.httpStatus}
                </span>
              )}
            </p>
            <p class="muted">{titleOf(entry.message)}</p>
            <Details {...{ entry, language, authority }} isPresent={isSame(entry.errors, present)} />
            {bodyOf(index)}
          </li>
        );
      })}
    </ol>
  );
}

/** The most errors of one message that are shown: the message itself has all of them marked. */
const MOST_ERRORS = 3;

/** Errors that stand above already are not said again. */
function isSame(errors: readonly PlacedError[] | undefined, present: readonly PlacedError[]): boolean {
  return JSON.stringify(errors) === JSON.stringify(present);
}

interface DetailsProperties {
  entry: ToldEntry;
  language: Language;
  authority: AuthorityName;
  isPresent: boolean;
}

function Details({ entry, language, authority, isPresent }: DetailsProperties) {
  const words = filingWords[language];
  const { errors = [], due, tries = 0, about, settled, told, messageId } = entry;
  return (
    <>
      {!isPresent &&
        errors.slice(0, MOST_ERRORS).map((error) => (
          <p class="mark bad">
            <ErrorWords {...{ error, authority, language }} /> {error.errorCode && <code>{error.errorCode}</code>}
          </p>
        ))}
      {!isPresent && errors.length > MOST_ERRORS && (
        <p class="mark bad">{words.moreErrors(errors.length - MOST_ERRORS)}</p>
      )}
      {about && (
        <p class="muted">
          {words.about(about.message)}
          {about.attempt > 1 && `, ${words.attempt(about.attempt)}`}
        </p>
      )}
      {(due !== undefined || tries > 0) && (
        <p class="muted">
          {tries > 0 && words.failedCalls(tries)}
          {tries > 0 && due !== undefined && ', '}
          {due !== undefined && (
            <>
              {words.goesAgain} <Moment at={due} language={language} />
            </>
          )}
        </p>
      )}
      {settled && (
        <p>
          {settled.created ? `${words.created}${colonIn(language)}${settled.number ?? ''}` : words.notCreated}{' '}
          <span class="muted">
            {words.by} {settled.by}
            {settled.reason !== undefined && `${colonIn(language)}${settled.reason}`}
          </span>
        </p>
      )}
      {told && <Told told={told} language={language} />}
      {messageId !== null && <p class="muted mono">{messageId}</p>}
    </>
  );
}

/** The sentence that says whether the platform was told of a received message. */
function Told({ told, language }: { told: HistoryTelling; language: Language }) {
  const { end, at, outcome = '', againAt } = told;
  const words = filingWords[language].tellings;
  const On = ({ at }: { at: string }) => (
    <>
      {words.on} <Moment at={at} language={language} isFull />
    </>
  );
  if (end !== 'told') return <p class={end === 'aside' ? 'mark bad' : 'muted'}>{words[end]}</p>;
  return (
    <p class="muted">
      {words.told(outcome)} {at !== undefined && <On at={at} />}
      {againAt !== undefined && (
        <>
          , {words.again} <On at={againAt} />
        </>
      )}
    </p>
  );
}
