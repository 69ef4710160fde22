import { describe, expect, it } from 'vitest';
import { shown } from '../../schemas/shown-filing.ts';
import { chance } from '../support/random.ts';
import { TollGateway } from './support/gateway.ts';
import { signal } from './support/tolletaten.ts';

const ROUTING = '/api/movement/routing/v1/house-consignment';
const document = (referenceNumber: string, type = 'N740') => ({ referenceNumber, type });
const consignment = (gateway: TollGateway, reference = 'N740:HC001') => gateway.filing(reference, 'consignment');
const idOf = (n: number) => signal(n, '', null).routingResult.id;
const told = (gateway: TollGateway) => gateway.told.map(({ outcome, reference, state }) => [outcome, reference, state]);

async function read(...signals: unknown[]): Promise<TollGateway> {
  const gateway = new TollGateway();
  gateway.tolletaten.signals.push(...signals);
  await gateway.poll();
  return gateway;
}

describe('routing', () => {
  it('[TO-5] is read to its end by several polls that come together', async () => {
    const gateway = new TollGateway();
    gateway.tolletaten.pageSize = 3;
    for (let n = 0; n < 20; n += 1)
      gateway.tolletaten.signals.push(signal(n, n % 2 === 0 ? 'TO_CONTROL' : 'TO_ENTRY', document('HC001')));
    for (let n = 0; n < 5; n += 1) gateway.put('{"poll":"routing"}');
    await gateway.run();
    expect((await consignment(gateway)).state).toBe('to-entry');
    expect(gateway.stored).toHaveLength(20);
  });

  it('[TO-5] is read page by page with the marker to the empty list, and from there the next time', async () => {
    const gateway = new TollGateway();
    gateway.tolletaten.pageSize = 2;
    gateway.tolletaten.signals.push(...[1, 2, 3].map((n) => signal(n, 'TO_ENTRY', document(`HC${n}`))));
    await gateway.poll();
    const paths = () => gateway.tolletaten.to(ROUTING).map(({ path }) => path.slice(ROUTING.length));
    expect(paths()).toEqual(['', `?marker=${idOf(2)}`, `?marker=${idOf(3)}`]);
    expect(await gateway.ports.feedCursors.get('toll', 'routing')).toMatchObject({ marker: idOf(3), count: 3 });
    await gateway.poll();
    expect(paths().slice(3)).toEqual([`?marker=${idOf(3)}`]);
    expect(told(gateway)).toHaveLength(3);
  });

  it('[TO-5] is polled by housekeeping, as often as the configuration says', async () => {
    const gateway = new TollGateway({ routing: { everySeconds: 120 } });
    await gateway.pass(7 * 60_000);
    expect(gateway.tolletaten.to(ROUTING)).toHaveLength(4);
  });

  it('[TO-6] is kept under the consignment of its transport document, one without under its own id', async () => {
    const gateway = await read(signal(1, 'TO_CONTROL', document('HC001')), signal(2, 'TO_ENTRY', null));
    const filing = await consignment(gateway);
    expect(filing).toMatchObject({ status: 'answered', state: 'to-control', rawState: 'TO_CONTROL' });
    expect(filing.stateDateTime).toBe('2026-11-22T09:00:00Z');
    expect(shown(filing).references).toEqual({ routingResultId: idOf(1), requestId: null });
    expect(filing.details).toMatchObject({ entrySummaryDeclarationMRN: '23NO00000000000003' });
    expect(await consignment(gateway, idOf(2))).toMatchObject({ state: 'to-entry' });
  });

  it('[TO-6] to entry is told as released, any other signal as a state that changed', async () => {
    const codes = ['TO_ENTRY', 'TO_CONTROL', 'ENTRY_PENDING', 'ENTRY_DENIED', 'TO_THE_MOON'];
    const gateway = await read(...codes.map((routing, n) => signal(n, routing, document(`HC${n}`))));
    expect(told(gateway)).toEqual([
      ['released', 'N740:HC0', 'to-entry'],
      ['state-changed', 'N740:HC1', 'to-control'],
      ['state-changed', 'N740:HC2', 'entry-pending'],
      ['state-changed', 'N740:HC3', 'entry-denied'],
      ['state-changed', 'N740:HC4', 'unknown'],
    ]);
    expect(await consignment(gateway, 'N740:HC4')).toMatchObject({ state: 'unknown', rawState: 'TO_THE_MOON' });
  });

  it('[TO-6] applies the latest signal by its place in the feed, whatever their dates and ids', async () => {
    const dated = (n: number, routing: string, documentIssueDate: string) =>
      signal(n, routing, document('HC001'), { documentIssueDate, routingControlLocation: `at ${n}` });
    const gateway = await read(
      dated(9, 'TO_ENTRY', '2026-11-22T12:00:00Z'),
      dated(5, 'TO_CONTROL', '2026-11-22T08:00:00Z'),
      dated(7, 'TO_CONTROL', '2026-11-22T11:00:00Z'),
      dated(1, 'ENTRY_PENDING', '2026-11-22T08:00:00Z'),
    );
    const filing = await consignment(gateway);
    expect(filing).toMatchObject({ state: 'entry-pending', stateDateTime: '2026-11-22T08:00:00Z' });
    expect(shown(filing)).toMatchObject({ routingResultId: idOf(1), routingControlLocation: 'at 1' });
    gateway.tolletaten.signals.push(dated(2, 'TO_CONTROL', '2020-01-01T00:00:00Z'));
    await gateway.poll();
    expect(await consignment(gateway)).toMatchObject({ state: 'to-control', stateDateTime: '2020-01-01T00:00:00Z' });
  });

  it('[TO-6] ends with the next signal the control of the one before, and keeps the declaration that it belongs to', async () => {
    const gateway = await read(signal(1, 'TO_CONTROL', document('HC001'), { routingControlLocation: 'ON_ENTRY' }), {
      ...signal(2, 'TO_ENTRY', document('HC001')),
      entrySummaryDeclarationMRN: null,
    });
    expect(shown(await consignment(gateway))).toMatchObject({
      ...{ state: 'to-entry', routingControlLocation: null },
      entrySummaryDeclarationMRN: '23NO00000000000003',
    });
    expect(gateway.told.at(-1)).toMatchObject({ outcome: 'released', routingControlLocation: null });
  });

  it('[TO-6] goes on for the platform that presented the consignment, whose references it keeps', async () => {
    const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
    const gateway = new TollGateway();
    gateway.tolletaten.statuses.set(requestId, { status: 'SUCCESS', requestId });
    const transportDocumentHouseLevel = { documentNumber: 'HC001', type: 'N740' };
    await gateway.submit('house-consignment', { requestId, transportDocumentHouseLevel }, { platform: 'shop-2' });
    gateway.tolletaten.signals.push(signal(1, 'TO_ENTRY', document('HC001')));
    await gateway.poll();
    const filing = await consignment(gateway);
    expect(filing).toMatchObject({ state: 'to-entry', platform: 'shop-2' });
    expect(shown(filing).references).toEqual({ routingResultId: idOf(1), requestId });
    expect(gateway.told.at(-1)).toMatchObject({ outcome: 'released', reference: 'N740:HC001', platform: 'shop-2' });
  });

  it('[TO-6] is told to the platform that presented the consignment, not to the one for all others', async () => {
    const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
    const gateway = new TollGateway({ routing: { platform: 'warehouse' } });
    gateway.tolletaten.statuses.set(requestId, { status: 'SUCCESS', requestId });
    gateway.tolletaten.signals.push(signal(1, 'TO_CONTROL', document('HC001')));
    await gateway.poll();
    const transportDocumentHouseLevel = { documentNumber: 'HC001', type: 'N740' };
    await gateway.submit('house-consignment', { requestId, transportDocumentHouseLevel }, { platform: 'shop-2' });
    gateway.tolletaten.signals.push(signal(2, 'TO_ENTRY', document('HC001')));
    await gateway.poll();
    const signals = gateway.told.filter(({ message }) => message === 'routing');
    expect(signals.map(({ state, platform }) => [state, platform])).toEqual([
      ['to-control', 'warehouse'],
      ['to-control', 'shop-2'],
      ['to-entry', 'shop-2'],
    ]);
    expect(await consignment(gateway)).toMatchObject({ platform: 'shop-2' });
  });

  it('[TO-6] is never set back by a presentation that is known later', async () => {
    const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
    const gateway = await read(
      signal(1, 'TO_CONTROL', document('HC001'), { documentIssueDate: '2020-01-01T00:00:00Z' }),
    );
    const notificationDate = '2026-11-22T09:10:00Z';
    gateway.tolletaten.statuses.set(requestId, { status: 'SUCCESS', requestId, notificationDate });
    const transportDocumentHouseLevel = { documentNumber: 'HC001', type: 'N740' };
    await gateway.submit('house-consignment', { requestId, transportDocumentHouseLevel });
    expect(await consignment(gateway)).toMatchObject({ state: 'to-control', platform: 'shop-1' });
  });

  it('[TO-6] to entry is told as released, under its own id, also where the result of the presentation comes later', async () => {
    const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
    const gateway = new TollGateway();
    const transportDocumentHouseLevel = { documentNumber: 'HC001', type: 'N740' };
    await gateway.submit('house-consignment', { requestId, transportDocumentHouseLevel });
    gateway.tolletaten.signals.push(
      signal(1, 'TO_CONTROL', document('HC001')),
      signal(2, 'TO_ENTRY', document('HC001')),
    );
    await gateway.poll();
    gateway.tolletaten.statuses.set(requestId, { status: 'SUCCESS', requestId });
    await gateway.pass(60_000);
    const heard = gateway.told.filter(({ kind }) => kind === 'consignment');
    expect(heard.map(({ outcome, platform }) => [outcome, platform])).toEqual([
      ['state-changed', null],
      ['released', null],
      ['released', 'shop-1'],
    ]);
    expect(heard[2]?.id).toBe(heard[1]?.id);
  });

  it('[TO-6] stays with the platform that presented the consignment first, whatever another one presents', async () => {
    const [first, second] = ['7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11', '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a12'];
    const gateway = new TollGateway();
    for (const requestId of [first, second])
      gateway.tolletaten.statuses.set(requestId, { status: 'SUCCESS', requestId });
    const presentation = (requestId: string, documentNumber: string, more: object = {}) => ({
      requestId,
      transportDocumentHouseLevel: { documentNumber, type: 'N740', ...more },
    });
    await gateway.submit('house-consignment', presentation(first, 'HC001'), { platform: 'shop-1' });
    await gateway.submit('house-consignment', presentation(second, 'HC001'), { platform: 'shop-2' });
    gateway.tolletaten.signals.push(signal(1, 'TO_ENTRY', document('HC001')));
    await gateway.poll();
    const heard = gateway.told.filter(({ kind }) => kind === 'consignment');
    expect(heard.map(({ outcome, platform }) => [outcome, platform])).toEqual([
      ['state-changed', 'shop-1'],
      ['released', 'shop-1'],
    ]);
    expect(shown(await consignment(gateway)).references).toEqual({ routingResultId: idOf(1), requestId: first });
  });

  it('[TO-6] is of the consignment that was presented, not of one that an unknown field names', async () => {
    const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
    const gateway = new TollGateway();
    gateway.tolletaten.statuses.set(requestId, { status: 'SUCCESS', requestId });
    const transportDocumentHouseLevel = { documentNumber: 'HC001', type: 'N740', referenceNumber: 'HC002' };
    await gateway.submit('house-consignment', { requestId, transportDocumentHouseLevel });
    expect(await consignment(gateway)).toMatchObject({ state: 'held' });
  });

  it('is told to the platform that the configuration names, where none presented the consignment', async () => {
    const gateway = new TollGateway({ routing: { platform: 'warehouse' } });
    gateway.tolletaten.signals.push(signal(1, 'TO_ENTRY', document('HC001')));
    await gateway.poll();
    expect(gateway.told).toMatchObject([{ outcome: 'released', platform: 'warehouse' }]);
  });

  it.each([
    ['a page', { status: 200, body: '<html>' }, 'http-200'],
    ['an object', { status: 200, body: { error: 'no' } }, 'http-200'],
    ['a refusal', { status: 400, body: { message: 'marker' } }, 'http-400'],
    ['a failure', { status: 503 }, 'http-503'],
  ])('[TO-5] skips nothing where %s comes in place of a list', async (_, answer, cause) => {
    const gateway = new TollGateway();
    gateway.tolletaten.signals.push(signal(1, 'TO_ENTRY', document('HC001')));
    gateway.tolletaten.answers.push([ROUTING, answer]);
    await gateway.poll();
    expect(gateway.admission.breaker).toMatchObject({ state: 'open', cause });
    expect(await gateway.ports.feedCursors.get('toll', 'routing')).not.toHaveProperty('marker');
    await gateway.pass(5 * 60_000);
    expect(await consignment(gateway)).toMatchObject({ state: 'to-entry' });
  });

  it('keeps what it does not understand, and the fields that it does not know', async () => {
    const strange = { ...signal(1, 'TO_ENTRY', document('HC001')), newField: { of: ['tomorrow'] } };
    const gateway = await read(strange, { routingResult: { id: idOf(2) } }, 'nonsense');
    const records = await gateway.ledger.records({ authority: 'toll', kind: 'consignment', reference: 'N740:HC001' });
    expect(JSON.parse((records[0] as { body: string }).body)).toEqual(strange);
    expect(gateway.stored).toHaveLength(3);
    expect(await gateway.ports.feedCursors.get('toll', 'routing')).toMatchObject({ marker: idOf(2), count: 3 });
  });

  it.each([
    ['is far too long', 'x'.repeat(10_000)],
    ['has half a character', '\ud800'],
  ])('[TO-5] is kept under a digest where its id %s, and holds up nothing behind it', async (_, id) => {
    const strange = signal(1, 'TO_CONTROL', null, { id });
    const gateway = await read(strange, signal(2, 'TO_ENTRY', document('HC001')));
    expect(gateway.stored.map(({ filing }) => filing)).toEqual([
      expect.stringMatching(/^toll\/consignment\/[0-9a-f]{36}$/),
      'toll/consignment/N740:HC001',
    ]);
    gateway.tolletaten.signals.push(strange);
    await gateway.poll();
    expect(await gateway.ports.feedCursors.get('toll', 'routing')).toMatchObject({ marker: idOf(2), count: 2 });
  });

  it('[TO-5] is kept as it was written, however deep it is and however long its numbers are', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const more = `{"grossMass":12345678901234567890.10,"deep":${deep},`;
    const text = JSON.stringify(signal(1, 'TO_ENTRY', document('HC001'))).replace('{', more);
    const gateway = new TollGateway();
    gateway.tolletaten.answers.push([ROUTING, { status: 200, body: `[ ${text} ]` }]);
    await gateway.poll();
    const key = { authority: 'toll', kind: 'consignment', reference: 'N740:HC001' } as const;
    const bodies = (await gateway.ledger.records(key)).map((record) => 'body' in record && record.body === text);
    expect(bodies).toEqual([true]);
    expect(gateway.told).toMatchObject([{ outcome: 'released' }]);
  });

  it('[TO-5] is told once though it is read again in other words, and again where it says something else', async () => {
    const once = signal(1, 'TO_ENTRY', document('HC001'));
    const gateway = await read(once);
    const again = { ...once, newField: 'of tomorrow' };
    const another = signal(1, 'TO_CONTROL', document('HC001'));
    gateway.tolletaten.answers.push([ROUTING, { status: 200, body: [again, another] }]);
    await gateway.poll();
    expect(gateway.stored).toHaveLength(3);
    expect(gateway.told.map(({ outcome }) => outcome)).toEqual(['released', 'state-changed']);
    gateway.tolletaten.answers.push([ROUTING, { status: 200, body: [{ ...once, newField: 'of next week' }] }]);
    await gateway.poll();
    expect(await consignment(gateway)).toMatchObject({ state: 'to-control' });
    expect(gateway.told).toHaveLength(2);
  });

  it('[TO-5] is kept, and holds up nothing behind it, where it is nested deep around half a character', async () => {
    let deep: unknown = '\ud800';
    for (let n = 0; n < 4000; n += 1) deep = [deep];
    const strange = { ...signal(1, 'TO_CONTROL', document('HC001')), deep };
    const gateway = await read(strange, signal(2, 'TO_ENTRY', document('HC002')));
    expect((await consignment(gateway)).state).toBe('to-control');
    expect((await consignment(gateway, 'N740:HC002')).state).toBe('to-entry');
  });

  it('is kept under a reference that every store takes', async () => {
    const gateway = await read(signal(1, 'TO_ENTRY', document('HC\ud800')));
    expect(gateway.stored).toMatchObject([{ filing: 'toll/consignment/N740:HC\ufffd' }]);
  });

  it('[TO-5] is applied once and in order, however often its reader dies', { timeout: 240_000 }, async () => {
    const [random, gateway] = [chance(7), new TollGateway()];
    gateway.tolletaten.pageSize = 100;
    const routings = ['TO_CONTROL', 'ENTRY_PENDING', 'TO_ENTRY'];
    const latest = new Map<string, string>();
    for (let n = 0; n < 10_000; n += 1) {
      const [number, routing] = [`HC${random.below(3000)}`, random.pick(routings)];
      gateway.tolletaten.signals.push(signal(n, routing, document(number)));
      latest.set(`N740:${number}`, routing);
    }
    let deaths = 0;
    const mayDie = (times: number) => {
      if (deaths === 100 || !random.once(times)) return;
      deaths += 1;
      throw new Error('died');
    };
    const { receive } = gateway.ledger;
    gateway.ledger.receive = async (...args) => {
      mayDie(100);
      return receive(...args);
    };
    const { feedCursors } = gateway.trusting;
    const { move } = feedCursors;
    feedCursors.move = async (...args) => {
      mayDie(5);
      const isMoved = await move(...args);
      mayDie(5);
      return isMoved;
    };
    const cursor = () => gateway.ports.feedCursors.get('toll', 'routing');
    while ((await cursor()).count !== 10_000) await gateway.pass(60_000);
    expect(deaths).toBe(100);
    expect(gateway.stored).toHaveLength(10_000);
    expect(await cursor()).toMatchObject({ marker: idOf(9999) });
    for (const [reference, rawState] of latest)
      expect(await consignment(gateway, reference)).toMatchObject({ rawState });
  });
});
