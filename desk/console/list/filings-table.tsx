import { filingId } from '../../../functions/ledger/items.ts';
import type { FilingSummary } from '../../../schemas/filing-summary.ts';
import { viewOf } from '../../../schemas/settings.ts';
import { nextStepOf, shownStanding } from '../filing/state-words.ts';
import { filingPath } from '../filing-path.ts';
import type { Language } from '../language.ts';
import { type DataColumn, DataTable } from '../layout/data-table.tsx';
import { Mark } from '../layout/mark.tsx';
import { Moment } from '../moment.tsx';
import { listWords } from '../words/list.ts';
import { FirstError } from './first-error.tsx';
import { PICK } from './picked.ts';

export interface FilingsTableProperties {
  summaries: readonly FilingSummary[];
  language: Language;
  now: Date;
  /** Several lanes stand in one list. */
  showsLane: boolean;
  /** The form to which the boxes of its rows belong; none where rows are not selected. */
  form?: string;
  empty: string;
}

/** Filings one a row, with the columns by which a person decides what is next. */
export function FilingsTable({ summaries, language, now, showsLane, form, empty }: FilingsTableProperties) {
  const words = listWords[language];
  const columns: DataColumn<FilingSummary>[] = [
    {
      title: words.reference,
      isReference: true,
      cell: (one) => (
        <>
          {form !== undefined && (
            <input
              type="checkbox"
              name={PICK}
              value={filingId(one)}
              form={form}
              aria-label={words.selectOne(one.reference)}
            />
          )}{' '}
          <a href={filingPath(one)}>{one.reference}</a>
        </>
      ),
    },
    ...(summaries.some((one) => theirReference(one) !== '')
      ? [
          {
            title: words.theirs,
            cell: (one: FilingSummary) => theirReference(one) && <span class="mono">{theirReference(one)}</span>,
          },
        ]
      : []),
    ...(showsLane
      ? [
          {
            title: words.lane,
            isShort: true,
            cell: ({ authority }: FilingSummary) => <span class="nowrap">{authority}</span>,
          },
        ]
      : []),
    { title: words.platform, isShort: true, cell: ({ platform }) => platform ?? '' },
    {
      title: words.standing,
      cell: (one) => {
        const { tone, text } = shownStanding(one, language, now);
        return <Mark tone={tone}>{text}</Mark>;
      },
    },
    { title: words.error, cell: (one) => <FirstError summary={one} language={language} /> },
    { title: words.since, isShort: true, cell: ({ since }) => <Moment at={since} language={language} /> },
    { title: words.next, isShort: true, cell: (one) => nextStepOf(one, language, now) },
  ];
  return <DataTable caption={words.title} columns={columns} rows={summaries} empty={empty} />;
}

/** The reference of the authority that says most. */
function theirReference({ authority, references }: FilingSummary): string {
  const known = viewOf(authority).columns.map(({ name }) => references[name]);
  return known.findLast((one) => one !== undefined) ?? '';
}
