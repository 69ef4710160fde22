import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../local/simulators/ciel/index.ts';
import { type Client, startClient } from './client.ts';
import { AGREMENT, balance, capsules, crd, drm, fiscal, product, SIREN, still } from './drms.ts';

const DECLARATION = `${AGREMENT}/2026-08`;
const DAY = 24 * 60 * 60_000;

describe('the declarations that come back', () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.close());

  const command = (...all: Misbehaviour[]) => {
    for (const one of all) client.simulator.misbehave(one);
  };
  const list = async (query = '', folder = `${SIREN}/`) =>
    (await client.get(`/reception_douanes/${folder}${query}`)).body.split('\n').filter(Boolean);
  /** A file without the space between its elements. */
  const contentOf = async (url = '') => (await client.get(new URL(url).pathname)).body.replaceAll(/\n\t*/g, '');

  it('are published when they are validated, with the time at which they came', async () => {
    await client.declare(drm());
    expect(await list()).toEqual([]);
    command({ kind: 'validate', declaration: DECLARATION });
    expect(client.simulator.declarations).toMatchObject([{ state: 'validated' }]);
    const { url } = client.simulator;
    const path = `/reception_douanes/${SIREN}/2026/08/${AGREMENT}_5000001_20261130.xml`;
    expect(await list()).toEqual([`${url}${path}`]);
    const { status, type, headers, body } = await client.get(path);
    expect([status, type]).toEqual([200, 'application/xml']);
    expect(body).toMatch(/^<\?xml [^\n]*\n<message-interprofession [^\n]*\n\t<siren-interprofession>300000001<.*\n/);
    expect(headers.get('last-modified')).toBe('Mon, 30 Nov 2026 09:00:00 GMT');
  });

  it('have a name, volumes with four digits or five, and renewed labels', async () => {
    const suspended = balance(
      `${product({ opening: '100.5', closing: '90.50000' })}${still('0.12345', { label: 'A' })}${still('-0', { label: 'B', code: fiscal('CIDRES'), head: '<tav>5.0</tav>' })}`,
    );
    await client.declare(
      drm({ suspended, rest: '<statistiques><quantite-mouts-jus>7</quantite-mouts-jus></statistiques>' }),
    );
    command({ kind: 'validate', declaration: DECLARATION });
    const content = await contentOf((await list())[0]);
    expect(content).toContain(
      `<numero-agrement>${AGREMENT}</numero-agrement><raison-sociale>Domaine 07896</raison-sociale>`,
    );
    expect(content).toContain('<stock-debut-periode>100.5000</stock-debut-periode>');
    expect(content).toContain('<annee-courante>10.0000</annee-courante>');
    expect(content).toContain('<stock-fin-periode>0.12345</stock-fin-periode>');
    expect(content).toContain('<libelle-fiscal>CIDRES_INF_8_5</libelle-fiscal>');
    expect(content).toContain('<tav>5.0</tav>');
    expect(content).toContain('<quantite-mouts-jus>7.0000</quantite-mouts-jus>');
    expect(content).toContain('<mois>08</mois>');
  });

  it('have all products and capsules after a nil one, as they stand then', async () => {
    const acquitted = balance(still('3'));
    await client.declare(drm({ month: '2026-09', acquitted, rest: crd() + crd(capsules(), 'M') }));
    await client.declare(drm({ month: '2026-10', nil: true, rest: '<statistiques/>' }));
    command({ kind: 'validate', declaration: `${AGREMENT}/2026-10` });
    const content = await contentOf((await list())[0]);
    expect(content).toContain('<declaration-neant>true</declaration-neant><droits-suspendus><produit>');
    expect(content).toContain(
      '<balance-stocks><stock-debut-periode>90.0000</stock-debut-periode><stock-fin-periode>90.0000</stock-fin-periode>',
    );
    expect(content).toContain('</droits-suspendus><droits-acquittes><produit>');
    expect(
      content.match(
        /<centilisation volume="CL_75"><stock-debut-periode>800<\/stock-debut-periode><stock-fin-periode>800</g,
      ),
    ).toHaveLength(2);
    expect(content).toContain('</compte-crd><statistiques></statistiques>');
  });

  it('have the capsules of a nil one, where it has some', async () => {
    await client.declare(drm({ month: '2026-09', rest: crd() }));
    const used = capsules({ opening: 800, closing: 600 });
    await client.declare(drm({ month: '2026-10', nil: true, suspended: balance(''), rest: crd(used) }));
    command({ kind: 'validate', declaration: `${AGREMENT}/2026-10` });
    const content = await contentOf((await list())[0]);
    expect(content.match(/<compte-crd>|<libelle-personnalise>/g)).toEqual(['<libelle-personnalise>', '<compte-crd>']);
    expect(content).toContain('<utilisations>200</utilisations>');
  });

  it('show what was corrected before the validation, and come again where it was after', async () => {
    await client.declare(drm());
    const products = '/declaration-recapitulative/droits-suspendus/produit';
    const correct = (pointer: string, value: string) =>
      command({ kind: 'correct', declaration: DECLARATION, pointer, value });
    correct(`${products}/0/balance-stocks/stock-fin-periode`, '89.5');
    expect(await list()).toEqual([]);
    command({ kind: 'validate', declaration: DECLARATION });
    correct(`${products}/0/libelle-personnalise`, 'Gigondas & Co');
    client.clock.now += 2 * DAY;
    correct(`${products}/0/balance-stocks/sorties-periode/ventes-france-crd-suspendus/annee-courante`, '10.5');
    const urls = await list();
    expect(urls.map((url) => url.slice(-12))).toEqual(['20261130.xml', '20261201.xml', '20261202.xml']);
    const contents = await Promise.all(urls.map(contentOf));
    expect(contents[0]).toContain('<stock-fin-periode>89.5000</stock-fin-periode>');
    expect(contents.map((content) => content.includes('Gigondas &amp; Co'))).toEqual([false, true, true]);
    expect(contents[2]).toContain('<annee-courante>10.5000</annee-courante>');
  });

  it('may be of what was declared on the site of customs', async () => {
    command({ kind: 'declare', siren: SIREN, declaration: `${AGREMENT}/2026-09` });
    command({ kind: 'declare', siren: SIREN, declaration: `${AGREMENT}/2026-10` });
    const contents = await Promise.all((await list()).map(contentOf));
    expect(contents.map((content) => /<declaration-neant>(\w+)/.exec(content)?.[1])).toEqual(['false', 'true']);
    expect(contents[1]).toContain('<stock-debut-periode>112.2500</stock-debut-periode>');
    expect(() => command({ kind: 'declare', siren: SIREN, declaration: `${AGREMENT}/2026-10` })).toThrow(
      'there already',
    );
  });

  it('are listed as text, JSON and XML, from a day on and by agrément, at each level', async () => {
    const { url } = client.simulator;
    command({ kind: 'declare', siren: SIREN, declaration: `${AGREMENT}/2026-08` });
    client.clock.now += DAY;
    command({ kind: 'declare', siren: SIREN, declaration: 'FR01300G07897/2026-09' });
    command({ kind: 'declare', siren: '300000002', declaration: 'FR01300G07898/2026-09' });
    const [first, second] = await list();
    expect([first, second].map((one) => one?.slice(`${url}/reception_douanes/300000001/`.length))).toEqual([
      '2026/08/FR01300G07896_5000001_20261130.xml',
      '2026/09/FR01300G07897_5000002_20261201.xml',
    ]);
    const json = await client.get(`/reception_douanes/${SIREN}/?format=json`);
    expect([json.type, JSON.parse(json.body)]).toEqual(['text/json', [first, second]]);
    expect(JSON.parse((await client.get('/reception_douanes/300000003/?format=json')).body)).toEqual([]);
    const xml = await client.get(`/reception_douanes/${SIREN}/?format=xml`);
    expect([xml.type, xml.body]).toEqual([
      'text/xml;charset=UTF-8',
      expect.stringContaining(`<list>\n<url>${first}</url>\n`),
    ]);
    expect(await list('?from=2026-12-01')).toEqual([second]);
    expect(await list('?from=2026-11-30')).toEqual([first, second]);
    expect(await list('?accise=FR01300G07896')).toEqual([first]);
    expect(await list('', `${SIREN}/2026/09/`)).toEqual([second]);
    expect(await list('', `${SIREN}/2026`)).toEqual([first, second]);
    expect(await list('', '30000000/')).toEqual([]);
  });

  it('are listed since 1 January of last year where no day is named, and deleted after 14 months', async () => {
    command({ kind: 'declare', siren: SIREN, declaration: DECLARATION });
    client.clock.now = Date.parse('2027-12-31T09:00:00Z');
    expect(await list()).toHaveLength(1);
    client.clock.now = Date.parse('2028-01-02T09:00:00Z');
    expect(await list()).toEqual([]);
    expect(await list('?from=2026-01-01')).toHaveLength(1);
    client.clock.now = Date.parse('2028-02-01T09:00:00Z');
    expect(await list('?from=2026-01-01')).toEqual([]);
  });

  it('have an empty answer where there is no such file', async () => {
    const { status, body } = await client.get(`/reception_douanes/${SIREN}/2026/08/${AGREMENT}_1_20261130.xml`);
    expect([status, body]).toEqual([200, '']);
  });

  it('come by themselves where operators validate by themselves, once', async () => {
    await client.close();
    client = await startClient({ validateAfterMs: 300 });
    await client.declare(drm());
    command({ kind: 'validate', declaration: DECLARATION });
    await client.declare(drm({ month: '2026-09', nil: true }));
    await client.simulator.idle();
    expect((await list()).map((url) => url.split('/').at(-2))).toEqual(['08', '09']);
  });

  it('come by themselves as their operators are: corrected, or not at all', async () => {
    await client.close();
    client = await startClient({ validateAfterMs: 1 });
    await client.declare(drm({ agrement: 'FR01300GX0000' }));
    await client.declare(drm({ agrement: 'FR01300GX0001' }));
    await client.declare(drm({ agrement: 'FR01300FX0001', suspended: balance('') }));
    await client.simulator.idle();
    expect(client.simulator.declarations.map(({ state }) => state)).toEqual(['draft', 'validated', 'validated']);
    const [corrected] = await Promise.all((await list('?accise=FR01300GX0001')).map(contentOf));
    expect(corrected).toContain('<stock-debut-periode>101.0000</stock-debut-periode>');
    expect(corrected).toContain('<stock-fin-periode>91.0000</stock-fin-periode>');
  });

  it.each<[Misbehaviour, string]>([
    [{ kind: 'validate', declaration: `${AGREMENT}/2026-07` }, 'is not there'],
    [{ kind: 'correct', declaration: DECLARATION, pointer: '/periode', value: '1' }, 'no field at /periode'],
    [
      { kind: 'correct', declaration: DECLARATION, pointer: '/declaration-recapitulative/periode', value: '1' },
      'no field',
    ],
    [{ kind: 'correct', declaration: DECLARATION, pointer: '/siren-interprofession', value: '1' }, 'cannot be 1: cvc-'],
  ])('are not made by %j', async (fault, text) => {
    await client.declare(drm());
    expect(() => command(fault)).toThrow(text);
  });
});
