import { describe, expect, it } from 'vitest';
import { TollGateway } from './support/gateway.ts';

const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
const STATUS = '/api/movement/presentation/v1/validation-status';
const body = { requestId, customsOfficeOfPresentation: 'NO351001', mrn: '23NO00000000000001' };
const success = { status: 'SUCCESS', requestId };

async function presented(settings: object = {}, prepare: (gateway: TollGateway) => void = () => {}) {
  const gateway = new TollGateway(settings);
  prepare(gateway);
  await gateway.submit('entry-summary-declaration', body);
  return gateway;
}
const asks = ({ tolletaten }: TollGateway) => tolletaten.to(STATUS);
/** The seconds between the presentation and each question. */
function seconds(gateway: TollGateway): number[] {
  const [post] = gateway.tolletaten.to('/api/movement/presentation/v1/entry');
  return asks(gateway).map(({ at }) => Math.round((at - (post?.at ?? 0)) / 1000));
}

describe('the status of a request', () => {
  it('[TO-4] is asked for soon after the presentation, by its id, and known at once', async () => {
    const gateway = await presented({}, ({ tolletaten }) => tolletaten.statuses.set(requestId, success));
    expect(asks(gateway)).toMatchObject([{ method: 'GET', path: `${STATUS}?requestId=${requestId}` }]);
    expect(seconds(gateway)).toEqual([2]);
    expect(gateway.outbox).toEqual([]);
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'answered', state: 'presented' });
  });

  it('[TO-4] is asked for where the configuration says', async () => {
    const gateway = await presented({ validationStatusPath: '/api/status/{requestId}' });
    expect(gateway.tolletaten.to('/api/status')).toMatchObject([{ path: `/api/status/${requestId}` }]);
  });

  it('[TO-4] is asked for again until it is known, with a back-off, while the lane sends', async () => {
    const gateway = await presented();
    await gateway.pass(60_000);
    expect(seconds(gateway).slice(0, 5)).toEqual([2, 7, 12, 17, 22]);
    expect(gateway.admission.breaker.state).toBe('closed');
    gateway.tolletaten.statuses.set(requestId, success);
    await gateway.pass(10_000);
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'answered', state: 'presented' });
    expect(gateway.tolletaten.to('/api/movement/presentation/v1/entry')).toHaveLength(1);
  });

  it('[TO-4] is left for the outbox to ask for where the first time is late', async () => {
    const gateway = await presented({ validation: { firstSeconds: 30, everySeconds: 60 } });
    expect(asks(gateway)).toEqual([]);
    await gateway.pass(40_000);
    expect(seconds(gateway)).toEqual([30]);
  });

  it('[TO-4] that stays unknown is asked for so many times, then sent and overdue', async () => {
    const gateway = await presented({ validation: { times: 4 } });
    await gateway.pass(120_000);
    expect(seconds(gateway)).toEqual([2, 7, 12, 17]);
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'sent', state: null });
    await gateway.pass(35 * 60_000);
    expect(gateway.told.map(({ outcome }) => outcome)).toEqual(['overdue']);
    expect(asks(gateway)).toHaveLength(4);
  });

  it('[TO-4] of a failure rejects the presentation with its list', async () => {
    const validationErrorList = [
      { description: 'MRN is unknown', pointer: { messageElementPath: 'mrn' } },
      { description: 'the office is closed' },
    ];
    const gateway = await presented({}, ({ tolletaten }) =>
      tolletaten.answers.push([STATUS, { status: 202, body: { status: 'FAILURE', requestId, validationErrorList } }]),
    );
    expect(await gateway.filing(requestId)).toMatchObject({
      status: 'rejected',
      state: null,
      errors: [
        { errorPointer: 'mrn', errorDescription: 'MRN is unknown' },
        { errorDescription: 'the office is closed' },
      ],
    });
    expect(gateway.told).toMatchObject([{ outcome: 'rejected', errors: [{}, {}] }]);
  });

  it('[TO-4] of a failure that was only found later rejects it too', async () => {
    const gateway = await presented();
    const notificationDate = '2026-11-22T09:00:01Z';
    gateway.tolletaten.statuses.set(requestId, { status: 'FAILURE', requestId, notificationDate });
    await gateway.pass(30_000);
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'rejected', errors: [{}] });
  });

  it.each([
    ['nothing', { status: 404 }],
    ['no content', { status: 204 }],
    ['an empty body', { status: 200, body: '' }],
    ['a page', { status: 200, body: '<html>' }],
    ['no status', { status: 200, body: { requestId } }],
    ['a status that is none yet', { status: 200, body: { status: 'PENDING', requestId } }],
    ['the list of others', { status: 200, body: [{ status: 'FAILURE', requestId: 'other' }] }],
  ])('[TO-4] that is %s is not known yet', async (_, answer) => {
    const gateway = await presented({}, ({ tolletaten }) => tolletaten.answers.push([STATUS, answer]));
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'waiting', state: null });
    gateway.tolletaten.statuses.set(requestId, success);
    await gateway.pass(10_000);
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'answered' });
  });

  it('[TO-4] is found in a list, and a code that is not known is kept', async () => {
    const gateway = await presented({}, ({ tolletaten }) =>
      tolletaten.answers.push([
        STATUS,
        { status: 200, body: [{ status: 'FAILURE' }, { status: 'PARTIAL', requestId }] },
      ]),
    );
    expect(await gateway.filing(requestId)).toMatchObject({
      status: 'answered',
      state: 'unknown',
      rawState: 'PARTIAL',
    });
  });

  it('whose question fails leaves the presentation as it is, and is asked again', async () => {
    const gateway = await presented({}, ({ tolletaten }) =>
      tolletaten.answers.push([STATUS, { status: 503 }], [STATUS, { status: 503 }]),
    );
    expect(gateway.admission.breaker.state).toBe('closed');
    await gateway.pass(20_000);
    expect(gateway.admission.breaker).toMatchObject({ state: 'open', cause: 'http-503' });
    gateway.tolletaten.statuses.set(requestId, success);
    await gateway.pass(120_000);
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'answered' });
    expect(gateway.tolletaten.to('/api/movement/presentation/v1/entry')).toHaveLength(1);
  });

  it('whose question is refused is a fault of the configuration, and refuses no presentation', async () => {
    const gateway = await presented({}, ({ tolletaten }) =>
      tolletaten.answers.push([STATUS, { status: 404 }], [STATUS, { status: 400, body: { message: 'marker?' } }]),
    );
    await gateway.pass(20_000);
    expect(gateway.admission.breaker).toMatchObject({ state: 'open', cause: 'http-400' });
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'waiting' });
  });

  it('[TO-4] is not the one of another request, though it is all that comes', async () => {
    const another = { status: 'SUCCESS', requestId: '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a12' };
    const gateway = await presented({}, ({ tolletaten }) => tolletaten.statuses.set(requestId, another));
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'waiting', state: null });
    expect(gateway.told).toEqual([]);
  });

  it('[TO-4] is found in a list, in whichever case its id is written there', async () => {
    const list = [
      { status: 'FAILURE', requestId: 'another' },
      { ...success, requestId: requestId.toUpperCase() },
    ];
    const gateway = await presented({}, ({ tolletaten }) => tolletaten.statuses.set(requestId, list));
    expect(await gateway.filing(requestId)).toMatchObject({ status: 'answered', state: 'presented' });
  });

  it('[TO-4] is known however many errors it has', async () => {
    const description = 'must not be null '.repeat(20);
    const validationErrorList = Array.from({ length: 1000 }, () => ({ description }));
    const failure = { status: 'FAILURE', requestId, validationErrorList };
    const gateway = await presented({}, ({ tolletaten }) => tolletaten.statuses.set(requestId, failure));
    expect((await gateway.filing(requestId)).errors).toHaveLength(1000);
  });
});
