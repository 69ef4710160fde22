import { authorityNames } from '../../../schemas/catalogue.ts';
import { lazily } from '../../../schemas/lazily.ts';
import { viewOf } from '../../../schemas/settings.ts';
import type { Language } from '../language.ts';
import { typeset } from '../typeset.ts';
import { alarmPhrases } from './alarms.ts';
import { causePhrases } from './causes.ts';
import { certificatePhrases } from './certificates.ts';
import { findingPhrases, partPhrases } from './findings.ts';
import { phraseBook } from './phrase-book.ts';
import { refusalPhrases } from './refusals.ts';

const texts = lazily(() =>
  phraseBook({
    ...Object.assign({}, ...authorityNames.map((authority) => viewOf(authority).inFrench ?? {})),
    ...refusalPhrases,
    ...certificatePhrases,
    ...findingPhrases,
    ...causePhrases,
    ...alarmPhrases,
  }),
);
const parts = phraseBook(partPhrases);

/**
 * A text that the desk says on the command line and on a page alike, in the language of the page: a finding, a refusal,
 * the reason for something. It stays English where it has no French, such as the words of AWS.
 */
export function deskText(text: string, language: Language): string {
  return language === 'fr' ? typeset(texts()(text)) : text;
}

/** The name of a part of the gateway that the doctor looks at. */
export function partText(part: string, language: Language): string {
  return language === 'fr' ? typeset(parts(part)) : part;
}
