import type { Child } from 'hono/jsx';
import type { HistoryEntry } from '../../../schemas/filing.ts';
import { stepOf } from '../../render/times.ts';
import { errorLine } from '../../render/words.ts';
import type { Language } from '../language.ts';
import { Moment } from '../moment.tsx';
import { filingWords } from '../words/filing.ts';

export interface TimelineProperties {
  history: readonly HistoryEntry[];
  language: Language;
  /** The purpose of a message, by its name. */
  titleOf(message: string): string;
  /** The text of the message of an entry, by its index; nothing where texts are not shown. */
  bodyOf(index: number): Child;
}

const good = new Set(['accepted', 'taken', 'sent', 'arrived', 'settled', 'redriven', 'asked']);
const bad = new Set(['refused', 'stuck', 'unclear', 'unavailable']);

/** The life of a filing, oldest first: each message with its time, what became of it, and its text where that is shown. */
export function Timeline({ history, language, titleOf, bodyOf }: TimelineProperties) {
  const words = filingWords[language];
  return (
    <ol class="timeline">
      {history.map((entry, index) => {
        const before = history[index - 1];
        const isOut = entry.direction === 'sent';
        const tone = entry.errors || bad.has(entry.outcome) ? 'bad' : good.has(entry.outcome) ? 'good' : 'wait';
        return (
          <li class={isOut ? 'out' : 'in'}>
            <p>
              <span class="way" aria-hidden="true">
                {isOut ? '→' : '←'}
              </span>{' '}
              <strong>{entry.message}</strong> <span class="muted">{isOut ? words.out : words.in}</span>{' '}
              <Moment at={entry.at} language={language} isFull />
              {before && <span class="muted"> {stepOf(before.at, entry.at)}</span>}{' '}
              <span class={`mark ${tone}`}>{words.outcomes[entry.outcome] ?? entry.outcome}</span>
              {entry.httpStatus !== null && (
                <span class="muted">
                  {' '}
                  {words.http} {entry.httpStatus}
                </span>
              )}
            </p>
            <p class="muted">{titleOf(entry.message)}</p>
            <Details entry={entry} language={language} />
            {bodyOf(index)}
          </li>
        );
      })}
    </ol>
  );
}

function Details({ entry, language }: { entry: HistoryEntry; language: Language }) {
  const words = filingWords[language];
  const { errors = [], due, tries = 0, about, settled, messageId } = entry;
  return (
    <>
      {errors.map((error) => (
        <p class="mark bad">{errorLine(error)}</p>
      ))}
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
          {settled.created ? `${words.created}: ${settled.number ?? ''}` : words.notCreated}{' '}
          <span class="muted">
            {words.by} {settled.by}
            {settled.reason !== undefined && `: ${settled.reason}`}
          </span>
        </p>
      )}
      {messageId !== null && <p class="muted mono">{messageId}</p>}
    </>
  );
}
