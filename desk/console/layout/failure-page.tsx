import type { PageFailure } from '../failure.ts';
import type { Language } from '../language.ts';
import { failureWords } from '../words/failures.ts';

export interface FailurePageProperties {
  failure: PageFailure;
  language: Language;
  /** The page that was asked for. */
  here?: string;
  /** A link of another page led here: a browser that has a session did not show it, and does so from here on. */
  isFromElsewhere: boolean;
}

/** A page that says why there is nothing to see, and what to do. */
export function FailurePage({ failure, language, here, isFromElsewhere }: FailurePageProperties) {
  const words = failureWords[language];
  return (
    <div class="failure">
      <p>{failure.says}</p>
      <p class="todo">{failure.todo}</p>
      {failure.command && (
        <pre>
          <code>{failure.command}</code>
        </pre>
      )}
      {here && failure.name === 'noSession' && isFromElsewhere && (
        <>
          <p>{words.noSession.fromElsewhere}</p>
          <p>
            <a class="button first" href={here}>
              {words.noSession.goOn}
            </a>
          </p>
        </>
      )}
      {here && failure.status === 503 && (
        <p>
          <a class="button" href={here}>
            {words.again}
          </a>
        </p>
      )}
    </div>
  );
}
