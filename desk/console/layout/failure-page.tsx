import type { PageFailure } from '../failure.ts';
import type { Language } from '../language.ts';
import { failureWords } from '../words/failures.ts';

/** A page that says why there is nothing to see, and what to do. */
export function FailurePage({ failure, language, here }: { failure: PageFailure; language: Language; here?: string }) {
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
