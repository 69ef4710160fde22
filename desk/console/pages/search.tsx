import { filingId } from '../../../functions/ledger/items.ts';
import { filingPath } from '../filing-path.ts';
import { PostedBack } from '../layout/action-form.tsx';
import { FilingsTable } from '../list/filings-table.tsx';
import { foundFilings } from '../list/found-filings.ts';
import { pastedReferences } from '../list/pasted.ts';
import { PICK } from '../list/picked.ts';
import type { Page } from '../page.ts';
import { listWords } from '../words/list.ts';

/** Finds filings by references of any kind: one hit is opened, several are listed with those that were not found. */
export const searchPage: Page = {
  path: '/search',
  takesForms: true,
  navigation: { part: 'filings', name: (language) => listWords[language].searchTitle, key: 's' },
  async show(visit) {
    const { gateway, language, now, url, form } = visit;
    const words = listWords[language];
    const text = form.get('q') ?? url.searchParams.get('q') ?? '';
    const { references, isTooMany } = pastedReferences(text);
    const found = references.length > 0 ? await foundFilings(gateway, references) : undefined;
    const [only, ...others] = found?.keys ?? [];
    if (only && others.length === 0 && references.length === 1)
      return new Response(null, { status: 303, headers: { location: filingPath(only) } });
    return {
      title: words.searchTitle,
      content: (
        <>
          <form method="post" action="/search">
            <PostedBack visit={visit} />
            <div class="field">
              <label for="references">{words.searchLabel}</label>
              <textarea id="references" name="q" rows={references.length > 1 ? 8 : 3} spellcheck={false}>
                {text}
              </textarea>
              <span class="muted">{words.searchHint}</span>
            </div>
            <p class="buttons">
              <button type="submit" class="first">
                {words.search}
              </button>
            </p>
          </form>
          {isTooMany && <p class="notice waits">{words.tooMany}</p>}
          {found && found.missing.length > 0 && (
            <section aria-labelledby="missing">
              <h2 id="missing">{words.notFound(found.missing.length)}</h2>
              <p>{words.notFoundMeans}</p>
              <pre>{found.missing.join('\n')}</pre>
              {references.length === 1 && (
                <p>
                  <a href={`/list?text=${encodeURIComponent(references[0] ?? '')}&since=30d`}>{words.partOf}</a>
                </p>
              )}
            </section>
          )}
          {found && found.keys.length > 0 && (
            <section aria-labelledby="found">
              <h2 id="found">{words.found(found.keys.length)}</h2>
              <form method="post" action="/export?format=csv" class="buttons">
                <PostedBack visit={visit} />
                {found.keys.map((key) => (
                  <input type="hidden" name={PICK} value={filingId(key)} />
                ))}
                <button type="submit">{words.exportCsv}</button>
                {visit.may('replay') && (
                  <button type="submit" formaction="/replay">
                    {words.replay}
                  </button>
                )}
              </form>
              <FilingsTable
                summaries={found.summaries}
                {...{ language, now }}
                showsLane={gateway.authorities.length > 1}
                empty=""
              />
            </section>
          )}
        </>
      ),
    };
  },
};
