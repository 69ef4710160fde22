import { tokensOf } from '../../../../schemas/fault.ts';
import { creation, item } from '../../../support/messages.ts';

type Json = Record<string, unknown>;

/** A message with fields put in, by their pointers; an undefined one is taken out. */
export function put<Message>(message: Message, fields: Readonly<Record<string, unknown>>): Message {
  const copy = structuredClone(message);
  for (const [pointer, value] of Object.entries(fields)) {
    const path = tokensOf(pointer);
    let at = copy as Json;
    for (const key of path.slice(0, -1)) {
      at[key] ??= {};
      at = at[key] as Json;
    }
    const key = path.at(-1) as string;
    if (value === undefined) delete at[key];
    else at[key] = value;
  }
  return copy;
}

/** A declaration with fields put in below `/declaration`. */
export const declared = (fields: Readonly<Record<string, unknown>>, ...items: object[]) =>
  put(
    creation('L-1', 'A', items.length > 0 ? items : [item()]),
    Object.fromEntries(Object.entries(fields).map(([pointer, value]) => [`/declaration${pointer}`, value])),
  );

/** An item with fields put in. */
export const goods = (fields: Readonly<Record<string, unknown>> = {}, amount = 20, number = 1) =>
  put(item(amount, 'EUR', number), fields);

/** An item under these additional procedures. */
export const under = (codes: readonly string[], amount = 20, number = 1) =>
  goods(
    { '/additionalProcedure': codes.map((additionalProcedureCode) => ({ additionalProcedureCode })) },
    amount,
    number,
  );

export const documents = (...types: readonly (readonly [string, string])[]) =>
  types.map(([supportingDocumentType, supportingDocumentReference]) => ({
    supportingDocumentType,
    supportingDocumentReference,
  }));
export const merchants = ['C127', 'TS-1'] as const;
export const manufacturers = ['C128', 'M-1'] as const;
export const standard = ['C129', '4006381333931'] as const;

/** Goods with these documents, with no additional reference. */
export const documented = (...types: readonly (readonly [string, string])[]) =>
  goods({ '/supportingDocuments': documents(...types), '/additionalReferences': undefined });
/** Goods with this standardised identifier. */
export const numbered = (number: string) => documented(merchants, manufacturers, ['C129', number]);

/** Fiscal references by their roles. */
export const fiscal = (...references: readonly (readonly [string, string])[]) => ({
  '/additionalFiscalReferences': references.map(([additionalFiscalReferenceRole, additionalFiscalReferenceId]) => ({
    additionalFiscalReferenceRole,
    additionalFiscalReferenceId,
  })),
});
export const vendor = ['FR5', 'IM2500012345'] as const;

/** An anticipated declaration that expects its goods then. */
export const expectedOn = (day: string, ...items: object[]) =>
  put(creation('L-1', 'D', items.length > 0 ? items : [item()]), {
    '/declaration/genericInformation/provisionalValidationDateTime': `${day}T08:00:00+01:00[Europe/Paris]`,
  });

/** Union goods from a place. */
export const union = (country: string, ...items: object[]) =>
  declared(
    {
      '/genericInformation/declarationType': 'CO',
      '/exporter/exporterAddress/exporterCountry': country,
    },
    ...items,
  );
