import type { AuthorityName } from '../../../schemas/catalogue.ts';
import { viewOf } from '../../../schemas/settings.ts';
import type { PlacedError } from '../../filings/told-filing.ts';
import { errorText } from '../../render/words.ts';
import { type Language, languages } from '../language.ts';
import { filingWords } from '../words/filing.ts';

export interface FilingErrorsProperties {
  authority: AuthorityName;
  errors: readonly PlacedError[];
  language: Language;
  /** The anchor of a place in the message that an error is about, where that is shown. */
  anchorOf(error: PlacedError): string | undefined;
}

/** The present errors: each in words, with its place and the value that was sent there. */
export function FilingErrors({ authority, errors, language, anchorOf }: FilingErrorsProperties) {
  const words = filingWords[language];
  if (errors.length === 0) return null;
  return (
    <section aria-labelledby="errors">
      <h2 id="errors">{words.errors(errors.length)}</h2>
      <ol class="errors">
        {errors.map((error) => {
          const { errorCode, errorPointer, at } = error;
          const anchor = anchorOf(error);
          const place = at?.path ?? errorPointer;
          return (
            <li>
              <p class="says">
                {errorText(error)} {errorCode !== undefined && <code>{errorCode}</code>}
              </p>
              {place !== undefined && (
                <dl class="facts">
                  <div>
                    <dt>{words.place}</dt>
                    <dd>
                      <strong>{place}</strong>
                    </dd>
                  </div>
                  {at && (
                    <div>
                      <dt>{words.sent}</dt>
                      <dd>
                        {at.value === null ? words.nothingSent : <mark>{valueText(at.value)}</mark>}{' '}
                        {anchor !== undefined && <a href={`#${anchor}`}>{words.seeInMessage}</a>}
                      </dd>
                    </div>
                  )}
                </dl>
              )}
              {adviceIn(authority, error, language).map((line) => (
                <p>
                  <span class="muted">{words.advice}:</span> {line}
                </p>
              ))}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The most characters of a value that stand beside an error. */
const LONGEST_VALUE = 300;

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)} …` : text;
}

/** Our words on an error of the authority: those in the language where there is one for each. */
function adviceIn(authority: AuthorityName, error: PlacedError, language: Language): readonly string[] {
  if (error.errorPointer?.startsWith('/payload')) return [];
  const lines = viewOf(authority).adviceOn?.(error) ?? [];
  const own = lines.length === languages.length ? lines[languages.indexOf(language)] : undefined;
  return own === undefined ? lines : [own];
}
