import { readFiling } from '../../../functions/ledger/filing.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { type AllowedMessage, allowedNext } from '../../actions/allowed-messages.ts';
import { type CheckedMessage, checkMessage, type WrittenMessage } from '../../actions/submit-message.ts';
import { messageField } from '../../form/message-field.ts';
import type { Visit } from '../visit.ts';
import { formMessage } from './form-message.ts';
import { type PostedMessage, postedMessage } from './posted-message.ts';
import { readOnPage } from './read-on-page.ts';

/** A message that follows about a filing, as a person writes it. */
export interface FollowingMessage {
  key: FilingKey;
  allowed: AllowedMessage;
  posted: PostedMessage;
  written: WrittenMessage;
  /** Undefined for a text that is no JSON. */
  checked?: CheckedMessage;
}

/** The message of this name, where it may follow now. */
export async function followingMessage(
  { gateway, form, language, now }: Visit,
  key: FilingKey,
  name: string,
): Promise<FollowingMessage | undefined> {
  const read = readFiling(key, await (await gateway.ledger()).records(key));
  const allowed = allowedNext(read).messages.find(({ contract }) => contract.message === name);
  if (!allowed) return undefined;
  const { contract, platform, draft } = allowed;
  // It begins with what the filing says.
  await readOnPage(gateway, key, true, now);
  const field = messageField(contract);
  const posted = postedMessage(form, field, language) ?? { text: formMessage(field, draft), isRaw: false };
  const reason = form.get('reason') || undefined;
  const written: WrittenMessage = { authority: key.authority, contract, platform, payload: posted.text, reason };
  if (posted.unreadable !== undefined) return { key, allowed, posted, written };
  return { key, allowed, posted, written, checked: checkMessage(written, gateway.law(key.authority), now) };
}
