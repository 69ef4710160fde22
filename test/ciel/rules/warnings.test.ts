import { describe, expect, it } from 'vitest';
import { lawOf } from '../../../schemas/settings.ts';
import { changed, declaration, type Part, TODAY } from '../support/declaration.ts';

const RECAP = '/declaration-recapitulative';
const SUSPENDED = `${RECAP}/droits-suspendus/produit`;
const PAID = `${RECAP}/droits-acquittes/produit`;

const warned = (change: (recap: Part) => void, on = TODAY) =>
  lawOf('ciel')('DRM', changed(change), on).warnings.map(({ pointer }) => pointer);

const suspended = (recap: Part, n = 0) => recap['droits-suspendus'].produit[n];
const paid = (recap: Part) => recap['droits-acquittes'].produit[0];
const documents = (recap: Part) => recap['document-accompagnement'];

describe('the doubts about a declaration', () => {
  it('[CI-3] are none about one that is in time and complete', () => {
    expect(lawOf('ciel')('DRM', declaration(), TODAY).warnings).toEqual([]);
  });

  it('[CI-3] are that it is late, from the 11th of the month after its period in Paris, or a year', () => {
    const textsOn = (on: string) => lawOf('ciel')('DRM', declaration(), new Date(on)).warnings.map(({ text }) => text);
    expect(textsOn('2026-11-10T22:59:59Z')).toEqual([]);
    expect(textsOn('2026-11-10T23:00:00Z')).toEqual([expect.stringContaining('up to the 10th')]);
    expect(textsOn('2026-12-01T12:00:00Z')).toEqual([expect.stringContaining('up to the 10th')]);
    expect(textsOn('2027-11-01T12:00:00Z')).toEqual([expect.stringContaining('more than a year')]);
  });

  it('[CI-3] are what an agrément of duties paid has not', () => {
    const change = (recap: Part) => {
      recap['identification-declarant']['numero-agrement'] = 'FR01300A07896';
      documents(recap)[0]['daa-dca'] = documents(recap)[0]['dsa-dsac'];
    };
    expect(warned(change)).toEqual([
      SUSPENDED,
      `${RECAP}/releve-non-apurement`,
      `${RECAP}/compte-crd`,
      `${RECAP}/document-accompagnement/0/daa-dca`,
    ]);
  });

  it.each<[string, string, (recap: Part) => void]>([
    [
      '046 an exhausted stock in August',
      `${RECAP}/droits-suspendus/stockEpuise`,
      (recap) => {
        recap.periode = { mois: '08', annee: '2027' };
        recap['droits-suspendus'].stockEpuise = true;
      },
    ],
    ['027 a spirit without its strength', `${SUSPENDED}/1/tav`, (recap) => delete suspended(recap, 1).tav],
    [
      '027 an intermediate product with its strength alone',
      `${SUSPENDED}/0/tav`,
      (recap) => Object.assign(suspended(recap), { 'code-inao': '1R175S', tav: 16 }),
    ],
    ['029 a strength below its label', `${SUSPENDED}/1/tav`, (recap) => (suspended(recap, 1).tav = '18.00')],
    [
      '029 a strength above its label',
      `${PAID}/0/tav`,
      (recap) => Object.assign(paid(recap), { 'code-inao': undefined, 'libelle-fiscal': 'CIDRES_INF_8_5', tav: 8.51 }),
    ],
    [
      '031 a replacement of duty-paid stock without words',
      `${PAID}/0/observations`,
      (recap) => (paid(recap)['balance-stocks']['sorties-periode'] = { 'replacement-suspension': 0.4 }),
    ],
    [
      '045 an exhausted duty-paid stock of which something is left',
      `${RECAP}/droits-acquittes/stockEpuise`,
      (recap) => (recap['droits-acquittes'].stockEpuise = true),
    ],
    [
      '020 two accounts of one type',
      `${RECAP}/compte-crd/1/type-capsule`,
      (recap) => recap['compte-crd'].push({ ...recap['compte-crd'][0], centilisation: [] }),
    ],
    [
      'a CVI number of another form',
      `${RECAP}/identification-declarant/numero-cvi`,
      (recap) => (recap['identification-declarant']['numero-cvi'] = '13000123456'),
    ],
    [
      'more documents than the contract has',
      `${RECAP}/document-accompagnement`,
      (recap) => documents(recap).push({}, {}, {}),
    ],
    [
      'more unsettled documents than the contract has',
      `${RECAP}/releve-non-apurement`,
      (recap) => recap['releve-non-apurement'].push({}),
    ],
    [
      '037 documents that are not counted',
      `${RECAP}/document-accompagnement/0/dsa-dsac/nombre-document-empreinte`,
      (recap) => delete documents(recap)[0]['dsa-dsac']['nombre-document-empreinte'],
    ],
  ])('[CI-3] are %s, at %s', (_, pointer, change) => {
    const on = new Date(TODAY);
    expect(warned(change, on)).toEqual([pointer]);
  });
});
