import { describe, expect, it } from 'vitest';
import type { FilingKey, SentRecord } from '../../../functions/ledger/records.ts';
import { readCallback } from '../../../functions/receive/callback.ts';
import { filingOf, messageContractOf } from '../../../functions/receive/identify.ts';
import { callbackRoutes } from '../../../schemas/catalogue.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { errorMessage, response } from '../../support/messages.ts';
import { parked } from '../../support/parked.ts';
import { received, sent, technicalError } from '../../support/records.ts';

const header = { messageDateTime: '2026-11-22T10:00:05+01:00[Europe/Paris]', messageId: 'r-1' };
const asInvalidation = { declarations: [{ lrn: 'FR26-TEST-1', declarationState: { state: 'INV' } }] };
const asAmendment = { dutiesAndTaxes: { itemsTaxation: [] }, declaration: { lrn: 'FR26-TEST-1' } };

/** The message that an answer on the route that both share is taken for. */
function messageOf(payload: object, asked: string | undefined, route: string = toOperator.requestResponses) {
  const found = callbackRoutes(['delta-h7']).find(({ path }) => path === route);
  if (!found) throw new Error(`no route ${route}`);
  const body = JSON.stringify({ header: { ...header, operatorRequestReference: 'REQ-1' }, ...payload });
  const event = { resource: route, httpMethod: 'POST', pathParameters: { customsRequestReference: '77' }, body };
  const callback = readCallback({ ...event, isBase64Encoded: false } as never, found);
  const records = asked ? [sent({ message: asked })] : [received('Response_Registration_H7', { header })];
  return messageContractOf(callback, records).message;
}

describe('an answer on the route of invalidations and amendments', () => {
  const shapes = { nothing: {}, asInvalidation, asAmendment, both: { ...asInvalidation, ...asAmendment } };

  it.each(Object.entries(shapes))(
    '[H7-X45d] is the answer to what was asked, whatever it looks like: %s',
    (_, payload) => {
      expect(messageOf(payload, 'Request_Invalidation_H7')).toBe('Response_Invalidation_H7');
      expect(messageOf(payload, 'Request_Amendment_H7')).toBe('Response_Amendment_H7');
    },
  );

  it('[H7-X45d] is what it looks like only where nobody knows what was asked', () => {
    expect(messageOf(asInvalidation, undefined)).toBe('Response_Invalidation_H7');
    expect(messageOf(asAmendment, undefined)).toBe('Response_Amendment_H7');
  });

  it('is the only message of a route that no other shares, whatever was asked', () => {
    for (const asked of ['Request_Invalidation_H7', 'Request_Amendment_H7', undefined])
      expect(messageOf(asAmendment, asked, toOperator.requestRegistrations)).toBe('Response_Registration_H7');
  });
});

describe('a message about a consultation that names none of its declarations', () => {
  const consultation = (reference: string): FilingKey => ({ authority: 'delta-h7', kind: 'consultation', reference });
  const declaration = (reference: string): FilingKey => ({ authority: 'delta-h7', kind: 'declaration', reference });
  /** The instant that lies so many seconds back, ISO 8601. */
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

  /** A ledger with two consultations, the older about `A` and the younger about `B`. */
  async function asked() {
    const ledger = memoryLedger();
    for (const [name, seconds] of [
      ['A', 60],
      ['B', 30],
    ] as const) {
      const body = JSON.stringify({ header: { messageId: name }, declarations: [{ lrn: name }] });
      const record = { message: 'Consult_H7', messageId: name, at: ago(seconds), body };
      await ledger.claim(consultation(name), sent(record));
    }
    return ledger;
  }
  const answer = (messageId: string, at: string) =>
    received('Response_Consult_H7', { header: { ...header, messageId }, ...{ declarations: [] } }, { at });
  const failure = (messageId: string, at: string) =>
    received('Error_H7', errorMessage('', [technicalError], messageId), { at, path: toOperator.declarationErrors });

  async function takenFor(
    ledger: Awaited<ReturnType<typeof asked>>,
    route: string = toOperator.consultations,
    says: object = { declarations: [] },
  ) {
    const found = callbackRoutes(['delta-h7']).find(({ path }) => path === route);
    const body = JSON.stringify({ header, ...says });
    const event = { resource: found?.path, httpMethod: 'POST', pathParameters: {}, body, isBase64Encoded: false };
    return filingOf(readCallback(event as never, found as never), ledger);
  }

  it('[H7-X7] is taken for the oldest that waits', async () => {
    const ledger = await asked();
    expect(await takenFor(ledger)).toEqual(consultation('A'));
    await ledger.receive(consultation('A'), answer('a-1', ago(20)), { fact: 'answered' });
    expect(await takenFor(ledger)).toEqual(consultation('B'));
  });

  it('[H7-X7] is not taken for one that never left, and is for one that is parked and may have arrived', async () => {
    const ledger = await asked();
    const [older] = (await ledger.records(consultation('A'))) as [SentRecord];
    await ledger.settle(consultation('A'), older, parked(), older.settlement);
    expect(await takenFor(ledger)).toEqual(consultation('B'));
    const [younger] = (await ledger.records(consultation('B'))) as [SentRecord];
    await ledger.settle(consultation('B'), younger, { ...parked(), mayHaveArrived: true }, younger.settlement);
    expect(await takenFor(ledger)).toEqual(consultation('B'));
  });

  it('[H7-X7] is taken for one on which customs failed, and that went again', async () => {
    const ledger = await asked();
    await ledger.receive(consultation('A'), failure('e-1', ago(50)), { fact: 'answered' });
    expect(await takenFor(ledger)).toEqual(consultation('A'));
  });

  it.each([
    ['before it was asked for them, for the next', 70, 'B'],
    ['afterwards, for the oldest all the same', 50, 'A'],
  ])('[H7-X7] is taken, where customs took the declarations %s', async (_, seconds, reference) => {
    const ledger = await asked();
    const known = received('Response_H7', response({ lrn: 'A', messageId: 'r-0' }), { at: ago(seconds) });
    await ledger.receive(declaration('A'), known, { fact: 'answered' });
    expect(await takenFor(ledger)).toEqual(consultation(reference));
  });

  it('[H7-X7] is taken for the oldest that waits where it is an error, which names nothing either', async () => {
    const ledger = await asked();
    const error = { error: [technicalError] };
    expect(await takenFor(ledger, toOperator.declarationErrors, error)).toEqual(consultation('A'));
    await expect(takenFor(ledger, toOperator.requestErrors, error)).rejects.toMatchObject({ code: 'NO_REFERENCE' });
  });

  it('is refused where it is an error and none waits', async () => {
    const said = takenFor(memoryLedger(), toOperator.declarationErrors, { error: [technicalError] });
    await expect(said).rejects.toMatchObject({ status: 400, code: 'NO_REFERENCE' });
  });
});
