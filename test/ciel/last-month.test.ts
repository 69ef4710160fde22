import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changed, declaration, type Part } from './support/declaration.ts';
import { CielGateway } from './support/gateway.ts';
import { AGREEMENT, Published, returned, SIREN } from './support/published.ts';
import { ScriptedCiel } from './support/scripted-ciel.ts';

const [OCTOBER, NOVEMBER] = [`${AGREEMENT}/2026-10`, `${AGREEMENT}/2026-11`];
const ciel = new ScriptedCiel();
beforeAll(() => ciel.start());
afterAll(() => ciel.stop());
beforeEach(() => ciel.clear());

const gatewayOf = () =>
  new CielGateway(ciel.lane({ returns: { listingUrl: `${ciel.url}/returns/`, sirens: [SIREN], platform: 'cave' } }));

const stocksOf = (recap: Part) => recap['droits-acquittes'].produit[0]['balance-stocks'];

/** The declaration of November, which opens with this duty-paid stock. */
const november = (opening: string) =>
  changed((recap) => {
    recap.periode = { mois: 11, annee: 2026 };
    for (const { produit } of [recap['droits-suspendus'], recap['droits-acquittes']])
      for (const { 'balance-stocks': stocks } of produit) {
        stocks['stock-debut-periode'] = stocks['stock-fin-periode'];
        delete stocks['entrees-periode'];
        delete stocks['sorties-periode'];
      }
    recap['compte-crd'] = recap['compte-crd'].map((account: Part) => ({
      ...account,
      centilisation: account.centilisation.map(({ 'stock-fin-periode': closing, ...size }: Part) => ({
        ...size,
        'stock-debut-periode': closing,
        'entrees-capsules': {},
        'sorties-capsules': {},
        'stock-fin-periode': closing,
      })),
    }));
    Object.assign(stocksOf(recap), { 'stock-debut-periode': opening, 'stock-fin-periode': opening });
  });

/** The status of a declaration of November, and the codes of its errors. */
async function declared(gateway: CielGateway, opening: string, more: object = {}) {
  await gateway.submit('DRM', november(opening), more);
  const { status, errors } = await gateway.filing(NOVEMBER);
  return [status, ...errors.map(({ errorCode }) => errorCode)];
}

/** A gateway that filed October, and whose clock stands in November. */
async function afterOctober(): Promise<CielGateway> {
  const gateway = gatewayOf();
  await gateway.submit('DRM', declaration());
  expect(await gateway.filing(OCTOBER)).toMatchObject({ state: 'draft' });
  return gateway;
}

describe('the DRM of a month', () => {
  it('[CI-3] is held against the draft of the month before, and goes once it is corrected', async () => {
    const gateway = await afterOctober();
    expect(await declared(gateway, '3.60000')).toEqual(['refused', '012']);
    expect(ciel.to('/declarations').length).toBe(1);
    expect(await declared(gateway, '3.70000')).toEqual(['answered']);
  });

  it('[CI-3] is held against what came back, rather than against the draft', async () => {
    const gateway = await afterOctober();
    const published = new Published(ciel);
    const xml = returned(10, (drm) =>
      Object.assign(stocksOf(drm['declaration-recapitulative']), {
        'sorties-periode': { ventes: '0.5000' },
        'stock-fin-periode': '3.6000',
      }),
    );
    published.add(`${AGREEMENT}_5000184_20261105.xml`, xml);
    await gateway.poll();
    expect(await gateway.filing(OCTOBER)).toMatchObject({ state: 'filed' });
    expect(await declared(gateway, '3.7')).toEqual(['refused', '012']);
    expect(await declared(gateway, '3.6')).toEqual(['answered']);
  });

  it('[CI-3] goes where another platform filed the month before, or nobody did', async () => {
    expect(await declared(await afterOctober(), '9', { platform: 'shop-2' })).toEqual(['answered']);
    expect(await declared(gatewayOf(), '9')).toEqual(['answered']);
  });

  it('[CI-3] goes with a reason, as in the first month of an exercise that is not August', async () => {
    const gateway = await afterOctober();
    expect(await declared(gateway, '9', { reason: 'the exercise begins in November' })).toEqual(['answered']);
  });
});
