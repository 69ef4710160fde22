import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTollMachine, type TollMachine } from '../support/machine.ts';

const presentation = (more: object) => ({ customsOfficeOfPresentation: 'NO351001', ...more });
const house = (documentNumber: string, type: string) =>
  presentation({ transportDocumentHouseLevel: { documentNumber, type } });

describe('the lane to Tolletaten, on the deployed bundles', { timeout: 60_000 }, () => {
  let machine: TollMachine;
  beforeAll(async () => {
    machine = await startTollMachine();
  });
  afterAll(() => machine?.stop());

  const consignment = (reference: string, state: string) => {
    const isThere = (filing: { state: unknown }) => filing.state === state;
    return machine.until(reference, isThere, 'consignment');
  };
  /** The outcomes of some filings, as reference, outcome and state. */
  const told = async (...references: string[]) =>
    (await machine.outcomes())
      .filter(({ reference }) => references.includes(reference ?? ''))
      .map(({ reference, outcome, state, platform }) => [reference, outcome, state, platform]);
  const presentedAs = (requestId: string) =>
    machine.tolletaten.received.filter((call) => call.message !== undefined && call.requestId === requestId);

  it('[TO-1, TO-2, TO-4, TO-6] presents a house consignment, has it validated and routed, and tells its platform', async () => {
    const requestId = randomUUID();
    // An outcome shows the state of its own moment: each signal is given once the one before was told.
    machine.tolletaten.misbehave({ kind: 'lost-signals' });
    await machine.present('house-consignment', { requestId, ...house('HC002', 'N740') });
    await machine.until(requestId, ({ status }) => status === 'answered');
    expect(await machine.filing(requestId)).toMatchObject({ state: 'presented', rawState: 'SUCCESS' });
    await consignment('N740:HC002', 'held');
    await machine.outcomes();
    machine.tolletaten.misbehave({ kind: 'route', document: 'N740:HC002', routing: 'TO_CONTROL' });
    await machine.housekeep();
    const filing = await consignment('N740:HC002', 'to-control');
    await machine.outcomes();
    expect(filing).toMatchObject({
      ...{ platform: 'shop-1', routingControlLocation: 'ON_ENTRY' },
      references: { requestId, routingResultId: machine.tolletaten.signals[0]?.routingResult.id },
    });

    machine.tolletaten.misbehave({ kind: 'route', document: 'N740:HC002', routing: 'TO_ENTRY' });
    await machine.housekeep();
    await consignment('N740:HC002', 'to-entry');
    expect((await told(requestId, 'N740:HC002')).sort()).toEqual(
      [
        [requestId, 'accepted', 'presented', 'shop-1'],
        ['N740:HC002', 'state-changed', 'held', 'shop-1'],
        ['N740:HC002', 'state-changed', 'to-control', 'shop-1'],
        ['N740:HC002', 'released', 'to-entry', 'shop-1'],
      ].sort(),
    );
    expect([machine.tolletaten.grants, machine.tolletaten.exchanges]).toEqual([1, 1]);
  });

  it.each([
    ['receptacle', { receptacleIdentificationNumber: 'GBASFZMLBKONAUN30001001019999' }],
    ['entry-summary-declaration', { mrn: '23NO00000000000004' }],
    [
      'master-consignment',
      { consignmentMasterLevel: { transportDocumentMasterLevel: { documentNumber: 'MC005', type: 'N704' } } },
    ],
    ['container', { containerIdentificationNumber: 'JARU0000026' }],
  ])('[TO-2] presents what the message %s is for', async (message, payload) => {
    const requestId = randomUUID();
    await machine.present(message, presentation({ requestId, ...payload }));
    expect(await machine.until(requestId, ({ status }) => status === 'answered')).toMatchObject({ state: 'presented' });
  });

  it('[TO-4] tells what was refused at the call, and what its validation rejected', async () => {
    const [refused, rejected] = [randomUUID(), randomUUID()];
    await machine.present('entry-summary-declaration', presentation({ requestId: refused, mrn: '23NO00000000000009' }));
    await machine.present('house-consignment', { requestId: rejected, ...house('HC999', 'N740') });
    expect(await machine.until(refused, ({ status }) => status === 'refused')).toMatchObject({
      errors: [{ errorPointer: 'mrn', errorDescription: expect.stringContaining('Must be one of') }],
    });
    expect(await machine.until(rejected, ({ status }) => status === 'rejected')).toMatchObject({
      errors: [{ errorPointer: 'transportDocumentHouseLevel', errorDescription: expect.any(String) }],
    });
    expect((await machine.filing('N740:HC999', 'consignment')).history).toEqual([]);
  });

  it('[TO-3] takes the refusal of its request id for an arrival, after an answer that was lost', async () => {
    const requestId = randomUUID();
    machine.tolletaten.misbehave({ kind: 'broken-connection', processed: true });
    await machine.present('house-consignment', { requestId, ...house('HC001', 'N740') });
    await machine.until(requestId, ({ status }) => status === 'waiting');
    const again = async () => {
      await machine.housekeep();
      return (await machine.filing(requestId)).status === 'answered';
    };
    await expect.poll(again, { timeout: 30_000, interval: 1000 }).toBe(true);
    expect(presentedAs(requestId).map(({ status }) => status)).toEqual([undefined, 400]);
    expect(await machine.filing(requestId)).toMatchObject({ state: 'presented', errors: [] });
  });

  it('[TO-3] does not send the request id of another presentation in capitals', async () => {
    const used = randomUUID();
    await machine.present('container', presentation({ requestId: used, containerId: 'JARU0000010' }));
    await machine.until(used, ({ status }) => status === 'answered');
    const requestId = used.toUpperCase();
    await machine.present('container', presentation({ requestId, containerId: 'JARU0000010' }));
    expect(await machine.until(requestId, ({ status }) => status === 'refused')).toMatchObject({
      errors: [{ errorPointer: '/payload/requestId' }],
    });
    expect(presentedAs(requestId)).toEqual([]);
  });

  it('[TO-1] goes on with new tokens where the ones that it has are refused', async () => {
    const before = machine.tolletaten.exchanges;
    machine.tolletaten.misbehave({ kind: 'reject-token' });
    const requestId = randomUUID();
    await machine.present('container', presentation({ requestId, containerId: 'JARU0000026' }));
    await machine.until(requestId, ({ status }) => status === 'answered');
    expect(machine.tolletaten.exchanges).toBe(before + 1);
  });
});
