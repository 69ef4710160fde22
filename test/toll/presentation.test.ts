import { describe, expect, it } from 'vitest';
import { shown } from '../../schemas/shown-filing.ts';
import { TollGateway } from './support/gateway.ts';

const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
const PRESENTATION = '/api/movement/presentation/v1';
const consignment = (more: object = {}) => ({
  requestId,
  customsOfficeOfPresentation: 'NO351001',
  transportDocumentHouseLevel: { documentNumber: 'HC001', type: 'N740' },
  ...more,
});
const success = (more: object = {}) => ({
  status: 'SUCCESS',
  requestId,
  notificationDate: '2026-11-22T09:00:01Z',
  ...more,
});
const posts = ({ tolletaten }: TollGateway) =>
  tolletaten.calls.filter(({ path, method }) => method === 'POST' && path.startsWith('/api'));

describe('a presentation', () => {
  it.each(['house-consignment', 'receptacle', 'entry-summary-declaration', 'master-consignment', 'container'])(
    '[TO-2] of a %s goes to its URL with its body as submitted, and its status answers it',
    async (message) => {
      const gateway = new TollGateway();
      gateway.tolletaten.statuses.set(requestId, success());
      const body = consignment({ mrn: '23NO00000000000001', unheardOf: 1 });
      await gateway.submit(message, body);
      const [post, ...others] = posts(gateway);
      expect(others).toEqual([]);
      expect(post).toMatchObject({ path: `${PRESENTATION}/${message}`, method: 'POST' });
      expect(post?.headers.get('Content-Type')).toBe('application/json');
      expect(JSON.parse(post?.body ?? '')).toEqual(body);
      const filing = await gateway.filing(requestId);
      expect(filing).toMatchObject({ status: 'answered', state: 'presented', rawState: 'SUCCESS', errors: [] });
      expect(shown(filing).references).toEqual({ requestId });
      expect(filing.declaration).toEqual(body);
      expect(gateway.told[0]).toMatchObject({ outcome: 'accepted', message: 'validation-status', platform: 'shop-1' });
    },
  );

  it('[TO-3] without an id gets that of the queue’s message, however often that is handed out', async () => {
    const gateway = new TollGateway();
    const { requestId: _, ...body } = consignment();
    gateway.tolletaten.answers.push([PRESENTATION, new Error('lost')]);
    await gateway.submit('house-consignment', body);
    const id = JSON.parse(posts(gateway)[0]?.body ?? '').requestId;
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await gateway.filing(id)).toMatchObject({ status: 'waiting' });
    gateway.tolletaten.statuses.set(id, success({ requestId: id }));
    await gateway.pass(180_000);
    expect(posts(gateway).map(({ body }) => JSON.parse(body).requestId)).toEqual([id, id]);
    expect(await gateway.filing(id)).toMatchObject({ status: 'answered', state: 'presented' });
  });

  it('[TO-3] takes the id of the envelope where it has none', async () => {
    const gateway = new TollGateway();
    gateway.tolletaten.statuses.set(requestId, success());
    const { requestId: _, ...body } = consignment();
    await gateway.submit('house-consignment', body, { reference: requestId });
    expect(JSON.parse(posts(gateway)[0]?.body ?? '')).toEqual(consignment());
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'answered' });
  });

  it('[TO-3] that was refused as a repetition has arrived, where an earlier call may have', async () => {
    const gateway = new TollGateway();
    gateway.tolletaten.answers.push([PRESENTATION, new Error('lost')]);
    await gateway.submit('house-consignment', consignment());
    await gateway.pass(125_000);
    expect(posts(gateway)).toHaveLength(2);
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'waiting', errors: [] });
    gateway.tolletaten.statuses.set(requestId, success());
    await gateway.pass(60_000);
    expect(posts(gateway)).toHaveLength(2);
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'answered', state: 'presented', errors: [] });
    expect(gateway.told.map(({ outcome }) => outcome)).toEqual(['accepted', 'state-changed']);
  });

  it('[TO-3] that was refused as a repetition at its first send is refused', async () => {
    const gateway = new TollGateway();
    gateway.tolletaten.presented.add(requestId);
    await gateway.submit('house-consignment', consignment());
    expect(await gateway.filing(requestId)).toMatchObject({
      status: 'refused',
      errors: [{ errorPointer: 'requestId', errorDescription: 'has been used before' }],
    });
  });

  it('is refused at the call with each fault of a field, and never sent again', async () => {
    const gateway = new TollGateway();
    const validationErrors = [
      { field: 'transportDocumentHouseLevel.type', error: 'Must be one of [N740]' },
      { field: 'customsOfficeOfPresentation', error: 'must not be blank' },
    ];
    gateway.tolletaten.answers.push([PRESENTATION, { status: 400, body: { validationErrors } }]);
    await gateway.submit('house-consignment', consignment());
    await gateway.pass(120_000);
    expect(posts(gateway)).toHaveLength(1);
    expect(await gateway.filing(requestId)).toMatchObject({
      status: 'refused',
      errors: [
        { errorPointer: 'transportDocumentHouseLevel.type', errorDescription: 'Must be one of [N740]' },
        { errorPointer: 'customsOfficeOfPresentation', errorDescription: 'must not be blank' },
      ],
    });
    expect(gateway.told).toMatchObject([{ outcome: 'refused', errors: [{}, {}] }]);
  });

  it('is refused with the words of a body in another form', async () => {
    const gateway = new TollGateway();
    gateway.tolletaten.answers.push([
      PRESENTATION,
      { status: 400, body: { status: 400, message: 'JSON parse error' } },
    ]);
    await gateway.submit('container', consignment());
    expect(await gateway.filing(requestId)).toMatchObject({
      status: 'refused',
      errors: [{ errorDescription: 'JSON parse error' }],
    });
  });

  it.each([
    [401, 'unauthorised'],
    [403, 'unauthorised'],
    [404, 'misdirected'],
    [503, 'unavailable'],
    [429, 'unavailable'],
  ])('is kept after a %i', async (status) => {
    const gateway = new TollGateway();
    for (let n = 0; n < 2; n += 1) gateway.tolletaten.answers.push([PRESENTATION, { status, body: 'no' }]);
    await gateway.submit('house-consignment', consignment());
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'waiting' });
    expect(gateway.admission.breaker).toMatchObject({ state: 'open', cause: `http-${status}` });
    gateway.tolletaten.statuses.set(requestId, success());
    await gateway.pass(600_000);
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'answered' });
  });

  it('[TO-6] of a house consignment makes its consignment, which is held and told to its platform', async () => {
    const gateway = new TollGateway();
    gateway.tolletaten.statuses.set(requestId, success());
    await gateway.submit('house-consignment', consignment());
    const filing = await gateway.filing('N740:HC001', 'consignment');
    expect(filing).toMatchObject({ status: 'answered', state: 'held', platform: 'shop-1' });
    expect(filing).not.toHaveProperty('orphan');
    expect(shown(filing).references).toEqual({ routingResultId: null, requestId });
    expect(gateway.told.map(({ reference, kind, state }) => [reference, kind, state])).toEqual([
      [requestId, 'presentation', 'presented'],
      ['N740:HC001', 'consignment', 'held'],
    ]);
  });

  it('[TO-6] that fails makes no consignment', async () => {
    const gateway = new TollGateway();
    gateway.tolletaten.statuses.set(requestId, { status: 'FAILURE', requestId });
    await gateway.submit('house-consignment', consignment());
    expect((await gateway.filing('N740:HC001', 'consignment')).history).toEqual([]);
  });
});
