import type { ReadFiling } from '../../functions/ledger/filing.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { shown } from '../../schemas/shown-filing.ts';
import { differencesIn } from './differences.ts';
import { masked } from './masked.ts';
import { maskedAt } from './masked-at.ts';
import { type PlacedError, toldFiling } from './told-filing.ts';

/**
 * A filing as lists and exports have it for machines: what `show --json` says of it, with what names a person masked
 * unless bodies are asked for; each message stands in its history then.
 */
export function listedFiling(read: ReadFiling, { withBodies = false } = {}) {
  const { authority } = read.key;
  const told = toldFiling(read, { messages: withBodies });
  const differences = differencesIn(read);
  const whole = { ...shown(told), ...(differences.length > 0 && { differences }) };
  if (withBodies) return whole;
  return {
    ...whole,
    declaration: masked(authority, whole.declaration),
    errors: told.errors.map((error) => maskedError(authority, error)),
    history: told.history.map((entry) => ({
      ...entry,
      ...(entry.errors && { errors: entry.errors.map((error) => maskedError(authority, error)) }),
    })),
    ...(differences.length > 0 && {
      differences: differences.map(({ pointer, sent, returned, ...rest }) => ({
        ...{ pointer, ...rest },
        sent: maskedAt(authority, pointer, sent),
        returned: maskedAt(authority, pointer, returned),
      })),
    }),
  };
}

function maskedError(authority: AuthorityName, { at, ...error }: PlacedError): PlacedError {
  return { ...error, ...(at && { at: { ...at, value: maskedAt(authority, at.pointer, at.value) } }) };
}
