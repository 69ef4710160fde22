import type { Difference } from '../../../schemas/view.ts';
import type { Language } from '../language.ts';
import { DataTable } from '../layout/data-table.tsx';
import { filingWords } from '../words/filing.ts';

/** The values that the authority gave back otherwise than they were sent; nothing where there are none. */
export function FilingDifferences({
  differences,
  language,
}: {
  differences: readonly Difference[];
  language: Language;
}) {
  const words = filingWords[language];
  if (differences.length === 0) return null;
  return (
    <section>
      <h2>{words.differences}</h2>
      <DataTable
        caption={words.differences}
        empty=""
        rows={differences}
        columns={[
          { title: words.place, cell: ({ path }) => path },
          { title: words.sentColumn, cell: ({ sent }) => textOf(sent) },
          { title: words.returnedColumn, cell: ({ returned }) => textOf(returned) },
        ]}
      />
    </section>
  );
}

const textOf = (value: unknown) =>
  value === null || value === undefined ? '' : typeof value === 'object' ? '…' : String(value);
