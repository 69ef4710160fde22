import * as z from 'zod';
import type { OutboundMessage } from '../contract.ts';
import { type Fault, listAt, textAt, valueAt } from '../fault.ts';
import { lazily } from '../lazily.ts';
import { arrivalReport } from './arrival-report.ts';
import { goodsLocation } from './declaration.ts';
import { lrn, text } from './fields.ts';
import type { DeltaH7Lane } from './lane.ts';
import { validationH7 } from './validation-h7.ts';

/** The most LRNs that one arrival names; with a transport document it has no such limit. */
const MOST_LRNS = 10_000;
const HOUR_MS = 3_600_000;
/** Longer than customs keeps an anticipated declaration (§3.2.2), so that each has an end by then. */
const PATIENCE_DAYS = 31;

/**
 * The goods of a flight or a lorry have arrived: each anticipated declaration of its transport document, or of these
 * LRNs, is validated. It is ours, and no message of customs, which takes one Validation_H7 for each declaration (§4.5).
 */
export const arrivalSchema = lazily(() =>
  z.strictObject({
    transportDocument: z
      .strictObject({ transportDocumentReference: text(70), transportDocumentType: text(4) })
      .optional(),
    lrns: z.array(lrn()).min(1, 'at least 1 LRN').max(MOST_LRNS, `at most ${MOST_LRNS} LRNs`).optional(),
    /** [H7-X2l] The place of all of them; it goes out with those to which it is news. */
    goodsLocation: goodsLocation().optional(),
  }),
);

/** A fault unless exactly one says which declarations are meant. */
function chosenOnce(payload: unknown): Fault[] {
  const [document, lrns] = [valueAt(payload, '/transportDocument'), valueAt(payload, '/lrns')];
  if ((document === undefined) !== (lrns === undefined)) return [];
  const rule = 'either a transportDocument or lrns, which say which declarations are meant';
  return document === undefined
    ? [{ pointer: '/transportDocument', rule, found: 'nothing', remedy: 'add one of them' }]
    : [{ pointer: '/lrns', rule, found: 'both', remedy: 'leave one of them out' }];
}

/** The transport document of an arrival, as `TYPE:NUMBER`; undefined where it has none. */
export function arrivedDocument(payload: unknown): string | undefined {
  const document = valueAt(payload, '/transportDocument');
  const [type, number] = [textAt(document, '/transportDocumentType'), textAt(document, '/transportDocumentReference')];
  return type && number ? `${type}:${number}` : undefined;
}

/** The LRNs of an arrival, each once. */
function arrivedLrns(payload: unknown): string[] {
  return [...new Set(listAt(payload, '/lrns').filter((one) => typeof one === 'string'))];
}

export const arrival: OutboundMessage = {
  message: 'Arrival',
  direction: 'outbound',
  title: 'Validates every anticipated declaration of a transport document, or of a list',
  source: '§4.5',
  certainty: 'verified',
  schema: arrivalSchema,
  submission: arrivalSchema,
  filing: 'arrival',
  reference: { of: arrivedDocument, pointer: '/transportDocument', yields: true },
  standIn: lazily(() => text(100)),
  path: '',
  rules: [chosenOnce],
  afterSilence: 'resend',
  answeredBy: [arrivalReport.message],
  fanOut: {
    message: validationH7.message,
    kind: 'declaration',
    chosen(payload) {
      const findableBy = arrivedDocument(payload);
      return findableBy === undefined ? { references: arrivedLrns(payload) } : { findableBy };
    },
    messageFor(payload, reference) {
      const place = valueAt(payload, '/goodsLocation');
      return { header: { lrn: reference }, ...(place !== undefined && { goodsLocation: place }) };
    },
    // One that was lodged as validated needs no validation.
    awaits: (declaration) => textAt(declaration, '/genericInformation/additionalDeclarationType') !== 'A',
    // [H7-X3c] Customs cancels what nobody validated.
    vain: ['cancelled'],
    eitherWay: ['invalidated'],
    joinMs: (lane) => (lane as DeltaH7Lane).arrivals.joinHours * HOUR_MS,
    patienceMs: PATIENCE_DAYS * 24 * HOUR_MS,
    answer: arrivalReport.message,
    details: ({ done, waiting, rejected, skipped, unknown }, joinsUntil) => ({
      arrival: { validated: done, waiting, rejected, skipped, ...(unknown > 0 && { unknown }) },
      joinsUntil: joinsUntil.toISOString(),
    }),
  },
};
