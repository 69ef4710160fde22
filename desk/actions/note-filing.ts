import type { PersonAction } from '../../functions/ledger/actions.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import { DeskFault } from '../fault.ts';
import { filingsUnder, isOfKind } from '../filings/filings-under.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { printable } from '../terminal/terminal.ts';
import { acting } from './acting.ts';

export interface NoteWish {
  reference: string;
  authority?: string | undefined;
  /** Only a filing of this kind. */
  kind?: string | undefined;
  text: string;
}

/** A note that is kept of a filing. */
export interface KeptNote {
  key: FilingKey;
  note: PersonAction;
}

/** The most characters of a note. */
export const LONGEST_NOTE = 1000;

/**
 * Keeps a note of a person about a filing: it stands in what is shown of that, and changes nothing of it.
 * @throws {DeskFault} where there is no text, or no such filing
 */
export async function noteFiling(
  gateway: GatewayConnection,
  { reference, authority, kind, text: given }: NoteWish,
  now = new Date(),
): Promise<KeptNote> {
  const text = given.trim();
  if (text === '') throw new DeskFault('USAGE', 'Say what is to be noted: the note is empty.');
  if (text.length > LONGEST_NOTE)
    throw new DeskFault('USAGE', `A note has ${LONGEST_NOTE} characters at most, and this one ${text.length}.`);
  const authorities = authority === undefined ? gateway.authorities : [gateway.lane(authority)];
  const found = await filingsUnder(await gateway.ledger(), authorities, reference, gateway.books);
  const read = found.find(isOfKind(kind));
  if (!read) throw new DeskFault('NOT_FOUND', `${printable(reference)} is not known to ${gateway.title}.`);
  const { key } = read;
  const filingActions = await gateway.filingActions();
  const about = { action: 'note', authority: key.authority, reference: key.reference, reason: text };
  return acting(gateway, about, async (who) => {
    const note: PersonAction = { at: now.toISOString(), who, ...about };
    await filingActions.keep(key, note);
    return { key, note };
  });
}
