import { lastTry, outbound, sendsOf } from '../../functions/ledger/attempts.ts';
import { reachedSince } from '../../functions/ledger/fate.ts';
import type { ReadFiling } from '../../functions/ledger/filing.ts';
import { refusedEntry, sentEntry } from '../../functions/ledger/items.ts';
import { isOutside } from '../../functions/ledger/owner.ts';
import type { FilingKey, RefusedRecord, SentRecord } from '../../functions/ledger/records.ts';
import { contractOf } from '../../schemas/catalogue.ts';
import type { OutboundMessage } from '../../schemas/contract.ts';
import { partsOfJson } from '../../schemas/exact-json.ts';
import { valueAt } from '../../schemas/fault.ts';
import type { FilingStatus } from '../../schemas/filing.ts';
import { jsonIn } from '../../schemas/json.ts';
import { openedBy } from '../../schemas/opening.ts';
import { readPayload } from '../../schemas/read-payload.ts';
import { deskAuthorities } from '../authorities/registry.ts';

/** A message that was turned down, as its platform submitted it. */
export interface TurnedDownMessage {
  key: FilingKey;
  contract: OutboundMessage;
  /** The name of this very try: it is submitted again once. */
  tryName: string;
  platform: string;
  /** The reason that its platform gave for an exception. */
  reason?: string;
  /** The message, JSON. */
  payload: string;
  /** The payload in the form in which it was submitted, JSON, where that is another: it goes where nothing is changed. */
  ownForm?: string;
}

/** The reason why a filing is left out. */
export interface LeftOut {
  leftOut: string;
}

const TURNED_DOWN: readonly FilingStatus[] = ['refused', 'rejected', 'failed'];

const others: Readonly<Partial<Record<FilingStatus, string>>> = {
  waiting: 'it waits, and goes by itself',
  sent: 'it was sent, and its answer is awaited',
  answered: 'it is answered',
  unclear: 'it may have been done: find out, and settle it first',
};

/** The message for which a filing is refused, rejected or failed, or the reason why there is none to submit again. */
export function turnedDownIn(read: ReadFiling): TurnedDownMessage | LeftOut {
  const { key, records, filing, statusWithNext } = read;
  const other = others[filing.status];
  if (other) return { leftOut: other };
  const turnedDown = sendsOf(records)
    .filter((one) => !isOutside(one) && TURNED_DOWN.includes(statusWithNext(one)) && submittedAs(key, one))
    .toSorted((a, b) => (lastTry(a) < lastTry(b) ? -1 : 1));
  const sent = turnedDown.at(-1);
  const refused = records.filter((one) => one.type === 'refused').findLast((one) => !one.isOutside && one.body);
  const isCorrection = sent && refused && refused.at > lastTry(sent) && submittedAs(key, sent) === refused.message;
  if (refused && (!sent || isCorrection)) return ofRefused(key, refused);
  return sent ? ofSent(key, sent) : { leftOut: 'nothing that was submitted of it is kept' };
}

/** The name of the message as a platform submits it; undefined for one that the gateway sends by itself. */
function submittedAs(key: FilingKey, { message }: Pick<SentRecord, 'message'>): string | undefined {
  const contract = openedBy(key.authority, message) ?? outbound(key, message);
  return contract?.by === 'gateway' ? undefined : contract?.message;
}

function ofSent(key: FilingKey, sent: SentRecord): TurnedDownMessage | LeftOut {
  const contract = outbound(key, submittedAs(key, sent) ?? '');
  if (!contract) return { leftOut: 'its message is not known any more' };
  const { settlement, raw, platform, reason, body } = sent;
  // [OM-4] A call of it may have been heard: the authority might do it twice.
  const mayHaveArrived = settlement?.verdict === 'refused' && settlement.mayHaveArrived && reachedSince(sent);
  if (mayHaveArrived && contract.afterSilence !== 'resend')
    return { leftOut: `it may have arrived: ask ${contractOf(key.authority).noun} before it is submitted again` };
  const own = raw === undefined ? undefined : deskAuthorities[key.authority].payloadOf?.(raw);
  const tryName = `${sentEntry(sent)}/${lastTry(sent)}`;
  const given = { ...(reason && { reason }), ...(own && { ownForm: JSON.stringify(own) }) };
  return { key, contract, tryName, platform, payload: body, ...given };
}

function ofRefused(key: FilingKey, refused: RefusedRecord): TurnedDownMessage | LeftOut {
  const tryName = `${refusedEntry(refused)}/${refused.at}`;
  return submissionIn(key, refused.body ?? '', refused.message, tryName);
}

/** A submission as it was put on an outbox. */
export function submissionIn(
  key: FilingKey,
  body: string,
  message: string,
  tryName: string,
): TurnedDownMessage | LeftOut {
  const envelope = jsonIn(body);
  const contract = outbound(key, message);
  const platform = valueAt(envelope, '/platform');
  const submitted = valueAt(envelope, '/payload');
  const text = partsOfJson(body).findLast(({ key }) => key === 'payload')?.text;
  if (!contract || typeof platform !== 'string' || submitted === undefined || text === undefined)
    return { leftOut: 'what was submitted cannot be read: correct it, and submit it' };
  const { payload, text: raw, below, names } = readPayload(contract, submitted);
  const reason = valueAt(envelope, '/reason');
  const about = { key, contract, tryName, platform, ...(typeof reason === 'string' && { reason }) };
  if (raw !== undefined) return { ...about, payload: JSON.stringify(payload ?? {}), ownForm: text };
  const inner = below === undefined ? text : partsOfJson(text).findLast(({ key }) => key === below)?.text;
  const written = inner ?? text;
  return { ...about, payload: names ? names.text(written) : written };
}
