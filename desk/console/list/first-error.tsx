import type { FilingSummary } from '../../../schemas/filing-summary.ts';
import { ErrorWords } from '../filing/error-words.tsx';
import type { Language } from '../language.ts';
import { listWords } from '../words/list.ts';

/** The first present error of a filing in a list, and how many more there are. */
export function FirstError({ summary, language }: { summary: FilingSummary; language: Language }) {
  const { authority, errors, errorCount } = summary;
  const [first] = errors;
  if (!first) return null;
  return (
    <>
      <ErrorWords error={first} authority={authority} language={language} />
      {errorCount > 1 && <span class="muted"> ({listWords[language].more(errorCount - 1)})</span>}
    </>
  );
}
