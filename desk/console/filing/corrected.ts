import { readFiling } from '../../../functions/ledger/filing.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { isAuthority } from '../../../schemas/catalogue.ts';
import { type PlacedError, toldFiling } from '../../filings/told-filing.ts';
import { exactDifferences, type MessageDifference } from '../../form/exact-differences.ts';
import { messageField } from '../../form/message-field.ts';
import { type Correction, correctedPayload } from '../../replay/correction.ts';
import { type ReplayDraft, replayDraft } from '../../replay/draft.ts';
import { type LeftOut, type TurnedDownMessage, turnedDownIn } from '../../replay/turned-down.ts';
import type { Visit } from '../visit.ts';
import { correctionBetween, formMessage } from './form-message.ts';
import { type PostedMessage, postedMessage } from './posted-message.ts';
import { readOnPage } from './read-on-page.ts';

/** A message that was turned down, as a person corrects it. */
export interface CorrectedMessage {
  key: FilingKey;
  turnedDown: TurnedDownMessage;
  /** The errors for which the authority turned it down, each with its place; the check finds ours again. */
  errors: readonly PlacedError[];
  /** The message as it stands in its form. */
  posted: PostedMessage;
  /** The result of the check; undefined for a text that is no JSON. */
  checked?: { draft: ReplayDraft; correction: Correction; differences: MessageDifference[] };
  /** It is still as the authority rejected it, for what no check of ours may find. */
  isAsRejected?: boolean;
}

/** The filing of an address or of a form. */
export function keyGiven({ gateway }: Visit, given: (name: string) => string | undefined): FilingKey | undefined {
  const authority = given('authority');
  const { kind = '', reference = '' } = { kind: given('kind'), reference: given('reference') };
  if (!isAuthority(authority) || !gateway.authorities.includes(authority)) return undefined;
  return { authority, kind, reference };
}

/** The message of a filing that is corrected, with what a person made of it so far. */
export async function correctedMessage(
  { gateway, form, now, language }: Visit,
  key: FilingKey,
  reason: string,
): Promise<CorrectedMessage | LeftOut> {
  // Whatever is posted, the page has what was submitted: in its fields, or beside them as what is changed.
  await readOnPage(gateway, key, true, now);
  const read = readFiling(key, await (await gateway.ledger()).records(key));
  const turnedDown = turnedDownIn(read);
  if ('leftOut' in turnedDown) return turnedDown;
  const errors = toldFiling(read, { language }).errors.filter((one) => !one.errorPointer?.startsWith('/payload'));
  const field = messageField(turnedDown.contract);
  const before = formMessage(field, turnedDown.payload);
  const posted = postedMessage(form, field, language) ?? { text: before, isRaw: false };
  if (posted.unreadable !== undefined) return { key, turnedDown, errors, posted };
  const correction = correctionBetween(before, posted.text);
  const corrected = correctedPayload(turnedDown.payload, correction);
  if ('problem' in corrected) return { leftOut: corrected.problem };
  const draft = replayDraft(read, turnedDown, corrected.payload, { reason, now, law: gateway.law(key.authority) });
  const differences = exactDifferences(before, posted.text);
  const isAsRejected = read.filing.status === 'rejected' && differences.length === 0;
  return { key, turnedDown, errors, posted, checked: { draft, correction, differences }, isAsRejected };
}
