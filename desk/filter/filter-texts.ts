/** The fields of a filter, by the names of their options, which are those of a URL's query too. */
export const filterFields = [
  ...(['authority', 'platform', 'status', 'state', 'message', 'document', 'code', 'place'] as const),
  ...(['overdue', 'orphans', 'differs', 'since', 'until', 'text'] as const),
] as const;
export type FilterField = (typeof filterFields)[number];

/** The fields that are given by their name alone. */
export const filterFlags: readonly FilterField[] = ['overdue', 'orphans', 'differs'];

/** A filter as it was given: the texts of each field, in the order in which they came. */
export type FilterTexts = Readonly<Partial<Record<FilterField, readonly string[]>>>;

/** The one text of a flag that is given. */
export const FLAG_TEXT = 'true';
