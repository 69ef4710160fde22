import type { Warning } from '../contract.ts';
import { valueAt } from '../fault.ts';

/** The fields that each presentation probably needs; any one of a list will do. */
const likelyNeeded: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'house-consignment': [['/customsOfficeOfPresentation'], ['/transportDocumentHouseLevel']],
  receptacle: [['/customsOfficeOfPresentation'], ['/receptacleIdentificationNumber', '/receptacleId']],
  'master-consignment': [
    ['/customsOfficeOfPresentation'],
    ['/consignmentMasterLevel', '/transportDocumentMasterLevel'],
  ],
  container: [['/customsOfficeOfPresentation'], ['/containerIdentificationNumber', '/containerId']],
};

/** The fields that are missing in a message whose form is not public. */
export function warnings(message: string, payload: unknown): Warning[] {
  const missing = (likelyNeeded[message] ?? []).filter((names) =>
    names.every((name) => valueAt(payload, name) === undefined),
  );
  return missing.map(([pointer = '']) => ({
    pointer,
    text: 'it is probably needed, and is not there',
    certainty: 'inferred',
    source: 'the sibling messages: its own form is not public',
  }));
}
