import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LABELS } from '../../../local/simulators/omega/labels.ts';
import { type Client, POINT, startClient } from './client.ts';

let client: Client;
beforeAll(async () => {
  client = await startClient();
  await client.verify();
});
afterAll(() => client.close());
let before = 0;
beforeEach(() => {
  before = client.simulator.requests.length;
});
afterEach(() => client.simulator.misbehave({ kind: 'clear' }));
const left = () => client.simulator.requests.slice(before).map(({ status }) => status);
const say = (command: object) => client.control(JSON.stringify(command));

describe('a command', () => {
  it('strikes the next calls of its step, and then no more', async () => {
    await say({ kind: 'label', label: 'maintenance', at: 'create', times: 2 });
    expect((await client.verify()).texts('TypeRetourDialogue')).toEqual(['P']);
    for (const type of ['A', 'A', 'T']) expect((await client.create()).texts('TypeRetourDialogue')).toEqual([type]);
    expect(left()).toEqual(['en cours de traitement']);
  });

  it.each(LABELS)('makes the label %s in either step, with the request that its refusal leaves', async (label) => {
    await say({ kind: 'label', label, times: 2 });
    const verified = await client.verify();
    const created = await client.create();
    for (const answer of [verified, created]) {
      expect([answer.texts('TypeRetourDialogue'), answer.texts('CodeRetour')]).toEqual([['A'], ['DmdKo']]);
      expect(answer.texts('MessageRetour')).toHaveLength(1);
    }
    const verifyLeaves = ['closed', 'maintenance', 'interrupted'].includes(label) ? [] : ['023'];
    const createLeaves = ['abandoned', 'not-receivable'].includes(label) ? ['Annulée'] : [];
    expect(left()).toEqual([...(label === 'pce-unknown' ? ['022'] : verifyLeaves), ...createLeaves]);
  });

  it('makes as many wrong fields as it says', async () => {
    await say({ kind: 'label', label: 'wrong-data', fields: 3 });
    expect((await client.verify()).texts('MessageRetour')).toEqual([
      ...['Donnée incorrecte : CHAMP_1 / RG99', 'Donnée incorrecte : CHAMP_2 / RG99'],
      'Donnée incorrecte : CHAMP_3 / RG99',
    ]);
  });

  it('interrupts a dialogue whose request is made', async () => {
    await say({ kind: 'label', label: 'interrupted', at: 'create', processed: true });
    expect((await client.create()).texts('MessageRetour')).toEqual([
      expect.stringMatching(/^Dialogue interrompu .*9001$/),
    ]);
    expect(left()).toEqual(['en cours de traitement']);
  });

  it('makes an answer of any form', async () => {
    await say({ kind: 'answer', type: 'P', code: 'Autre', text: 'a < b', at: 'create' });
    const answer = await client.create();
    expect([answer.texts('TypeRetourDialogue'), answer.texts('CodeRetour')]).toEqual([['P'], ['Autre']]);
    expect(answer.body).toContain('<MessageRetour>a &lt; b</MessageRetour>');
    expect(left()).toEqual([]);
  });

  it.each([
    [{}, 0],
    [{ processed: true }, 1],
  ])('loses an answer %o, and makes so many requests: %i', async (more, made) => {
    await say({ kind: 'broken-connection', at: 'create', ...more });
    await expect(client.create()).rejects.toThrow();
    await say({ kind: 'timeout', at: 'create', ...more });
    const silent = client.create().catch(() => 'gave up');
    expect(await Promise.race([silent, new Promise((resolve) => setTimeout(() => resolve('silent'), 50))])).toBe(
      'silent',
    );
    expect(left()).toHaveLength(2 * made);
    // Nobody may wait for it when the server ends.
    client.simulator.misbehave({ kind: 'tls-alert', alert: 'access_denied' });
    await silent;
  });

  it('answers late, and rightly', async () => {
    await say({ kind: 'slow', delayMs: 50 });
    const began = performance.now();
    expect((await client.verify()).texts('TypeRetourDialogue')).toEqual(['P']);
    expect(performance.now() - began).toBeGreaterThan(45);
  });

  it.each([
    ['1.1', '1.1', '<faultcode>soap:Server</faultcode>', 'text/xml'],
    ['1.2', '1.2', '<soap:Value>soap:Receiver</soap:Value>', 'application/soap+xml'],
    ['1.2', '1.1', '<faultcode>soap:Server</faultcode>', 'text/xml'],
  ] as const)('makes a SOAP fault for a call in %s of version %s', async (version, wanted, text, type) => {
    await say({ kind: 'soap-fault', ...(version !== wanted && { version: wanted }) });
    const answer = await client.verify({}, { version });
    expect([answer.status, answer.body, answer.type]).toEqual([
      ...[500, expect.stringContaining(text), expect.stringContaining(type)],
    ]);
  });

  it.each([200, 500, 502, 503])('makes a page for people with status %i', async (status) => {
    await say({ kind: 'html-page', status, at: 'create' });
    const answer = await client.create();
    expect([answer.status, answer.type]).toEqual([status, expect.stringContaining('text/html')]);
    expect(left()).toEqual([]);
  });

  it('makes a bare status, an empty answer and half an answer', async () => {
    await say({ kind: 'status', status: 503 });
    expect(await client.verify()).toMatchObject({ status: 503, body: '' });
    await say({ kind: 'empty-answer' });
    expect(await client.verify()).toMatchObject({ status: 200, body: '' });
    await say({ kind: 'truncated' });
    expect((await client.verify()).body).not.toContain('Envelope>');
    expect(left()).toEqual([]);
  });

  it.each([
    ['closed', "les heures d'ouverture"],
    ['maintenance', 'une opération de maintenance'],
  ])('lets it be %s from now on', async (kind, text) => {
    await say({ kind });
    for (const answer of [await client.verify(), await client.create()])
      expect(answer.texts('MessageRetour')).toEqual([expect.stringContaining(text)]);
    await say({ kind: 'clear' });
    expect((await client.verify()).texts('TypeRetourDialogue')).toEqual(['P']);
    expect(left()).toEqual([]);
  });

  it('lets it be open at some hours in Paris, by its own clock', async () => {
    await say({ kind: 'hours', from: '10:00', to: '18:00' });
    const at = async (time: string) => {
      client.clock.now = Date.parse(`2026-11-30T${time}:00Z`);
      return (await client.verify()).texts('TypeRetourDialogue')[0];
    };
    expect([await at('08:59'), await at('09:00'), await at('16:59'), await at('17:00')]).toEqual(['A', 'P', 'P', 'A']);
    client.clock.now = Date.parse('2026-11-30T09:00:00Z');
  });

  it('gives a request another status', async () => {
    const [number = ''] = (await client.create()).texts('NumeroDemande');
    await say({ kind: 'set-status', number, status: 'Clôturée' });
    const list = (await (await fetch(`${client.simulator.controlUrl}/requests`)).json()) as { requests: object[] };
    expect(list.requests.at(-1)).toMatchObject({ number, status: 'Clôturée', NumeroPCE: POINT });
  });

  it.each([
    ['{"kind":"label"}', 'label is one of not-entitled'],
    ['{"kind":"tls-alert","alert":"none"}', 'alert is one of'],
    ['{"kind":"hours","from":"8","to":"20:00"}', 'from is a time as 08:30'],
    ['{"kind":"timeout","at":"both"}', 'at is one of verify, create'],
    ['nothing', 'not JSON'],
  ])('that is none is refused: %s', async (body, text) => {
    expect(await client.control(body)).toEqual({ status: 400, body: expect.stringContaining(text) });
  });
});

describe('a metering point', () => {
  it.each([
    ['0007', 'A', undefined],
    ['0008', 'P', 'A'],
    ['0009', 'P', 'A'],
    ['0012', 'P', undefined],
    ['0013', 'P', undefined],
  ])('that ends in %s is answered %s, then %s', async (trait, verified, created) => {
    const NumeroPCE = `7500000000${trait}`;
    expect((await client.verify({ NumeroPCE })).texts('TypeRetourDialogue')).toEqual([verified]);
    if (verified === 'A') return;
    expect((await client.create({ NumeroPCE })).texts('TypeRetourDialogue')[0]).toBe(created);
    expect(left()).toEqual(['0009', '0013'].includes(trait) ? ['en cours de traitement'] : []);
  });

  it('may fail once', async () => {
    await expect(client.verify({ NumeroPCE: '75000000000010' })).rejects.toThrow();
    expect((await client.verify({ NumeroPCE: '75000000000010' })).texts('TypeRetourDialogue')).toEqual(['P']);
    await expect(client.create({ NumeroPCE: '75000000000010' })).resolves.toBeDefined();
    for (const type of ['A', 'P']) {
      const answer = await client.verify({ NumeroPCE: '75000000000015' });
      expect(answer.texts('TypeRetourDialogue')).toEqual([type]);
    }
    await client.verify({ NumeroPCE: '75000000000016' });
    for (const type of ['A', 'T']) {
      const answer = await client.create({ NumeroPCE: '75000000000016' });
      expect(answer.texts('TypeRetourDialogue')).toEqual([type]);
    }
  });

  it('may lose the answer to step 2 although its request is made', async () => {
    await client.verify({ NumeroPCE: '75000000000011' });
    await expect(client.create({ NumeroPCE: '75000000000011' })).rejects.toThrow();
    expect(left()).toEqual(['en cours de traitement']);
  });
});
