import type {
  FilingKey,
  LedgerRecord,
  ReceivedRecord,
  SentRecord,
  Settlement,
} from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { toOperator } from '../../schemas/delta-h7/paths.ts';
import { creation, errorMessage, item, response, state } from '../../test/support/messages.ts';
import { signal } from '../../test/toll/support/tolletaten.ts';

/** A filing of the table that the desk is measured on. */
export interface Life {
  key: FilingKey;
  /** Oldest first. */
  records: readonly LedgerRecord[];
}

const platforms = ['market-7', 'shop-1', 'toybox', 'bookery-uk', 'norrsken', 'kaze-craft', 'glow-shop', 'craft-box'];
/** The goods of one transport document. */
const PARCELS = 60;
const MINUTE_MS = 60_000;
const zoned = (at: number) => `${iso(at).slice(0, 19)}+00:00[UTC]`;
const iso = (at: number) => new Date(at).toISOString();

/** The nth filing of a table, which begins at a time: always the same. */
export function lifeAt(n: number, at: number): Life {
  const lane = laneOf(n);
  if (lane < 77) return declaration(n, at);
  if (isRequest(n)) return request(n, at);
  if (lane < 92) return consignment(n, at);
  if (isPresentation(n)) return presentation(n, at);
  return oneSend(n, at, lane < 97 ? 'ciel' : 'omega');
}

// Prime steps, so that lanes, platforms and fates come in every combination.
const laneOf = (n: number) => (n * 37) % 100;
const fateOf = (n: number) => (n * 101) % 1000;
export const isRequest = (n: number) => laneOf(n) === 77;
export const isPresentation = (n: number) => laneOf(n) >= 92 && laneOf(n) < 94;
/** True for a declaration that was released at once. */
export const isReleased = (n: number) => laneOf(n) < 77 && fateOf(n) < 840;

/** A platform of a filing: the first ones have most. */
const platformOf = (n: number) => platforms[Math.floor(((n * 7919) % 64) ** 0.5)] as string;

export function messageIdAt(n: number, at: number, part: number): string {
  return `${hex(n)}-${part}000-4000-8000-${hex(n * 31).padStart(12, '0')}${Math.floor(at / 1000)}`;
}
const hex = (n: number) => n.toString(16).padStart(8, '0');

export const customsReferenceOf = (n: number) => String(10_000_000 + n);
export const mrnOf = (n: number) => `26FR${String(n).padStart(12, '0')}A5`;
export const lrnOf = (n: number) => `LRN-26-${String(n).padStart(8, '0')}`;
export const requestNumberOf = (n: number) => String(50_000_000 + n);
export const requestIdOf = (n: number) => `${hex(n)}-2000-4000-8000-${hex(n * 17).padStart(12, '0')}`;
export const transportDocumentOf = (n: number) => `157-${String(Math.floor(n / PARCELS)).padStart(8, '0')}`;

function declaration(n: number, at: number): Life {
  const lrn = lrnOf(n);
  const goods = Array.from({ length: 1 + (n % 3) }, (_, index) => item(10 + ((n * 13) % 130), 'EUR', index + 1));
  const { header, declaration: content } = creation(lrn, 'A', goods);
  const transportDocuments = [{ transportDocumentReference: transportDocumentOf(n), transportDocumentType: 'N740' }];
  const sentId = messageIdAt(n, at, 1);
  const body = {
    header: { messageDateTime: zoned(at), messageId: sentId, ...header },
    declaration: { ...content, transportDocuments },
  };
  const send = sent(n, at, 'Creation_H7', body);
  const about = { lrn, reference: customsReferenceOf(n), mrn: mrnOf(n), payable: (n * 7) % 40 };
  const answer = (
    message: string,
    minutes: number,
    part: number,
    said: object,
    path: string = toOperator.declarationStates,
  ) => received(message, path, at + minutes * MINUTE_MS, messageIdAt(n, at + minutes * MINUTE_MS, part), said);
  const answered = answer(
    'Response_H7',
    1,
    2,
    response({ ...about, messageId: messageIdAt(n, at + MINUTE_MS, 2), at: zoned(at + MINUTE_MS) }),
    toOperator.declarationResponses,
  );
  const stated = (raw: string, minutes: number, part = 3) =>
    answer(
      'State_H7',
      minutes,
      part,
      state({
        ...about,
        state: raw,
        messageId: messageIdAt(n, at + minutes * MINUTE_MS, part),
        at: zoned(at + minutes * MINUTE_MS),
      }),
    );
  const key: FilingKey = { authority: 'delta-h7', kind: 'declaration', reference: lrn };
  const life = (...records: LedgerRecord[]) => ({ key, records });

  const fate = fateOf(n);
  if (fate < 840) return life(send, answered, stated('BAE', 2));
  if (fate < 880) return life(send, answered, stated('CTL', 2), stated('BAE', 90, 4));
  if (fate < 900) return life(send, answered, stated('CTL', 2));
  if (fate < 970) return life(send, answer('Error_H7', 1, 2, errors(n, lrn, at), toOperator.declarationErrors));
  if (fate < 985) return life(settled(send, refusal(at)));
  if (fate < 990) return life(settled(send, parkedUntil(at)));
  if (fate < 995) return life({ ...send, overdueSince: iso(at + 30 * MINUTE_MS) });
  return life(send);
}

const codes = ['H7_NAT_001', 'H7_NAT_014', 'H7_NAT_022', 'H7_EU_003', 'H7_EU_011', 'H7_FMT_002', 'H7_IOSS_004'];

function errors(n: number, lrn: string, at: number): object {
  const error = (which: number) => ({
    errorType: 15,
    errorCode: codes[which % codes.length],
    errorPointer: `declaration.items[${which % 3}].commodityCode`,
    errorDescription: `La valeur déclarée ne correspond pas au code attendu (${which})`,
  });
  const all = n % 4 === 0 ? [error(n), error(n + 1)] : [error(n)];
  return errorMessage(lrn, all, messageIdAt(n, at + MINUTE_MS, 2));
}

/** A request about a declaration: it is registered under a number of its own. */
function request(n: number, at: number): Life {
  const reference = `REQ-26-${String(n).padStart(8, '0')}`;
  const body = {
    header: { messageDateTime: zoned(at), messageId: messageIdAt(n, at, 1) },
    request: { operatorRequestReference: reference, motivation: 'ordered by mistake' },
    declarations: [{ lrn: lrnOf(n - 1), customsDeclarationReference: customsReferenceOf(n - 1) }],
  };
  const answeredAt = at + MINUTE_MS;
  const messageId = messageIdAt(n, answeredAt, 2);
  const registered = received('Response_Registration_H7', toOperator.requestRegistrations, answeredAt, messageId, {
    header: { messageDateTime: zoned(answeredAt), messageId },
    request: { operatorRequestReference: reference, customsRequestReference: requestNumberOf(n) },
  });
  const key: FilingKey = { authority: 'delta-h7', kind: 'request', reference };
  return { key, records: [sent(n, at, 'Request_Invalidation_H7', body), registered] };
}

/** A presentation that was taken, and has no status yet. */
function presentation(n: number, at: number): Life {
  const requestId = requestIdOf(n);
  const transportDocumentHouseLevel = { documentNumber: `HC${String(n).padStart(9, '0')}`, type: 'N740' };
  const body = { requestId, customsOfficeOfPresentation: 'NO351001', transportDocumentHouseLevel };
  const key: FilingKey = { authority: 'toll', kind: 'presentation', reference: requestId };
  return { key, records: [sent(n, at, 'house-consignment', body)] };
}

/** A consignment that the authority writes of: it is told where it has to go. */
function consignment(n: number, at: number): Life {
  const number = `HC${String(n).padStart(9, '0')}`;
  const said = signal(n, n % 9 === 0 ? 'TO_CONTROL' : 'TO_ENTRY', { referenceNumber: number, type: 'N740' });
  const record = received('routing', 'routing', at, said.routingResult.id, said);
  return {
    key: { authority: 'toll', kind: 'consignment', reference: `N740:${number}` },
    records: [{ ...record, httpStatus: null, platform: platformOf(n) }],
  };
}

/** A message whose call was not answered, or not well. */
function oneSend(n: number, at: number, authority: 'ciel' | 'omega'): Life {
  const isMonthly = authority === 'ciel';
  const message = isMonthly ? 'DRM' : 'CreerDemandeTJDC';
  const reference = isMonthly ? `FR${String(n).padStart(8, '0')}W0${n % 10}/2026-11` : `TJDC-${n}`;
  const body = { NumeroPCE: `GI${String(n).padStart(6, '0')}`, NomDuClient: 'Dupont', DateDemandee: '2026-12-15' };
  const send = sent(n, at, message, body);
  const settlement = n % 5 === 0 ? ({ ...callEnd(at), verdict: 'unclear' } as const) : refusal(at);
  return {
    key: { authority, kind: isMonthly ? 'declaration' : 'request', reference },
    records: [n % 7 === 0 ? settled(send, parkedUntil(at)) : settled(send, settlement)],
  };
}

function sent(n: number, at: number, message: string, body: object): SentRecord {
  return {
    ...{ type: 'sent', message, attempt: 1, at: iso(at), messageId: messageIdAt(n, at, 1), platform: platformOf(n) },
    ...{ digest: hex(n * 17).repeat(8), claimedBy: `${hex(n)}-0000-4000-8000-000000000000` },
    body: JSON.stringify(body),
  } as SentRecord;
}

function received(message: string, path: string, at: number, messageId: string, said: object): ReceivedRecord {
  return { type: 'received', message, path, at: iso(at), messageId, body: JSON.stringify(said), drift: [] };
}

const settled = (send: SentRecord, settlement: Settlement): SentRecord => ({ ...send, settlement });
const callEnd = (at: number) => ({
  httpStatus: 400,
  error: { errorCode: '400', errorDescription: 'The message is not well formed' },
  at: iso(at + 1000),
});
const refusal = (at: number) => ({ ...callEnd(at), verdict: 'refused' }) as const;
const parkedUntil = (at: number) =>
  ({ ...callEnd(at), httpStatus: 500, verdict: 'parked', due: iso(at + 60 * MINUTE_MS), failures: 3 }) as const;

/** The lanes of the filings. */
export const lanes: readonly AuthorityName[] = ['delta-h7', 'toll', 'ciel', 'omega'];
