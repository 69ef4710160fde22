import * as z from 'zod';
import { type AuthorityName, catalogue, contractOf, filingStates } from './catalogue.ts';
import { type Filing, filingBase } from './filing.ts';
import { lazily } from './lazily.ts';

/** What filings show of their authorities' own, by the authorities' names for it. */
const details = lazily(() =>
  Object.fromEntries(
    Object.values(catalogue).flatMap((contract) => [
      [contract.referenceName, z.string().nullable()],
      ...Object.entries(contract.details).map(([name, schema]) => [name, schema().nullable()]),
    ]),
  ),
);

/** A filing as it is shown: with what the authority gave beside what every filing has. */
export const shownFiling = lazily(() =>
  filingBase()
    .extend({ state: z.enum(filingStates).nullable() })
    .extend(details() as Record<never, never>),
);
export type ShownFiling = z.infer<ReturnType<typeof shownFiling>> & Details;

/** What an authority gave, by its own names. */
export type Details = Readonly<Record<string, unknown>>;

/** A filing, or a part of one, with what the authority gave under the authority's names; null where it gave nothing yet. */
export function shown<T extends Pick<Filing, 'authority' | 'authorityReference' | 'details'>>(filing: T) {
  const { authorityReference, details, ...rest } = filing;
  const contract = contractOf(filing.authority as AuthorityName);
  const own = Object.keys(contract.details).map((name) => [name, details[name] ?? null]);
  return { ...rest, [contract.referenceName]: authorityReference, ...Object.fromEntries(own) } as typeof rest & Details;
}
