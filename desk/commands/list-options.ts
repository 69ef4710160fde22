import type { FilterOptions } from '../filter/options.ts';

/** The options of `list`. */
export interface ListOptions extends FilterOptions {
  limit?: string | undefined;
  /** The place at which a page begins, as the page before it told. */
  cursor?: string | undefined;
  /** Only the number of what matches. */
  count?: boolean | undefined;
  groupBy?: readonly string[] | undefined;
  json?: boolean | undefined;
  /** One object a line. */
  ndjson?: boolean | undefined;
}
