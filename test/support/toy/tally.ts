import * as z from 'zod';
import type { InboundMessage, OutboundMessage } from '../../../schemas/contract.ts';
import { textAt, valueAt, valueKind } from '../../../schemas/fault.ts';
import { isObject, type Json } from '../../../schemas/json.ts';
import { lazily } from '../../../schemas/lazily.ts';
import type { Reading } from '../../../schemas/reading.ts';
import { factsIn } from './facts.ts';
import { wishes } from './wishes.ts';

const tallySchema = lazily(() =>
  z.strictObject({
    header: z.looseObject({ messageId: z.string() }),
    child: z.string().min(1),
    year: z.int(),
    toys: wishes(),
  }),
);
const submission = lazily(() => tallySchema().partial({ header: true }));

/** The reference of a tally: the child and the year, as in `Ann/2026`. */
function childAndYear(payload: unknown): string | undefined {
  const [child, year] = [textAt(payload, '/child'), textAt(payload, '/year')];
  return child && year && `${child}/${year}`;
}

/**
 * Reads a tally that stands in a wrapper, `{"tally": {…}}`, or in lines, `{"lines": "…"}`: the child, the year, and a
 * toy with its price in each.
 */
export function readTally(submitted: Json): Reading {
  const { tally, lines } = submitted;
  if (isObject(tally)) return { payload: tally, below: 'tally' };
  if (typeof lines !== 'string') return { payload: submitted };
  const [child = '', year, ...rest] = lines.replace(/^\uFEFF/, '').split(/\r?\n/);
  const toys = rest.map((line) => Object.fromEntries(line.split(' ').map((part, n) => [n ? 'price' : 'toy', part])));
  const bad = rest.filter((line) => line.split(' ').length > 2);
  const rule = 'a toy with its price in each line';
  return {
    payload: { child, year: Number(year), toys },
    text: lines,
    faults: bad.map((line) => ({ pointer: '/lines', rule, found: valueKind(line), remedy: 'write it so' })),
  };
}

/** The gifts of a child in a year. */
const tally: OutboundMessage = {
  message: 'Tally',
  direction: 'outbound',
  title: 'Tells what a child was given in a year',
  source: 'test',
  certainty: 'verified',
  schema: tallySchema,
  submission,
  read: (submitted) => readTally(submitted),
  otherForms: lazily(() => z.union([z.strictObject({ tally: submission() }), z.strictObject({ lines: z.string() })])),
  filing: 'declaration',
  reference: { of: childAndYear, pointer: '/year' },
  path: '/tallies',
  afterSilence: 'resend',
  answeredBy: ['Tallied'],
  declarationAt: '',
  isAnswered: ({ state }) => state !== null,
};

const tallied: InboundMessage = {
  message: 'Tallied',
  direction: 'inbound',
  title: 'The tally is kept',
  source: 'test',
  certainty: 'verified',
  schema: lazily(() => z.looseObject({ state: z.string().optional() })),
  routes: [{ by: 'answer', to: 'Tally' }],
  announces: 'accepted',
  facts(payload) {
    const declaration = valueAt(payload, '/tally');
    return { ...factsIn(payload), ...(declaration !== undefined && { declaration }) };
  },
};

export const tallies = [tally, tallied];
