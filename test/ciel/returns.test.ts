import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { markerOf, nameDigest, positionIn } from '../../functions/authorities/ciel/returns/position.ts';
import { declaration } from './support/declaration.ts';
import { CielGateway } from './support/gateway.ts';
import { AGREEMENT, Published, returned, SIREN } from './support/published.ts';
import { ScriptedCiel } from './support/scripted-ciel.ts';

const MONTH = `${AGREEMENT}/2026-10`;
const OTHER = '300000002';
const DAY = 86_400_000;
const ciel = new ScriptedCiel();
let published: Published;
beforeAll(() => ciel.start());
afterAll(() => ciel.stop());
beforeEach(() => {
  ciel.clear();
  published = new Published(ciel);
});

const gatewayOf = (sirens: readonly string[] | null = [SIREN]) =>
  new CielGateway(
    ciel.lane({
      returns: { listingUrl: `${ciel.url}/returns/`, platform: 'cave', ...(sirens && { sirens }) },
    }),
  );
const name = (agreement: string, day: string, id = 5000184) => `${agreement}_${id}_202611${day}.xml`;
const listings = () => ciel.to('/returns/').filter(({ path }) => path.includes('?'));
const fetched = () => ciel.to('/returns/').filter(({ path }) => path.endsWith('.xml'));
const told = (gateway: CielGateway) => gateway.told.map((one) => [one.outcome, one.reference, one.platform, one.state]);
const cursor = (gateway: CielGateway) => gateway.ports.feedCursors.get('ciel', 'returns');

describe('what was validated', () => {
  it('confirms what was filed, is told to its platform, and is the declaration from then on', async () => {
    const gateway = gatewayOf();
    await gateway.submit('DRM', declaration());
    const xml = returned(10, (drm) => {
      drm['declaration-recapitulative']['declaration-neant'] = true;
    });
    published.add(name(AGREEMENT, '05'), xml);
    await gateway.poll();
    const filing = await gateway.filing(MONTH);
    expect(filing).toMatchObject({ status: 'answered', state: 'filed', authorityReference: '5000184', errors: [] });
    expect(filing.declaration).toMatchObject({
      'declaration-recapitulative': {
        'identification-declarant': { 'raison-sociale': 'Domaine & fils' },
        'declaration-neant': true,
      },
    });
    expect(told(gateway)).toEqual([
      ['accepted', MONTH, 'shop-1', 'draft'],
      ['state-changed', MONTH, 'shop-1', 'filed'],
    ]);
    const records = await gateway.ledger.records({ authority: 'ciel', kind: 'declaration', reference: MONTH });
    expect(records.at(-1)).toMatchObject({ messageId: name(AGREEMENT, '05'), raw: xml, drift: [] });
  });

  it('opens a filing of what nobody filed here, told to the platform of the configuration', async () => {
    const gateway = gatewayOf();
    published.add(name(AGREEMENT, '05'), returned());
    await gateway.poll();
    expect(await gateway.filing(MONTH)).toMatchObject({ status: 'answered', state: 'filed', orphan: true });
    expect(told(gateway)).toEqual([['state-changed', MONTH, 'cave', 'filed']]);
  });

  it('is asked for by each interprofession that was filed for, where none is configured', async () => {
    const gateway = gatewayOf(null);
    await gateway.submit('DRM', declaration());
    published.of('123456789');
    await gateway.poll();
    expect(listings().map(({ path }) => path)).toEqual(['/returns/123456789/?from=2026-09-26&format=json']);
    expect(listings()[0]?.headers.authorization).toBeUndefined();
  });

  it.each<[string, (urls: string[]) => string]>([
    ['JSON', (urls) => `[${urls.map((url) => `"${url}"\n`).join(',')}]`],
    ['XML', (urls) => `<?xml version="1.0"?>\n<list>\n${urls.map((url) => `<url>${url}</url>\n`).join('')}</list>\n`],
    ['an empty list of XML', (urls) => (urls.length > 2 ? '' : `<list><url>${urls.join('</url><url>')}</url></list>`)],
    ['lines of text', (urls) => urls.map((url) => `${url}\n`).join('')],
    ['paths', (urls) => JSON.stringify(urls.map((url) => new URL(url).pathname))],
  ])('is read from a list of %s', async (_, written) => {
    const gateway = gatewayOf();
    published.add(name(AGREEMENT, '05'), returned(10));
    published.add(name(AGREEMENT, '06'), returned(9));
    const urls = published.of().map(({ url }) => url);
    ciel.pages.set(`/returns/${SIREN}/`, written(urls));
    await gateway.poll();
    expect(await gateway.filing(MONTH)).toMatchObject({ state: 'filed' });
    expect(await gateway.filing(`${AGREEMENT}/2026-09`)).toMatchObject({ state: 'filed' });
  });

  it('is fetched once, however often it is listed, and the list begins a week back', async () => {
    const gateway = gatewayOf();
    published.add(name(AGREEMENT, '05'), returned());
    for (let n = 0; n < 3; n += 1) await gateway.poll();
    gateway.clock += 20 * DAY;
    await gateway.poll();
    await gateway.poll();
    expect(fetched()).toHaveLength(1);
    expect(listings().map(({ path }) => path.slice(-26, -12))).toEqual([
      ...['from=2026-09-26', 'from=2026-10-29', 'from=2026-10-29', 'from=2026-10-29', 'from=2026-11-18'].map((from) =>
        from.slice(-14),
      ),
    ]);
    // Of files that are listed no more nothing is kept.
    expect((await cursor(gateway)).marker?.length).toBeLessThan(120);
  });

  it('is found where it appears days later with an older date', async () => {
    const gateway = gatewayOf();
    published.add(name(AGREEMENT, '05'), returned(10));
    await gateway.poll();
    gateway.clock += 5 * DAY;
    published.add(name(AGREEMENT, '04'), returned(9), { since: '2026-11-04' });
    await gateway.poll();
    expect(await gateway.filing(`${AGREEMENT}/2026-09`)).toMatchObject({ state: 'filed' });
  });

  it('is found where the first list broke off before it began', async () => {
    const gateway = gatewayOf();
    published.add(name(AGREEMENT, '05'), returned(9), { since: '2026-10-10' });
    ciel.answers.push(['/returns/', { cut: 0 }], ['/returns/', { body: '' }]);
    for (let n = 0; n < 3; n += 1) {
      await gateway.poll();
      gateway.clock += 3_600_000;
    }
    expect(await gateway.filing(`${AGREEMENT}/2026-09`)).toMatchObject({ state: 'filed' });
  });

  it('is found of an interprofession that is added later', async () => {
    const gateway = gatewayOf(null);
    published.of('123456789');
    published.add(name(AGREEMENT, '05'), returned(9), { siren: OTHER, since: '2026-11-05' });
    gateway.parties.add('123456789');
    await gateway.poll();
    gateway.clock += 20 * DAY;
    gateway.parties.add(OTHER);
    await gateway.poll();
    expect(await gateway.filing(`${AGREEMENT}/2026-09`)).toMatchObject({ state: 'filed' });
  });

  it.each([
    ['later', ['05', '08']],
    ['first', ['08', '05']],
  ])('is the correction of a later day, also where it is read %s', async (_, days) => {
    const gateway = gatewayOf();
    for (const day of days) {
      const xml = returned(10, (drm) => {
        drm['declaration-recapitulative'].statistiques = { 'quantite-mouts-jus': Number(day) };
      });
      published.add(name(AGREEMENT, day), xml);
      await gateway.poll();
      gateway.clock += 60_000;
    }
    const { declaration: shown } = await gateway.filing(MONTH);
    expect(shown).toMatchObject({ 'declaration-recapitulative': { statistiques: { 'quantite-mouts-jus': '8' } } });
  });

  it('is read of the others where the list of one cannot be read, which is reported and tried again', async () => {
    const gateway = gatewayOf([SIREN, OTHER, '300000003']);
    published.add(name(AGREEMENT, '05'), returned(10), { siren: OTHER });
    published.of('300000003');
    ciel.pages.set(`/returns/${SIREN}/`, () => ({ status: 500, body: 'Internal Server Error' }));
    await gateway.poll();
    expect(await gateway.filing(MONTH)).toMatchObject({ state: 'filed' });
    expect(gateway.problems).toContain('feed.failed');
    // It has a server of its own: the lane sends.
    expect(gateway.admission.breaker.state).toBe('closed');
    await gateway.submit('DRM', { ...declaration(), 'siren-interprofession': '123456789' });
    expect(ciel.to('/declarations')).toHaveLength(1);

    published.add(name(AGREEMENT, '05'), returned(9));
    await gateway.pass(5 * 60_000);
    expect(await gateway.filing(`${AGREEMENT}/2026-09`)).toMatchObject({ state: 'filed' });
  });

  it('is read of the others while the list of one fails for hours', async () => {
    const gateway = gatewayOf([SIREN, OTHER]);
    published.of(OTHER);
    ciel.pages.set(`/returns/${SIREN}/`, () => ({ status: 500 }));
    await gateway.poll();
    published.add(name(AGREEMENT, '05'), returned(10), { siren: OTHER });
    await gateway.pass(3 * 3_600_000);
    expect(await gateway.filing(MONTH)).toMatchObject({ state: 'filed' });
    // It is asked for ever more seldom.
    expect(listings().filter(({ path }) => path.includes(SIREN)).length).toBeLessThan(20);
  });

  it.each<[string, string | number]>([
    ['cannot be fetched', 500],
    ['is half a file', returned(8).slice(0, 900)],
  ])('is read where another file %s, which is tried again', async (_, broken) => {
    const gateway = gatewayOf();
    const path = published.add(name(AGREEMENT, '04'), returned(8));
    published.add(name(AGREEMENT, '05'), returned(10));
    ciel.pages.set(path, () => (typeof broken === 'number' ? { status: broken } : { body: broken }));
    await gateway.poll();
    expect(await gateway.filing(MONTH)).toMatchObject({ state: 'filed' });
    expect(gateway.problems).toContain('feed.failed');
    ciel.pages.set(path, returned(8));
    await gateway.pass(3 * 60_000);
    expect(await gateway.filing(`${AGREEMENT}/2026-08`)).toMatchObject({ state: 'filed' });
    expect((await cursor(gateway)).notBefore).toBeUndefined();
  });

  it('that cannot be read for long is kept under its own name, and said to be no declaration', async () => {
    const gateway = gatewayOf();
    const file = name(AGREEMENT, '04');
    published.add(file, '<liste><agrement>FR01300E07896</agrement></liste>');
    await gateway.poll();
    expect(gateway.told).toEqual([]);
    await gateway.pass(30 * 60_000);
    const key = { authority: 'ciel', kind: 'declaration', reference: file } as const;
    expect(await gateway.ledger.records(key)).toMatchObject([{ raw: expect.stringContaining('<liste>'), body: '{}' }]);
    expect((await gateway.filing(file)).state).toBeNull();
    expect(gateway.problems).toContain('callback.drift');
    const before = fetched().length;
    await gateway.pass(3 * 3_600_000);
    expect(fetched()).toHaveLength(before);
  });

  it('is passed over where its file is gone by then', async () => {
    const gateway = gatewayOf();
    ciel.pages.delete(published.add(name(AGREEMENT, '05'), ''));
    await gateway.poll();
    expect(gateway.problems).toEqual([]);
  });

  it('is fetched from below the listing alone, and another place in the list is reported', async () => {
    const gateway = gatewayOf();
    const secretPath = '/elsewhere/secret.xml';
    ciel.pages.set(secretPath, returned(8));
    published.add(name(AGREEMENT, '05'), returned(10));
    const others = [
      `${ciel.url.replace('127.0.0.1', 'localhost')}/returns/${SIREN}/a.xml`,
      `${ciel.url}${secretPath}`,
      `${ciel.url}/returns/../elsewhere/secret.xml`,
      `${ciel.url}/returns/%2e%2e/elsewhere/secret.xml`,
      `${ciel.url}/returns/..%2felsewhere%2Fsecret.xml`,
      `${ciel.url}/returns/..%5Celsewhere%5csecret.xml`,
      `${ciel.url.replace('http://', 'http://user:word@')}/returns/${SIREN}/a.xml`,
      'file:///etc/passwd',
      'not a url',
    ];
    for (const url of others) published.of().push({ url, since: '2026-11-05' });
    await gateway.poll();
    expect(await gateway.filing(MONTH)).toMatchObject({ state: 'filed' });
    expect(ciel.calls.filter(({ path }) => path.includes('elsewhere') || path.endsWith('/a.xml'))).toEqual([]);
    expect(gateway.problems).toContain('feed.failed');
  });

  it('is read in pages of at most 30 calls, each with a turn of the lane', async () => {
    const gateway = gatewayOf();
    for (let n = 0; n < 70; n += 1)
      published.add(name(AGREEMENT, '05', n), returned(1 + (n % 10), undefined, operator(n)));
    await gateway.poll();
    expect(fetched()).toHaveLength(70);
    expect(listings()).toHaveLength(3);
    expect(gateway.stored).toHaveLength(70);
    expect((await cursor(gateway)).count).toBe(70);
  });
});

it('has a marker far below the limit of an item, also with thousands of files', () => {
  const files = Array.from({ length: 2000 }, (_, n) => name(operator(n), '05', n));
  const seen = new Set(files.map(nameDigest));
  expect(seen.size).toBe(2000);
  const progress = { from: '2026-10-29', seen, unread: new Map([[nameDigest('a.xml'), 1_762_336_800_000]]) };
  const sirens = new Map([SIREN, OTHER, '300000003'].map((siren) => [siren, progress]));
  const position = { round: 1_762_336_800_000, left: [OTHER], failed: [SIREN], sirens };
  expect(markerOf(position).length).toBeLessThan(50_000);
  expect(positionIn(markerOf(position))).toEqual(position);
  expect(positionIn('of another form')).toEqual(positionIn(undefined));
});

const operator = (n: number) => `FR0130${String(n).padStart(7, '0')}`;
