import type { BooksFilter } from '../../../functions/books/books.ts';
import { type FilingStatus, filingStatuses } from '../../../schemas/filing.ts';
import { type FilingGroup, groupFilings } from '../../filings/groups.ts';
import type { FilterTexts } from '../../filter/filter-texts.ts';
import { queryOf, textsInQuery } from '../../filter/query.ts';
import { filterAt, readFilter } from '../../filter/read-filter.ts';
import { placeWords } from '../../places/place-words.ts';
import { errorText } from '../../render/words.ts';
import { colonIn } from '../colon.ts';
import { filingPath } from '../filing-path.ts';
import type { Language } from '../language.ts';
import { DataTable } from '../layout/data-table.tsx';
import { FilterForm } from '../list/filter-form.tsx';
import { platformNames } from '../list/platform-names.ts';
import { Moment } from '../moment.tsx';
import type { Page } from '../page.ts';
import type { Visit } from '../visit.ts';
import { textInLanguage } from '../words/fault-texts.ts';
import { listWords } from '../words/list.ts';

/** The statuses of filings that did not get through. */
const failed: readonly FilingStatus[] = ['refused', 'rejected', 'failed', 'stuck', 'unclear'];

/** Failures by code, place and platform: the largest group first. */
export const groupsPage: Page = {
  path: '/groups',
  navigation: { part: 'filings', name: (language) => listWords[language].groupsTitle, key: 'e' },
  async show(visit) {
    const { gateway, language, now, url } = visit;
    const words = listWords[language];
    const { texts, filter } = readFilter(withFailed(textsInQuery(url.searchParams)), now, 'query');
    const selected: BooksFilter = filterAt({ filter }, gateway);
    const books = await gateway.books();
    const groups = await groupFilings(books.all(selected), ['code', 'place', 'platform'], selected.codes);
    return {
      title: words.groupsTitle,
      content: (
        <>
          <p class="muted">{words.groupsMean}</p>
          <FilterForm
            texts={texts}
            authorities={selected.authorities}
            platforms={platformNames(gateway)}
            language={language}
            page="/groups"
          />
          <DataTable
            caption={words.groupsTitle}
            empty={words.noGroups}
            rows={groups}
            columns={[
              {
                title: words.group,
                isWhole: true,
                cell: (group) => (
                  <>
                    <GroupName group={group} language={language} />
                    <GroupLinks group={group} texts={texts} visit={visit} />
                  </>
                ),
              },
              { title: words.platform, isShort: true, cell: ({ values }) => values.platform ?? '' },
              { title: words.count, isNumber: true, isShort: true, cell: ({ count }) => count },
              { title: words.first, isShort: true, cell: ({ first }) => <Moment at={first} language={language} /> },
              { title: words.last, isShort: true, cell: ({ last }) => <Moment at={last} language={language} /> },
              {
                title: words.example,
                isReference: true,
                isShort: true,
                cell: ({ example }) => <a href={filingPath(example)}>{example.reference}</a>,
              },
            ]}
          />
        </>
      ),
    };
  },
};

/** The actions on all filings of a group. */
function GroupLinks({ group, texts, visit }: { group: FilingGroup; texts: FilterTexts; visit: Visit }) {
  const words = listWords[visit.language];
  const query = queryOf(filterOfGroup(texts, group));
  const { reference } = group.example;
  const links = [
    [words.open, `/list?${query}`],
    ...(visit.may('replay') ? [[words.replay, `/replay?${query}`] as const] : []),
    [words.exportCsv, `/export?format=csv&${query}`],
  ] as const;
  return (
    <div class="buttons links">
      {links.map(([name, href]) => (
        <a class="button small" href={href} aria-label={`${name} ${reference}`}>
          {name}
        </a>
      ))}
    </div>
  );
}

/** Without a status that is chosen, all that did not get through. */
function withFailed(texts: FilterTexts): FilterTexts {
  return texts.status || texts.state || texts.overdue
    ? texts
    : { ...texts, status: filingStatuses.filter((one) => failed.includes(one)) };
}

/** The filter that selects the filings of a group; errors without a code are told apart by their text. */
function filterOfGroup(texts: FilterTexts, { values, error }: FilingGroup): FilterTexts {
  const { code, place, platform } = values;
  const text = code === null && error?.errorDescription !== undefined ? error.errorDescription.slice(0, 60) : undefined;
  return {
    ...texts,
    ...(code != null && { code: [code] }),
    ...(place != null && { place: [place] }),
    ...(platform != null && { platform: [platform] }),
    ...(text !== undefined && { text: [text] }),
  };
}

function GroupName({ group: { values, error, example }, language }: { group: FilingGroup; language: Language }) {
  const words = listWords[language];
  const { authority } = example;
  const place = values.place == null ? '' : placeWords(authority, values.place, language);
  return (
    <>
      {values.code == null ? <span class="muted">{words.noCode}</span> : <code>{values.code}</code>}{' '}
      {place !== '' && <strong>{`${place}${colonIn(language)}`}</strong>}
      {error && textInLanguage(errorText(error), authority, language)}
    </>
  );
}
