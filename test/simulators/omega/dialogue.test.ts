import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { account, type Client, DAY, messageOf, POINT, startClient } from './client.ts';

let client: Client;
beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());

/** The statuses of the requests that came since this test began. */
let before = 0;
beforeEach(() => {
  before = client.simulator.requests.length;
});
const left = () => client.simulator.requests.slice(before).map(({ status }) => status);

describe('the dialogue', () => {
  it('goes on from step 1 to step 2, which makes a request', async () => {
    const verified = await client.verify();
    expect([verified.status, verified.texts('TypeRetourDialogue'), verified.texts('CodeRetour')]).toEqual([
      ...[200, ['P'], ['Message']],
    ]);
    expect(verified.texts('MessageRetour')).toEqual(['Demande recevable']);
    expect(left()).toEqual([]);
    const created = await client.create();
    expect([created.texts('TypeRetourDialogue'), created.texts('CodeRetour')]).toEqual([['T'], ['DmdOkDD']]);
    const [number] = created.texts('NumeroDemande');
    expect(created.texts('DateDemandee')).toEqual([DAY]);
    expect(client.simulator.requests.at(-1)).toMatchObject({
      ...{ number, status: 'en cours de traitement', NumeroPCE: POINT, NomDuClient: 'Dupont & fils' },
    });
  });

  it('makes a second request where step 2 is called again', async () => {
    await client.verify();
    const [one, other] = [await client.create(), await client.create()];
    expect(one.texts('NumeroDemande')).not.toEqual(other.texts('NumeroDemande'));
    expect(left()).toEqual(['en cours de traitement', 'en cours de traitement']);
  });

  it('is abandoned where it begins with step 2', async () => {
    const answer = await client.create({ NumeroPCE: '75000000000777' });
    expect(answer.texts('MessageRetour')).toEqual(['Demande abandonnée']);
  });

  it.each(['1.1', '1.2'] as const)('is spoken in SOAP %s, in any namespace and order', async (version) => {
    const answer = await client.verify({}, { version, namespace: 'urn:other', order: 'reversed' });
    expect(answer.texts('TypeRetourDialogue')).toEqual(['P']);
    expect(answer.type).toContain(version === '1.1' ? 'text/xml' : 'application/soap+xml');
    expect(answer.body).toContain('<ReponseWSVerifierRecevabiliteTJDC xmlns="urn:other">');
  });

  it('takes the postcode and the tariff within the request, too', async () => {
    await client.verify();
    const message = messageOf('create', {}).replace(
      '</t:Demande>',
      '<t:CodePostal>75001</t:CodePostal><t:Tarif>T2</t:Tarif></t:Demande>',
    );
    expect((await client.post('create', message)).texts('TypeRetourDialogue')).toEqual(['T']);
  });

  it('needs no type, name or postcode in step 1 (V18.2)', async () => {
    const changes = { TypeDemande: undefined, NomDuClient: undefined };
    expect((await client.verify(changes)).texts('TypeRetourDialogue')).toEqual(['P']);
  });
});

describe('a refusal of step 1', () => {
  it.each<[string, Record<string, string | undefined>, string]>([
    ['another company', { DNEntreprise: 'CN=Autre,O=Énergie SA' }, 'Habilitation incorrecte'],
    ['another user', { Login: 'somebody' }, 'Habilitation incorrecte'],
    ['no user', { Login: '' }, 'Le login doit être renseigné.'],
    ['another contract', { NumeroCAD: 'GRD-F-000999' }, 'Etat du CAD invalide'],
    ['a wrong version', { NumeroVersion: 'V2' }, 'Donnée incorrecte : NumeroVersion / RG01'],
    ['a wrong type', { TypeDemande: 'MES' }, 'Donnée incorrecte : TypeDemande / RG02'],
    ['no point', { NumeroPCE: '' }, 'Donnée incorrecte : NumeroPCE / RG00'],
    ['another department', { CodePostal: '69001' }, 'La commune du PCE n’est pas'],
    ['another supplier', { NumeroPCE: '75000000000002' }, 'Demande non recevable : COH_TITULAIRE'],
    ['a meter that is not read monthly', { NumeroPCE: '75000000000003' }, 'Demande non recevable : COH_FREQUENCE'],
    ['a free point', { NumeroPCE: '75000000000004' }, 'Demande non recevable : 1031'],
    ['an abandoned point', { NumeroPCE: '75000000000005' }, 'Demande abandonnée'],
  ])('leaves a request with status 023 for %s', async (_, changes, label) => {
    const answer = await client.verify(changes);
    expect([answer.texts('TypeRetourDialogue'), answer.texts('CodeRetour')]).toEqual([['A'], ['DmdKo']]);
    expect(answer.texts('MessageRetour')).toEqual([expect.stringContaining(label.replace('’', "'"))]);
    expect(left()).toEqual(['023']);
  });

  it.each(['75000000000001', '123', 'GI000001'])(
    'leaves one with status 022 for the unknown point %s',
    async (NumeroPCE) => {
      const answer = await client.verify({ NumeroPCE });
      expect(answer.texts('MessageRetour')).toEqual(['Numéro de PCE incorrect ou inconnu1022']);
      expect(left()).toEqual(['022']);
    },
  );

  it('names each field that is wrong', async () => {
    const answer = await client.verify({ NumeroVersion: '', TypeDemande: '' });
    expect(answer.texts('MessageRetour')).toHaveLength(2);
    const point = await client.verify({ NumeroPCE: '75000000000006' });
    expect(point.texts('MessageRetour')).toEqual([
      ...['Donnée incorrecte : NomDuClient / RG06', 'Donnée incorrecte : CodePostal / RG07'],
    ]);
  });
});

describe('a refusal of step 2', () => {
  it.each<[string, Record<string, string | undefined>, string]>([
    ['a date that is too near', { DateDemandee: '2026-12-04' }, 'DateDemandee / RG04'],
    ['no date', { DateDemandee: '15/12/2026' }, 'DateDemandee / RG03'],
    ['a day that there is not', { DateDemandee: '2026-12-32' }, 'DateDemandee / RG03'],
    ['no consent', { AutorisationExpresse: 'NON' }, 'AutorisationExpresse / RG05'],
    ['no type', { TypeDemande: undefined }, 'TypeDemande / RG02'],
  ])('leaves no request for %s', async (_, changes, text) => {
    await client.verify();
    const answer = await client.create(changes);
    expect(answer.texts('MessageRetour')).toEqual([`Donnée incorrecte : ${text}`]);
    expect(left()).toEqual([]);
  });

  it('leaves one with status "Annulée" where it is abandoned', async () => {
    await client.verify({ NumeroPCE: '75000000000014' });
    await client.create({ NumeroPCE: '75000000000014' });
    expect(left()).toEqual(['Annulée']);
  });

  it.each([
    ['2026-11-30T09:00:00Z', '2026-12-07'],
    // Paris is a day ahead of UTC then.
    ['2026-11-30T23:30:00Z', '2026-12-08'],
    ['2026-12-22T09:00:00Z', '2026-12-30'],
    ['2027-03-25T09:00:00Z', '2027-04-02'],
    ['2026-05-06T09:00:00Z', '2026-05-15'],
  ])('counts holidays: on %s the first day is %s', async (now, first) => {
    client.clock.now = Date.parse(now);
    await client.verify();
    const dayBefore = new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10);
    expect((await client.create({ DateDemandee: dayBefore })).texts('TypeRetourDialogue')).toEqual(['A']);
    expect((await client.create({ DateDemandee: first })).texts('TypeRetourDialogue')).toEqual(['T']);
    client.clock.now = Date.parse('2026-11-30T09:00:00Z');
  });
});

describe('what is no call', () => {
  it.each([
    ['no XML', 'DNEntreprise=…'],
    ['another document', '<a/>'],
    ['the other method', messageOf('create', {})],
    ['an element that is not expected', messageOf('verify', {}).replace('<t:NumeroCAD>', '<t:Siren>1</t:Siren>$&')],
    ['an element twice', messageOf('verify', {}).replace('<t:NumeroCAD>', '<t:NumeroCAD>1</t:NumeroCAD>$&')],
  ])('is answered by a SOAP fault: %s', async (_, body) => {
    const answer = await client.post('verify', body);
    expect([answer.status, answer.texts('faultcode')]).toEqual([500, ['soap:Client']]);
    expect(left()).toEqual([]);
  });

  it('is counted all the same', async () => {
    const calls = client.simulator.received.length;
    await client.post('verify', 'nothing');
    expect(client.simulator.received.slice(calls)).toMatchObject([{ step: 'verify', processed: false, fields: {} }]);
    expect(account.Login).toBe(client.simulator.received[0]?.fields.Login);
  });
});
