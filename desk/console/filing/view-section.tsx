import type { Section, SectionTable } from '../../../schemas/view.ts';
import type { Language } from '../language.ts';
import { DataTable } from '../layout/data-table.tsx';
import { FactList } from '../layout/fact-list.tsx';
import { Moment } from '../moment.tsx';

/** An instant of ours, as machines have it. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

interface ViewSectionProps {
  section: Section;
  said(english: string): string;
  language: Language;
}

/** A part of a filing as its authority's view has it: facts, a table, a line at the end. */
export function ViewSection({ section, said, language }: ViewSectionProps) {
  const { title, facts = [], table, closing = [] } = section;
  const known = facts.filter(([, value]) => value !== '');
  const shown = (value: string) => (INSTANT.test(value) ? <Moment at={value} language={language} isFull /> : value);
  if (known.length === 0 && (table?.rows.length ?? 0) === 0 && closing.length === 0) return null;
  return (
    <section>
      <h2>{said(title)}</h2>
      {known.length > 0 && <FactList facts={known.map(([name, value]) => [said(name), shown(value)] as const)} />}
      {table && table.rows.length > 0 && <Rows title={said(title)} table={table} said={said} />}
      {closing.length > 0 && (
        <p>{closing.map((part) => (typeof part === 'string' ? said(part) : <strong>{part.strong}</strong>))}</p>
      )}
    </section>
  );
}

function Rows({ title, table, said }: { title: string; table: SectionTable; said(english: string): string }) {
  const { columns, numbers, rows } = table;
  return (
    <DataTable
      caption={title}
      empty=""
      rows={rows}
      columns={columns.map((name, index) => ({
        title: titleCase(said(name)),
        isNumber: numbers.includes(name),
        cell: (row: readonly string[]) => said(row[index] ?? ''),
      }))}
    />
  );
}

/** A word of so few letters, such as HS, is an abbreviation. */
const SHORT = 2;

/** The titles of a terminal's table stand in capitals, which read badly on a page. */
function titleCase(title: string): string {
  const [first = '', ...more] = title.split(' ');
  const isShort = first.length <= SHORT;
  return [
    isShort ? first : first.charAt(0) + first.slice(1).toLowerCase(),
    ...more.map((one) => one.toLowerCase()),
  ].join(' ');
}
