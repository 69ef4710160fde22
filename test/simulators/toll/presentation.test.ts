import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  account,
  type Client,
  exchangeOf,
  PRESENTATION,
  type Presented,
  presentation,
  routingsIn,
  startClient,
} from './client.ts';

const STATUS = `${PRESENTATION}/validation-status`;

describe('a presentation', () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.close());

  const statusOf = (requestId: string) => client.get(`${STATUS}?requestId=${requestId}`);

  it.each<[Presented, string | undefined, string[]]>([
    ['house-consignment', '23NO00000000000003', ['N740:HC002 TO_CONTROL']],
    ['receptacle', undefined, ['N750:NO100000001MU TO_CONTROL', 'N750:NO100000002MU TO_ENTRY']],
    ['entry-summary-declaration', '23NO00000000000003', ['N740:HC001 TO_ENTRY', 'N740:HC002 TO_CONTROL']],
    ['master-consignment', '23NO00000000000005', ['N714:HC003 TO_CONTROL', 'N714:HC004 TO_ENTRY']],
    ['container', '23NO00000000000005', ['N714:HC004 TO_ENTRY']],
  ])('of a %s is taken without a body, validated, and its goods are routed', async (message, mrn, routings) => {
    const body = presentation(message);
    expect(await client.present(message, body)).toMatchObject({ status: 202, body: undefined });
    await client.simulator.idle();
    const { status, body: result } = await statusOf(body.requestId);
    expect(status).toBe(200);
    expect(result).toEqual({
      ...{ status: 'SUCCESS', requestId: body.requestId, notificationDate: '2026-11-22T09:00:00Z' },
      ...(mrn && { mrn }),
      validationErrorList: [],
    });
    expect(routingsIn(client.simulator.signals)).toEqual(routings);
  });

  it('of a consignment that nobody routes has no signal', async () => {
    const transportDocumentHouseLevel = { documentNumber: 'HC005', type: 'N740' };
    const body = presentation('house-consignment', { transportDocumentHouseLevel });
    await client.present('house-consignment', body);
    await client.simulator.idle();
    expect((await statusOf(body.requestId)).body).toMatchObject({ status: 'SUCCESS' });
    expect(client.simulator.signals).toEqual([]);
  });

  it.each<[Presented, object]>([
    ['receptacle', { receptacleIdentificationNumber: undefined, receptacleId: 'GBASFZMLBKONAUN30001001019999' }],
    ['container', { containerIdentificationNumber: undefined, containerId: 'JARU0000026' }],
    [
      'master-consignment',
      { consignmentMasterLevel: undefined, transportDocumentMasterLevel: { documentNumber: 'MC003', type: 'N741' } },
    ],
  ])('of a %s is taken under the other name that its field may have', async (message, changes) => {
    const body = presentation(message, changes);
    expect((await client.present(message, body)).status).toBe(202);
    await client.simulator.idle();
    expect((await statusOf(body.requestId)).body).toMatchObject({ status: 'SUCCESS' });
  });

  it.each<[Presented, object, string]>([
    [
      'house-consignment',
      { transportDocumentHouseLevel: { documentNumber: 'HC001', type: 'N714' } },
      'transportDocumentHouseLevel',
    ],
    [
      'receptacle',
      { receptacleIdentificationNumber: 'GBASFZMLBKONAUN30001001010000' },
      'receptacleIdentificationNumber',
    ],
    ['container', { containerIdentificationNumber: 'JARU0000011' }, 'containerIdentificationNumber'],
    [
      'master-consignment',
      { consignmentMasterLevel: { transportDocumentMasterLevel: { documentNumber: 'MC009', type: 'N704' } } },
      'consignmentMasterLevel.transportDocumentMasterLevel',
    ],
  ])(
    'of a %s that nobody knows is taken, and fails in its validation',
    async (message, changes, messageElementPath) => {
      const body = presentation(message, changes);
      expect((await client.present(message, body)).status).toBe(202);
      await client.simulator.idle();
      const { status, body: result } = await statusOf(body.requestId);
      expect(status).toBe(202);
      expect(result).toMatchObject({
        status: 'FAILURE',
        validationErrorList: [{ description: expect.any(String), pointer: { messageElementPath } }],
      });
      expect(client.simulator.signals).toEqual([]);
    },
  );

  it.each<[Presented, object, string, RegExp]>([
    ['house-consignment', { requestId: undefined }, 'requestId', /must not be null/],
    ['house-consignment', { requestId: 'request-1' }, 'requestId', /UUID/],
    ['house-consignment', { requestId: 17 }, 'requestId', /text/],
    ['receptacle', { customsOfficeOfPresentation: undefined }, 'customsOfficeOfPresentation', /must not be null/],
    ['receptacle', { customsOfficeOfPresentation: ' ' }, 'customsOfficeOfPresentation', /must not be blank/],
    ['receptacle', { customsOfficeOfPresentation: 'FR002300' }, 'customsOfficeOfPresentation', /must match/],
    ['receptacle', { receptacleIdentificationNumber: undefined }, 'receptacleIdentificationNumber', /null/],
    ['receptacle', { receptacleIdentificationNumber: 'X'.repeat(71) }, 'receptacleIdentificationNumber', /size/],
    ['entry-summary-declaration', { mrn: '23NO00000000000006' }, 'mrn', /Must be one of \[23NO00000000000001, /],
    ['house-consignment', { transportDocumentHouseLevel: undefined }, 'transportDocumentHouseLevel', /null/],
    [
      'house-consignment',
      { transportDocumentHouseLevel: { documentNumber: 'HC001' } },
      'transportDocumentHouseLevel.type',
      /null/,
    ],
    [
      'house-consignment',
      { transportDocumentHouseLevel: { documentNumber: 'HC001', type: 'N380' } },
      'transportDocumentHouseLevel.type',
      /Must be one of \[C624/,
    ],
    [
      'master-consignment',
      { consignmentMasterLevel: { transportDocumentMasterLevel: { type: 'N704' } } },
      'consignmentMasterLevel.transportDocumentMasterLevel.documentNumber',
      /null/,
    ],
    ['container', { containerIdentificationNumber: undefined }, 'containerIdentificationNumber', /null/],
  ])('of a %s with %j is refused at the call', async (message, changes, field, error) => {
    expect(await client.present(message, presentation(message, changes))).toMatchObject({
      status: 400,
      body: { validationErrors: [{ field, error: expect.stringMatching(error) }] },
    });
    await client.simulator.idle();
    expect((await client.get(STATUS)).body).toEqual([]);
  });

  it('is refused with all its faults at once', async () => {
    const { body } = await client.present('container', {});
    expect(body.validationErrors.map(({ field }: { field: string }) => field)).toEqual([
      ...['requestId', 'customsOfficeOfPresentation', 'containerIdentificationNumber'],
    ]);
  });

  it('is refused under a request id that was used before, whatever is presented and however it is written', async () => {
    const body = presentation('container');
    await client.present('container', body);
    for (const requestId of [body.requestId, body.requestId.toUpperCase()]) {
      expect(await client.present('receptacle', presentation('receptacle', { requestId }))).toMatchObject({
        status: 400,
        body: { validationErrors: [{ field: 'requestId', error: 'has already been used' }] },
      });
    }
  });

  it('may come again under its request id after it was refused', async () => {
    const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
    await client.present('container', { requestId });
    expect((await client.present('container', presentation('container', { requestId }))).status).toBe(202);
  });

  it.each([
    ['no JSON', '<xml/>', {}, 400],
    ['no JSON by its type', '{}', { 'content-type': 'text/plain' }, 415],
    ['an array', '[]', {}, 400],
    ['too large', 'x'.repeat(5_000_001), {}, 413],
  ])('that is %s is refused', async (_, body, headers, status) => {
    expect((await client.present('container', body, headers)).status).toBe(status);
  });

  it('is not found at another path or with another method', async () => {
    expect((await client.present('lorry', presentation('container'))).status).toBe(404);
    expect((await client.get(`${PRESENTATION}/container`)).status).toBe(404);
  });

  it('has a status that is not found until it is known, by its query and by its path', async () => {
    await client.close();
    client = await startClient({ pace: 0.1, random: () => 0 });
    const [one, other] = [presentation('container'), presentation('receptacle')];
    await client.present('container', one);
    expect((await statusOf(one.requestId)).status).toBe(404);
    expect((await client.get(`${STATUS}/${one.requestId}`)).status).toBe(404);
    await client.present('receptacle', other);
    await client.simulator.idle();
    const found = await Promise.all([statusOf(one.requestId), client.get(`${STATUS}/${one.requestId}`)]);
    expect(found.map(({ body }) => body.requestId)).toEqual([one.requestId, one.requestId]);
    expect((await client.get(STATUS)).body).toMatchObject([one, other].map(({ requestId }) => ({ requestId })));
    expect((await statusOf('7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11')).status).toBe(404);
  });

  it('takes its time at a pace', async () => {
    await client.close();
    client = await startClient({ pace: 0.1, random: () => 1 });
    const begun = performance.now();
    await client.present('receptacle', presentation('receptacle'));
    await client.simulator.idle();
    // A validation of 2 s and two signals of 3 s.
    expect(performance.now() - begun).toBeGreaterThan(790);
  });

  it('belongs to its organisation: another one may use its id, and knows neither its status nor its signals', async () => {
    await client.close();
    const others = { clientId: 'client-2', keyId: 'key-2' };
    client = await startClient({ accounts: [account, { ...account, ...others }] });
    const body = presentation('container');
    await client.present('container', body);
    await client.simulator.idle();
    const { clientId: iss, keyId: kid } = others;
    const granted = await client.grant(await client.assertion({ claims: { iss }, header: { kid } }));
    const exchanged = await client.exchange(exchangeOf(granted.body.access_token));
    const headers = { authorization: `Bearer ${exchanged.body.access_token}` };
    expect((await client.get(`${STATUS}?requestId=${body.requestId}`, headers)).status).toBe(404);
    expect((await client.get('/api/movement/routing/v1/house-consignment', headers)).body).toEqual([]);
    expect((await client.present('container', body, headers)).status).toBe(202);
  });

  it('is kept with what was sent', async () => {
    const body = presentation('container');
    await client.present('container', body);
    const call = client.simulator.received.at(-1);
    expect(call).toMatchObject({
      ...{ method: 'POST', path: `${PRESENTATION}/container`, endpoint: 'presentation', message: 'container' },
      ...{ requestId: body.requestId, status: 202, processed: true, body },
    });
  });
});
