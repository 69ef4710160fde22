import * as z from 'zod';
import { authorityNames, contractOf } from './catalogue.ts';
import { OTHER_CLASS, OTHER_YEARS } from './retention.ts';

/** The classes of retention with the years that the law asks for, as far as it is known here. */
function lawfulYears(): Record<string, number> {
  const ofContracts = authorityNames.map((authority) => contractOf(authority).retention?.classes ?? {});
  return Object.assign({}, ...ofContracts, { [OTHER_CLASS]: OTHER_YEARS });
}

const years = z.int('whole number').min(1, 'at least 1 year').max(30, 'at most 30 years');

/** The settings of the archive. */
export const archive = z
  .strictObject({
    /** The years for which filings are kept, from the end of their year, by the class that each belongs to. */
    years: z
      .strictObject(Object.fromEntries(Object.entries(lawfulYears()).map(([name, of]) => [name, years.default(of)])))
      .prefault({}),
    /** The days after which the filings of an hour are archived. */
    afterDays: z.int('whole number').min(0).max(60, 'at most 60 days').default(7),
    /**
     * The lock of each object until its years are over: `governance` may be lifted by who has the right to,
     * `compliance` by nobody, not even AWS. A bucket that stands without one is not given it later.
     */
    objectLock: z.enum(['governance', 'compliance']).optional(),
  })
  .prefault({});

export type ArchiveConfiguration = z.infer<typeof archive>;
