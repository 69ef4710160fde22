import type { AuthorityName } from '../../schemas/catalogue.ts';
import { isObject } from '../../schemas/json.ts';
import { deskAuthorities } from '../authorities/registry.ts';

/** A message, and whose it is. */
export interface OwnMessage {
  authority: AuthorityName;
  message: string;
}

/** A file that an authority has in a form of its own, as the JSON of a bare payload; undefined for any other. */
export function jsonOf(text: string): string | undefined {
  const payload = Object.values(deskAuthorities)
    .map(({ payloadOf }) => payloadOf?.(text))
    .find(Boolean);
  return payload && JSON.stringify(payload);
}

/** The message of a bare payload, where exactly one of the authorities knows it by what it holds. */
export function ownMessage(value: unknown, known: readonly AuthorityName[]): OwnMessage | undefined {
  if (!isObject(value) || 'payload' in value || 'submission' in value) return undefined;
  const own = known.flatMap((authority) => {
    const message = deskAuthorities[authority]?.messageOf?.(value);
    return message === undefined ? [] : [{ authority, message }];
  });
  return own.length === 1 ? own[0] : undefined;
}
