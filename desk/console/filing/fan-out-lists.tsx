import { outbound } from '../../../functions/ledger/attempts.ts';
import type { ReadFiling } from '../../../functions/ledger/filing.ts';
import { viewOf } from '../../../schemas/settings.ts';
import { givenIn } from '../../../schemas/shown-filing.ts';
import type { FilterTexts } from '../../filter/filter-texts.ts';
import { queryOf } from '../../filter/query.ts';
import type { Language } from '../language.ts';
import { fanOutWords } from '../words/fan-out.ts';

/** The progress of a message that is carried out among many filings, with lists of these; nothing for any other. */
export function FanOutLists({ read, language }: { read: ReadFiling; language: Language }) {
  const { key, filing } = read;
  const sent = read.latest();
  const fanOut = sent && outbound(key, sent.message)?.fanOut;
  if (!sent || !fanOut) return null;
  const words = fanOutWords[language];
  const progress = viewOf(key.authority).progressOf?.(givenIn(filing));
  const chosen = fanOut.chosen(JSON.parse(sent.body));
  const document = 'findableBy' in chosen ? chosen.findableBy : undefined;
  const lists: readonly (readonly [string, FilterTexts])[] = [
    [words.all, {}],
    [words.rejected, { status: ['rejected', 'refused', 'failed'] }],
    [words.waiting, { status: ['waiting', 'sent'] }],
    [words.left, { state: outbound(key, fanOut.message)?.followsOn?.states ?? [] }],
  ];
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">{words.title}</h2>
      {progress && (
        <p>
          <progress value={progress.done} max={Math.max(1, progress.of)} aria-label={words.title} />{' '}
          {words.count(progress.done, progress.of)}
        </p>
      )}
      {document !== undefined && (
        <p class="buttons">
          {lists.map(([name, texts]) => (
            <a class="button" href={`/list?${queryOf({ document: [document], ...texts })}`}>
              {name}
            </a>
          ))}
        </p>
      )}
    </section>
  );
}
