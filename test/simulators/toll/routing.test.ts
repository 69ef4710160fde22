import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, presentation, ROUTING, routingsIn, startClient } from './client.ts';

describe('the feed of signals', () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.close());

  const route = (document: string, routing: string) => client.simulator.misbehave({ kind: 'route', document, routing });

  it('is an array of signals, which name what the playground knows of a consignment', async () => {
    await client.present('receptacle', presentation('receptacle'));
    await client.simulator.idle();
    const { status, body } = await client.get(ROUTING);
    expect(status).toBe(200);
    expect(body[0]).toEqual({
      ...{ entrySummaryDeclarationMRN: '23NO00000000000001', receptacleId: 'GBASFZMLBKONAUN30001001019999' },
      ...{ estimatedTimeOfArrival: '2026-11-22T11:00:00Z', scheduledTimeOfArrival: '2026-11-22T11:00:00Z' },
      transportDocumentHouseLevel: { referenceNumber: 'NO100000001MU', type: 'N750' },
      activeBorderTransportMeans: { identificationNumber: 'AB12345', typeOfIdentification: '30' },
      routingResult: {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
        ...{ routing: 'TO_CONTROL', routingControlLocation: 'ON_ENTRY', documentIssueDate: '2026-11-22T09:00:00Z' },
      },
    });
    expect(body[1].routingResult).toMatchObject({ routing: 'TO_ENTRY', routingControlLocation: null });
    expect(client.simulator.signals).toEqual(body);
  });

  it('is empty at first, and has 1,000 signals a page at most, from the marker on to the empty list', async () => {
    expect(await client.read()).toEqual([[]]);
    for (let n = 0; n < 2001; n += 1) route(`N740:HC${n}`, 'TO_ENTRY');
    const pages = await client.read();
    expect(pages.map(({ length }) => length)).toEqual([1000, 1000, 1, 0]);
    const ids = pages.flat().map(({ routingResult }) => routingResult.id);
    expect(new Set(ids).size).toBe(2001);
    expect(routingsIn(pages.flat())[1000]).toBe('N740:HC1000 TO_ENTRY');
    expect((await client.read(ids[2000])).flat()).toEqual([]);
    route('N740:HC001', 'TO_CONTROL');
    expect(routingsIn((await client.read(ids[2000])).flat())).toEqual(['N740:HC001 TO_CONTROL']);
  });

  it.each(['7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11', 'yesterday', ''])('refuses the marker “%s”', async (marker) => {
    expect(await client.get(`${ROUTING}?marker=${marker}`)).toMatchObject({
      status: 400,
      body: { validationErrors: [{ field: 'marker', error: expect.any(String) }] },
    });
  });

  it('goes on with what is decided later, of consignments of the playground and of any other', async () => {
    await client.present('house-consignment', presentation('house-consignment'));
    await client.simulator.idle();
    expect((await client.control('{"kind":"route","document":"N740:HC002","routing":"TO_ENTRY"}')).body).toEqual({
      pending: [],
    });
    route('N730:A:1', 'ENTRY_DENIED');
    const [signals = []] = await client.read();
    expect(routingsIn(signals)).toEqual(['N740:HC002 TO_CONTROL', 'N740:HC002 TO_ENTRY', 'N730:A:1 ENTRY_DENIED']);
    expect(signals.map((one) => one.entrySummaryDeclarationMRN)).toEqual([
      ...['23NO00000000000003', '23NO00000000000003', null],
    ]);
  });
});
