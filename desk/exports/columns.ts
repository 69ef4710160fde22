import { authorityNames, referenceNames } from '../../schemas/catalogue.ts';
import { viewOf } from '../../schemas/settings.ts';
import type { ItemColumn } from '../../schemas/view.ts';

/** A column of an export, by the name in its header. */
export type ExportColumn = ItemColumn;

const filing: readonly ExportColumn[] = [
  { name: 'authority', text: 'the authority, by the name of its lane' },
  { name: 'kind', text: 'the kind of filing' },
  { name: 'reference', text: 'your reference' },
  { name: 'platform', text: 'the platform that submitted it' },
  { name: 'status', text: 'how it stands with us' },
  { name: 'state', text: 'how it stands with the authority, in our word' },
  { name: 'rawState', text: "the same, by the authority's code" },
  { name: 'stateDateTime', text: 'since when, as the authority wrote it' },
  { name: 'filedAt', text: 'its first message, in Paris' },
  { name: 'changedAt', text: 'its latest message, in Paris' },
  { name: 'due', text: 'when its message goes again, in Paris' },
  { name: 'overdueSince', text: 'since when an answer is overdue, in Paris' },
  { name: 'deadline', text: 'by when its next step is due, in Paris' },
];

const errors: readonly ExportColumn[] = [
  { name: 'errorCount', text: 'the number of its present errors' },
  { name: 'errorCodes', text: 'their codes, each once' },
  { name: 'errorPointer', text: 'the place of the first' },
  { name: 'errorDescription', text: 'the text of the first' },
];

const item: ExportColumn = { name: 'itemNumber', text: 'the number of the item; empty where there are none' };

const declaration: ExportColumn = {
  name: 'declaration',
  text: 'the whole declaration as JSON in the first row of a filing, with --with-bodies',
};

/**
 * The columns of an export, in their order: those of every filing, the references and the items of all authorities, so
 * that the header is the same whatever is exported.
 */
export function exportColumns(): ExportColumn[] {
  const references = authorityNames.flatMap((authority) =>
    referenceNames(authority).map((name) => ({ name, text: `reference of ${authority}` })),
  );
  const items = authorityNames.flatMap((authority) => viewOf(authority).itemColumns ?? []);
  const all = [...filing, ...references, ...errors, item, ...items, declaration];
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
}
