import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Office, openOffice, request } from './support/office.ts';

const VERIFY = 'VerifierRecevabiliteTJDC';
const CREATE = 'CreerDemandeTJDC';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ timeoutSeconds: 1 });
});
afterAll(() => office.simulator.close());
beforeEach(() => office.simulator.misbehave({ kind: 'clear' }));

describe('a call to OMEGA', () => {
  it('[OM-1] is made to the URL of its step, each with its fields', async () => {
    await office.send(VERIFY);
    expect(await office.send(CREATE)).toMatchObject({ kind: 'accepted', answer: { message: `ReponseWS${CREATE}` } });
    const [verified, created] = office.simulator.received.slice(-2);
    expect([verified, created]).toMatchObject([{ step: 'verify' }, { step: 'create' }]);
  });

  it('has no id of its own: each is another message', () => {
    expect(office.authority.messageIdOf({})).not.toBe(office.authority.messageIdOf({}));
    expect(office.authority.prepare(request, 'TJDC-1')).toBe(request);
  });

  it.each([VERIFY, CREATE] as const)('[OM-4] whose answer is lost may have arrived: %s', async (step) => {
    for (const [fault, cause] of [
      ['timeout', 'timeout'],
      ['broken-connection', 'reset'],
    ] as const) {
      office.simulator.misbehave({ kind: fault, processed: true });
      expect(await office.send(step)).toMatchObject({
        kind: 'unavailable',
        cause,
        httpStatus: null,
        mayHaveArrived: true,
      });
    }
    office.simulator.misbehave({ kind: 'truncated' });
    expect(await office.send(step)).toMatchObject({
      kind: 'unavailable',
      detail: 'soap-unreadable',
      mayHaveArrived: true,
    });
  });

  it('that nobody takes has not arrived', async () => {
    const nowhere = { verifyUrl: 'https://127.0.0.1:9/v', createUrl: 'https://127.0.0.1:9/c' };
    const other = await openOffice({}, {}, nowhere);
    for (const step of [VERIFY, CREATE] as const)
      expect(await other.send(step)).toMatchObject({ kind: 'unavailable', cause: 'refused', mayHaveArrived: false });
    await other.simulator.close();
  });
});

describe('a request is sent', () => {
  const ready = (date: string) => office.authority.ready(CREATE, { ...request, DateDemandee: date }, []);
  // A Monday, in winter: the working days are of one week.
  const at = (instant: string) => office.pass(Date.parse(instant) - office.now());

  it.each([
    ['2026-11-30T09:00:00Z', '2026-12-07', '2026-12-04'],
    // It is Tuesday in Paris.
    ['2026-11-30T23:30:00Z', '2026-12-08', '2026-12-07'],
    ['2026-12-24T09:00:00Z', '2027-01-04', '2026-12-31'],
  ])('[OM-2] for as long as its date is five working days ahead, whenever it is taken up: %s', (instant, good, bad) => {
    at(instant);
    expect(ready(good)).toEqual({ kind: 'ready', payload: { ...request, DateDemandee: good }, parts: {} });
    expect(ready(bad)).toEqual({
      kind: 'never',
      faults: [
        {
          pointer: '/payload/DateDemandee',
          rule: expect.stringContaining(good),
          found: 'an earlier day',
          remedy: expect.any(String),
        },
      ],
    });
  });
});
