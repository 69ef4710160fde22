import type { Choices } from '../view.ts';
import { transportDocumentTypes } from './transport-document-types.ts';

/** The codes that a field takes, by its name; undefined where that is not known. */
export function choices(field: string): Choices | undefined {
  if (field !== 'type') return undefined;
  return Object.entries(transportDocumentTypes).map(([code, text]) => ({ code, text }));
}
