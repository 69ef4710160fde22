import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../local/simulators/omega/index.ts';
import { LATER_MS, MINUTE_MS, REFERENCE, scene } from './support/scene.ts';

const stage = scene();
const { calls, left, told, filing } = stage;

/** A point that OMEGA does not know. */
const UNKNOWN = { NumeroPCE: '75000000000001' };

/** Says that nobody looked at the request. */
const UNAVAILABLE = 'a page with status 503';
/** The events that may come in place of an answer, each as a command without its step. */
const noAnswers: [string, Misbehaviour][] = [
  ['a connection that breaks', { kind: 'broken-connection' }],
  ['a SOAP fault in 1.1', { kind: 'soap-fault', version: '1.1' }],
  ['a SOAP fault in 1.2', { kind: 'soap-fault', version: '1.2' }],
  ['a page with status 200', { kind: 'html-page' }],
  ['a page with status 500', { kind: 'html-page', status: 500 }],
  ['a page with status 502', { kind: 'html-page', status: 502 }],
  [UNAVAILABLE, { kind: 'html-page', status: 503 }],
  ['nothing under status 200', { kind: 'empty-answer' }],
  ['half an answer', { kind: 'truncated' }],
];

describe('event 1, the request of step 1', () => {
  it('[OM-1] goes again by itself where it did not reach OMEGA', async () => {
    stage.omega.misbehave({ kind: 'tls-alert', alert: 'access_denied' });
    await stage.gateway.request(REFERENCE);
    expect([calls(), (await filing()).status]).toEqual([[], 'waiting']);
    await stage.gateway.pass(LATER_MS);
    expect(calls()).toEqual(['verify', 'create']);
    expect(await filing()).toMatchObject({ status: 'answered', state: 'registered' });
  });
});

describe('event 2, the wait for the answer to step 1', () => {
  it('[OM-4] without end leads to one more call after five minutes', async () => {
    stage.omega.misbehave({ kind: 'timeout', at: 'verify' });
    await stage.gateway.request(REFERENCE);
    await stage.gateway.pass(4 * MINUTE_MS);
    expect(calls()).toEqual(['verify']);
    await stage.gateway.pass(4 * MINUTE_MS);
    expect(calls()).toEqual(['verify', 'verify', 'create']);
    expect(await filing()).toMatchObject({ status: 'answered', state: 'registered' });
  });

  it.each(noAnswers.filter(([name]) => name !== UNAVAILABLE))(
    '[OM-4] that ends with %s leads to one more call after five minutes',
    async (_, fault) => {
      stage.omega.misbehave({ ...fault, at: 'verify' } as Misbehaviour);
      await stage.gateway.request(REFERENCE);
      await stage.gateway.pass(4 * MINUTE_MS);
      expect(calls()).toEqual(['verify']);
      await stage.gateway.pass(4 * MINUTE_MS);
      expect(calls()).toEqual(['verify', 'verify', 'create']);
      expect(left()).toEqual(['en cours de traitement']);
    },
  );

  it('[OM-4] that ends with a page with status 503 is no call that arrived, and it goes again as often as that is so', async () => {
    stage.omega.misbehave({ kind: 'html-page', status: 503, times: 3 });
    await stage.gateway.request(REFERENCE);
    await stage.gateway.pass(LATER_MS);
    expect(calls()).toEqual(['verify', 'verify', 'verify', 'verify', 'create']);
    expect(await filing()).toMatchObject({ status: 'answered', state: 'registered' });
  });

  it('[OM-4] is unclear where the second answer is lost too: a refusal among them made a request', async () => {
    stage.omega.misbehave({ kind: 'broken-connection', at: 'verify', processed: true, times: 2 });
    await stage.gateway.request(REFERENCE, UNKNOWN);
    await stage.gateway.pass(LATER_MS);
    expect(await filing()).toMatchObject({ status: 'unclear', state: null });
    expect([calls(), left()]).toEqual([
      ['verify', 'verify'],
      ['022', '022'],
    ]);
    expect(told().map(([outcome]) => outcome)).toEqual(['unclear']);
  });
});

describe('event 3, the answer to step 1', () => {
  it.each([
    ['022', UNKNOWN],
    ['023', { NumeroPCE: '75000000000002' }],
  ])('[OM-4] that leaves a request %s is never followed by the same call', async (status, payload) => {
    await stage.gateway.request(REFERENCE, payload);
    expect([calls(), left()]).toEqual([['verify'], [status]]);
    // Another date alone is the same call.
    await stage.gateway.request(REFERENCE, { ...payload, DateDemandee: '2026-12-21' });
    await stage.gateway.pass(LATER_MS);
    expect([calls(), left()]).toEqual([['verify'], [status]]);
    expect(told().map(([outcome]) => outcome)).toEqual(['rejected', 'duplicate']);
    expect(await filing()).toMatchObject({ status: 'rejected' });
  });

  it('[OM-4] that refuses a request may be followed by another one under its reference', async () => {
    await stage.gateway.request(REFERENCE, UNKNOWN);
    await stage.gateway.request(REFERENCE);
    expect(calls()).toEqual(['verify', 'verify', 'create']);
    expect(await filing()).toMatchObject({ status: 'answered', state: 'registered', errors: [] });
  });

  it('[OM-1] leaves no request where it is P, and leads to event 4 with the same fields', async () => {
    await stage.gateway.request(REFERENCE, { Tarif: 'T2' });
    const [verified, created] = stage.omega.received.slice(-2);
    const { DNEntreprise, NumeroCAD, Login, NumeroVersion, ...asked } = verified?.fields ?? {};
    expect([DNEntreprise, NumeroCAD, Login, NumeroVersion]).toEqual([
      ...['CN=Fournisseur,O=Énergie SA', 'GRD-F-000123', 'login01', 'V1'],
    ]);
    expect(asked).toEqual({
      ...{ TypeDemande: 'TJDC', NumeroPCE: '75000000000100' },
      ...{ NomDuClient: 'Boulangerie Martin', CodePostal: '75011' },
    });
    expect(created?.fields).toEqual({
      ...verified?.fields,
      ...{ DateDemandee: '2026-12-15', AutorisationExpresse: 'OUI', Tarif: 'T2' },
    });
    expect(left()).toEqual(['en cours de traitement']);
  });
});

describe('event 4, the request of step 2', () => {
  it('[OM-4] goes again by itself where it did not reach OMEGA', async () => {
    stage.gateway.isNotifying = false;
    await stage.gateway.request(REFERENCE);
    stage.omega.misbehave({ kind: 'tls-alert', alert: 'access_denied' });
    stage.gateway.isNotifying = true;
    await stage.gateway.run();
    expect([calls(), (await filing()).status]).toEqual([['verify'], 'waiting']);
    await stage.gateway.pass(LATER_MS);
    expect(calls()).toEqual(['verify', 'create']);
    expect(await filing()).toMatchObject({ status: 'answered', state: 'registered' });
  });

  it('[OM-2, OM-4] is not made any more where its date has come too near while it waited', async () => {
    stage.gateway.isNotifying = false;
    await stage.gateway.request(REFERENCE, { DateDemandee: '2026-12-07' });
    stage.omega.misbehave({ kind: 'maintenance' });
    stage.gateway.isNotifying = true;
    await stage.gateway.run();
    expect(calls()).toEqual(['verify', 'create']);
    stage.omega.misbehave({ kind: 'clear' });
    stage.gateway.clock = Date.parse('2026-12-01T09:00:00Z');
    await stage.gateway.pass(MINUTE_MS);
    expect([calls(), left()]).toEqual([['verify', 'create'], []]);
    expect(await filing()).toMatchObject({
      status: 'refused',
      errors: [{ errorDescription: expect.stringMatching(/^\/payload\/DateDemandee: 2026-12-08 or later/) }],
    });
  });
});

describe('event 5, the wait for the answer to step 2', () => {
  const lost = [...noAnswers, ['a connection without an answer', { kind: 'timeout' }] as [string, Misbehaviour]];
  it.each(lost)('[OM-4] that ends with %s is unclear, and the call is never made again', async (_, fault) => {
    stage.omega.misbehave({
      ...fault,
      at: 'create',
      ...(fault.kind !== 'truncated' && { processed: true }),
    } as Misbehaviour);
    await stage.gateway.request(REFERENCE);
    await stage.gateway.pass(LATER_MS);
    expect([calls(), left()]).toEqual([['verify', 'create'], ['en cours de traitement']]);
    expect(await filing()).toMatchObject({ status: 'unclear', state: 'receivable' });
    // Nor by a platform that submits it again.
    await stage.gateway.request(REFERENCE);
    expect(calls()).toEqual(['verify', 'create']);
    expect(told().map(([outcome]) => outcome)).toEqual(['state-changed', 'unclear', 'duplicate']);
  });
});

describe('event 6, an answer to step 2 that leaves no request', () => {
  it('[OM-4] is followed by event 4 where OMEGA is in maintenance', async () => {
    stage.omega.misbehave({ kind: 'label', label: 'maintenance', at: 'create', times: 2 });
    await stage.gateway.request(REFERENCE);
    await stage.gateway.pass(LATER_MS);
    expect([calls(), left()]).toEqual([['verify', 'create', 'create', 'create'], ['en cours de traitement']]);
  });

  it('[OM-4] is the end where it is a refusal, until the request is submitted again', async () => {
    stage.omega.misbehave({ kind: 'label', label: 'wrong-data', at: 'create' });
    await stage.gateway.request(REFERENCE);
    await stage.gateway.pass(LATER_MS);
    expect([calls(), left()]).toEqual([['verify', 'create'], []]);
    await stage.gateway.request(REFERENCE);
    expect([calls(), left()]).toEqual([['verify', 'create', 'verify', 'create'], ['en cours de traitement']]);
    expect(await filing()).toMatchObject({ status: 'answered', state: 'registered', errors: [] });
  });
});

describe('event 7, an answer to step 2 that leaves a request', () => {
  it('[OM-3] registers it, and says its number', async () => {
    await stage.gateway.request(REFERENCE);
    const { number, status } = stage.omega.requests.at(-1) ?? {};
    expect([(await filing()).references, status]).toEqual([
      { NumeroDemande: number, DateDemandee: '2026-12-15' },
      'en cours de traitement',
    ]);
  });

  it('[OM-4] is the end where it is cancelled', async () => {
    await stage.gateway.request(REFERENCE, { NumeroPCE: '75000000000014' });
    await stage.gateway.pass(LATER_MS);
    expect([calls(), left()]).toEqual([['verify', 'create'], ['Annulée']]);
    expect(await filing()).toMatchObject({ status: 'rejected', errors: [{ errorDescription: 'Demande abandonnée' }] });
  });
});
