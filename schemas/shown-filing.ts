import * as z from 'zod';
import { type AuthorityName, catalogue, contractOf, filingKinds, filingStates, referenceNames } from './catalogue.ts';
import { type Filing, filingBase } from './filing.ts';
import { lazily } from './lazily.ts';

/** The authorities' own fields of a filing, by the authorities' names for them; a filing has those of its authority. */
const details = lazily(() =>
  Object.fromEntries(
    Object.values(catalogue).flatMap((contract) => [
      [contract.referenceName, z.string().nullish()],
      ...Object.entries(contract.details ?? {}).map(([name, schema]) => [name, schema().nullish()]),
      ...Object.entries(contract.findingDetails ?? {}).map(([name, schema]) => [name, schema().optional()]),
    ]),
  ),
);

/** A filing as it is shown: the fields of every filing, and those of its authority. */
export const shownFiling = lazily(() =>
  filingBase()
    .extend({
      kind: z.enum(filingKinds).describe('The kind of filing that the reference stands for'),
      state: z.enum(filingStates).nullable(),
      references: z
        .record(z.string(), z.string().nullable())
        .describe("The authority's own references, by its own names; null where it gave none yet"),
    })
    .extend(details() as Record<never, never>),
);
export type ShownFiling = z.infer<ReturnType<typeof shownFiling>> & Details;

/** The authority's own fields, by its own names. */
export type Details = Readonly<Record<string, unknown>>;

type Known = Pick<Filing, 'authority' | 'kind' | 'reference' | 'authorityReference' | 'details'>;

/** A filing, or a part of one, with the authority's own fields under its names for them; null where it gave none yet. */
export function shown<T extends Known>(filing: T) {
  const { authorityReference: _, details: __, ...rest } = filing;
  const given = givenIn(filing);
  const names = referenceNames(filing.authority as AuthorityName, filing.kind);
  const references = Object.fromEntries(names.map((name) => [name, given[name] ?? null]));
  return { ...rest, ...given, references } as typeof rest & Details & Named;
}
interface Named {
  references: ShownFiling['references'];
}

/** The authority's own fields of a filing, by its own names. */
export function givenIn({ authority, kind, reference, authorityReference, details }: Known): Details {
  const { referenceName, details: own = {}, findingDetails = {}, kinds } = contractOf(authority as AuthorityName);
  const ofOthers = Object.entries(kinds).flatMap(([name, one]) => (name === kind ? [] : (one.details ?? [])));
  const names = Object.keys(own).filter((name) => !ofOthers.includes(name));
  const given = names.map((name) => [name, details[name] ?? null]);
  const found = Object.keys(findingDetails).flatMap((name) => (name in details ? [[name, details[name]]] : []));
  const itself = kinds[kind]?.referenceName;
  return {
    [referenceName]: authorityReference,
    ...Object.fromEntries([...given, ...found]),
    ...(itself && { [itself]: reference }),
  };
}
