import { knownTotal } from '../../filings/count-filings.ts';
import { listPage as readPage } from '../../filings/list-page.ts';
import type { FilterTexts } from '../../filter/filter-texts.ts';
import { queryOf, textsInQuery } from '../../filter/query.ts';
import { filterAt, readFilter } from '../../filter/read-filter.ts';
import { PostedBack } from '../layout/action-form.tsx';
import { FilingsTable } from '../list/filings-table.tsx';
import { FilterForm } from '../list/filter-form.tsx';
import { platformNames } from '../list/platform-names.ts';
import type { Page } from '../page.ts';
import type { Visit } from '../visit.ts';
import { listWords } from '../words/list.ts';

/** The filings of one page. */
const PAGE_SIZE = 50;
const SELECTION = 'selection';

/** Filings by a filter, newest fact first. */
export const filingsPage: Page = {
  path: '/list',
  navigation: { part: 'filings', name: (language) => listWords[language].title, key: 'f' },
  async show(visit) {
    const { gateway, language, now, url } = visit;
    const words = listWords[language];
    const selection = readFilter(textsInQuery(url.searchParams), now, 'query');
    const { texts } = selection;
    const filter = filterAt(selection, gateway);
    const books = await gateway.books();
    const cursor = url.searchParams.get('cursor') ?? undefined;
    const [{ summaries, next, read }, total] = await Promise.all([
      readPage(books, filter, { limit: PAGE_SIZE, cursor }),
      knownTotal(books, filter, now),
    ]);
    const known = total ?? (cursor === undefined && next === undefined ? summaries.length : undefined);
    const lanes = filter.authorities;
    return {
      title: words.title,
      content: (
        <>
          <FilterForm
            texts={texts}
            authorities={lanes}
            platforms={platformNames(gateway)}
            language={language}
            page="/list"
          />
          <p>
            <strong>{known === undefined ? words.shown(summaries.length) : words.total(known)}</strong>{' '}
            {selection.defaultDays !== undefined && <span class="muted">{words.lastDays(selection.defaultDays)}</span>}{' '}
            {read > 2 * summaries.length + 1 && <span class="muted">({words.read(read)})</span>}
          </p>
          <FilingsTable
            {...{ summaries, language, now, form: SELECTION }}
            showsLane={lanes.length > 1}
            empty={`${words.none} ${words.noneMeans}`}
          />
          <p class="buttons">
            {cursor !== undefined && <a href={`/list?${queryOf(texts)}`}>{words.firstPage}</a>}
            {next !== undefined && (
              <a class="button" href={`/list?${queryOf(texts)}&cursor=${encodeURIComponent(next)}`} rel="next">
                {words.nextPage}
              </a>
            )}
          </p>
          {summaries.length > 0 && <Selected visit={visit} texts={texts} />}
        </>
      ),
    };
  },
};

/** The actions on the selected filings, and on all that match. */
function Selected({ visit, texts }: { visit: Visit; texts: FilterTexts }) {
  const words = listWords[visit.language];
  const query = queryOf(texts);
  return (
    <div class="selected">
      <form method="post" action="/replay" id={SELECTION} class="buttons">
        <PostedBack visit={visit} />
        <span>{words.withSelected}</span>
        {visit.may('replay') && <button type="submit">{words.replay}</button>}
        <button type="submit" formaction="/export?format=csv">
          {words.exportCsv}
        </button>
      </form>
      <p class="buttons">
        <span>{words.withAll}</span>
        {visit.may('replay') && (
          <a class="button" href={`/replay?${query}`}>
            {words.replay}
          </a>
        )}
        <a class="button" href={`/export?format=csv&${query}`}>
          {words.exportCsv}
        </a>
        <a class="button" href={`/export?format=ndjson&${query}`}>
          {words.exportLines}
        </a>
        <a class="button" href={`/groups?${query}`}>
          {words.groups}
        </a>
      </p>
    </div>
  );
}
