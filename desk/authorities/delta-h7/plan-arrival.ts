import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fanOutPlace } from '../../../functions/ledger/fan-out-place.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { ownKey } from '../../../functions/ledger/own-key.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { checkSubmission } from '../../../schemas/check-submission.ts';
import { arrival, arrivedDocument } from '../../../schemas/delta-h7/arrival.ts';
import { validationH7 } from '../../../schemas/delta-h7/validation-h7.ts';
import { faultLine } from '../../../schemas/fault.ts';
import type { FilingSummary } from '../../../schemas/filing-summary.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';
import { OPERATOR } from '../../../schemas/platform-name.ts';
import { acting } from '../../actions/acting.ts';
import { optionalReason } from '../../actions/reason.ts';
import { DeskFault } from '../../fault.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';
import { type Put, putOnOutbox } from '../../gateway/outbox.ts';
import type { OutboxSubmission } from '../../submit/outbox-submission.ts';
import { vouchedId } from '../../submit/vouched-id.ts';
import type { ArrivedFilings } from '../desk-authority.ts';
import { AUTHORITY } from './consultations.ts';

/** The declarations whose goods have arrived, as an operator names them. */
export interface ArrivalWish {
  /** `TYPE:NUMBER`. */
  transportDocument?: string | undefined;
  lrns: readonly string[];
  /** The place of the goods, as in a declaration. */
  goodsLocation?: unknown;
  /** Only the declarations of this platform, in whose name it goes. */
  platform?: string | undefined;
  reason?: string | undefined;
}

export interface ArrivalPlan {
  key: FilingKey;
  reason: string | null;
  submission: OutboxSubmission;
  preview: ArrivedFilings;
  /** The same arrival is under way: another one would be a duplicate. */
  isUnderWay: boolean;
}

/**
 * Plans an arrival: what it would validate, as far as the books know; nothing is submitted by it.
 * @throws {DeskFault} where it names nothing or too much, or the sender would refuse it
 */
export async function planArrival(gateway: GatewayConnection, wish: ArrivalWish): Promise<ArrivalPlan> {
  gateway.lane(AUTHORITY);
  const reason = optionalReason(wish.reason);
  const payload = payloadOf(wish);
  const platform = wish.platform ?? OPERATOR;
  const reference = arrivedDocument(payload) ?? randomUUID();
  const ledger = await gateway.ledger();
  const key = await ownKey({ authority: AUTHORITY, kind: arrival.filing, reference }, platform, ledger);
  const isUnderWay = readFiling(key, await ledger.records(key)).filing.status === 'waiting';
  const named = key.reference !== arrivedDocument(payload) && { reference: key.reference };
  const head = { authority: AUTHORITY, message: arrival.message, platform, ...named, ...(reason && { reason }) };
  const body = JSON.stringify({ ...head, payload });
  const [fault] = checkSubmission(readOutboxText(body), AUTHORITY).faults;
  if (fault) throw new DeskFault('USAGE', `It would be refused: ${faultLine(fault)}. Nothing was submitted.`);
  const { reference: filed } = key;
  const submission: OutboxSubmission = {
    source: filed,
    authority: AUTHORITY,
    message: arrival.message,
    platform,
    reference: filed,
    body,
  };
  return { key, reason, submission, preview: await previewOf(gateway, wish), isUnderWay };
}

/**
 * Puts an arrival on the outbox in a person's name.
 * @throws {DeskFault} where the same one is under way
 */
export async function submitArrival(
  gateway: GatewayConnection,
  { key, reason, submission, preview, isUnderWay }: ArrivalPlan,
): Promise<Put> {
  const { authority, reference } = key;
  if (isUnderWay)
    throw new DeskFault(
      'NOT_CHANGED',
      `${reference} is under way already, and takes what joins it. Nothing was submitted.`,
    );
  const detail = `${preview.ready} to be validated, ${preview.waiting} wait`;
  return acting(gateway, { action: 'arrive', authority, reference, reason, detail }, async () => {
    const redrivenFrom = await vouchedId(gateway, submission);
    const outgoing = { ...submission, ...(redrivenFrom !== undefined && { redrivenFrom }) };
    const [put] = await putOnOutbox(await gateway.queues(), await gateway.outbox(authority), [outgoing]);
    if (put?.cause) throw put.cause;
    if (!put || put.error) throw new DeskFault('AWS', `It could not be put on the outbox: ${put?.error}.`);
    return put;
  });
}

/**
 * The place of the goods in a JSON file.
 * @throws {DeskFault} where it cannot be read
 */
export function goodsLocationIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const problem = isMissing ? 'there is no such file' : error instanceof Error ? error.message : String(error);
    throw new DeskFault('INPUT', `${file} cannot be read as JSON: ${problem}. Nothing was submitted.`);
  }
}

function payloadOf({ transportDocument, lrns, goodsLocation }: ArrivalWish): Record<string, unknown> {
  if ((transportDocument === undefined) === (lrns.length === 0))
    throw new DeskFault(
      'USAGE',
      'Say which declarations: a transport document (--transport-document), or LRNs (--lrn), not both.',
    );
  const place = goodsLocation !== undefined && { goodsLocation };
  if (transportDocument === undefined) return { lrns, ...place };
  const at = transportDocument.indexOf(':');
  if (at < 1 || at === transportDocument.length - 1)
    throw new DeskFault('USAGE', 'A transport document is TYPE:NUMBER, for example N740:057-12345675.');
  const [type, number] = [transportDocument.slice(0, at), transportDocument.slice(at + 1)];
  return { transportDocument: { transportDocumentReference: number, transportDocumentType: type }, ...place };
}

async function previewOf(gateway: GatewayConnection, wish: ArrivalWish): Promise<ArrivedFilings> {
  const { fanOut } = arrival;
  const preview: ArrivedFilings = { ready: 0, waiting: 0, rejected: 0, skipped: 0, unknown: 0 };
  if (!fanOut) return preview;
  const summaries = (await summariesFor(gateway, wish)).filter(
    ({ kind, platform }) => kind === fanOut.kind && (wish.platform === undefined || platform === wish.platform),
  );
  for (const summary of summaries) {
    const place = fanOutPlace(summary, { fanOut, each: validationH7, claim: '' });
    if (place === 'unread') preview.waiting += 1;
    else if (place === 'done') preview.skipped += 1;
    else preview[place] += 1;
  }
  preview.unknown = wish.lrns.length === 0 ? 0 : new Set(wish.lrns).size - summaries.length;
  return preview;
}

/** The summaries of the declarations that are named; one that was just filed has none yet. */
async function summariesFor(
  gateway: GatewayConnection,
  { transportDocument, lrns }: ArrivalWish,
): Promise<FilingSummary[]> {
  const books = await gateway.books();
  const kind = arrival.fanOut?.kind ?? '';
  if (transportDocument === undefined)
    return [
      ...(await books.summaries([...new Set(lrns)].map((reference) => ({ authority: AUTHORITY, kind, reference })))),
    ];
  const found = await books.summaries(await books.find([AUTHORITY], transportDocument));
  return found.filter(({ findableBy }) => findableBy.includes(transportDocument));
}
