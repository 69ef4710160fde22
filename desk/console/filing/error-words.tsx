import type { AuthorityName } from '../../../schemas/catalogue.ts';
import type { PlacedError } from '../../filings/told-filing.ts';
import { errorPlace, errorText } from '../../render/words.ts';
import { colonIn } from '../colon.ts';
import type { Language } from '../language.ts';
import { textInLanguage } from '../words/fault-texts.ts';

/** An error in words, after its place in the message. */
export function ErrorWords(of: { error: PlacedError; authority: AuthorityName; language: Language }) {
  const { error, authority, language } = of;
  const place = errorPlace(error, authority, language);
  return (
    <>
      {place && <strong>{`${place}${colonIn(language)}`}</strong>}
      {textInLanguage(errorText(error), authority, language)}
    </>
  );
}
