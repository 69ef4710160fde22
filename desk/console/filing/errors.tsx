import type { AuthorityName } from '../../../schemas/catalogue.ts';
import { viewOf } from '../../../schemas/settings.ts';
import type { PlacedError } from '../../filings/told-filing.ts';
import { errorPlace, errorText } from '../../render/words.ts';
import { type Language, languages } from '../language.ts';
import { textInLanguage } from '../words/fault-texts.ts';
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
          const { errorCode, at } = error;
          const anchor = anchorOf(error);
          const place = errorPlace(error, authority, language);
          return (
            <li>
              {place !== undefined && (
                <p class="place">
                  <strong>{place}</strong>
                  {at && (
                    <span>
                      <span class="muted">{words.sent}</span> <SentValue value={at.value} language={language} />
                    </span>
                  )}
                  {anchor !== undefined && <a href={`#${anchor}`}>{words.seeInMessage}</a>}
                </p>
              )}
              <p>
                {textInLanguage(errorText(error), authority, language)}{' '}
                {errorCode !== undefined && <code class="muted">{errorCode}</code>}
              </p>
              {adviceIn(authority, error, language).map((line) => (
                <p>
                  <span class="muted">{words.advice}</span> {textInLanguage(line, authority, language)}
                </p>
              ))}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** A value that was sent; a list stands in the message. */
function SentValue({ value, language }: { value: unknown; language: Language }) {
  const words = filingWords[language];
  if (value === null) return words.nothingSent;
  if (value === '') return words.emptySent;
  return Array.isArray(value) ? words.listSent(value.length) : <mark>{valueText(value)}</mark>;
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
