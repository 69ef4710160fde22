import { describe, expect, it } from 'vitest';
import { drmRules } from '../../../schemas/ciel/rules/drm-rules.ts';
import { changed, declaration, type Part, TODAY } from '../support/declaration.ts';

const faultsOf = (drm: unknown, on = TODAY) =>
  drmRules.flatMap((rule) => rule(drm, on)).map(({ code, pointer }) => `${code} ${pointer}`);

const RECAP = '/declaration-recapitulative';
const SUSPENDED = `${RECAP}/droits-suspendus/produit`;
const PAID = `${RECAP}/droits-acquittes/produit`;
const SIZES = `${RECAP}/compte-crd/0/centilisation`;

const suspended = (recap: Part, n = 0) => recap['droits-suspendus'].produit[n];
const paid = (recap: Part) => recap['droits-acquittes'].produit[0];
const balance = (product: Part) => product['balance-stocks'];
const sizes = (recap: Part) => recap['compte-crd'][0].centilisation;

/** An account of capsules without movements. */
const account = (category: string, type: string, volume = 'CL_75') => ({
  'categorie-fiscale-capsules': category,
  'type-capsule': type,
  centilisation: [{ volume, 'stock-debut-periode': 0, 'stock-fin-periode': 0 }],
});

/** Adds an entry to a suspended product, and to its closing stock. */
function enter(product: Part, entry: object, volume: number) {
  Object.assign(balance(product), {
    'stock-debut-periode': 1,
    'entrees-periode': entry,
    'sorties-periode': undefined,
    'stock-fin-periode': (1 + volume).toFixed(5),
  });
}

/** Adds an exit to a product, and takes it off its closing stock. */
function leave(product: Part, exit: object, volume: number) {
  Object.assign(balance(product), {
    'stock-debut-periode': 1,
    'entrees-periode': undefined,
    'sorties-periode': exit,
    'stock-fin-periode': (1 - volume).toFixed(5),
  });
}

const replacement = (annee: unknown, mois: unknown) => ({
  replacements: { 'replacement-suspension': [{ mois, annee, volume: 2 }] },
});

interface Case {
  code: string;
  /** The fault's place. */
  at: string;
  wrong(recap: Part): void;
  /** As near to the wrong one as the rule allows. */
  right(recap: Part): void;
}

const cases: Case[] = [
  {
    code: '005',
    at: `${RECAP}/periode`,
    wrong: (recap) => (recap.periode = { mois: '12', annee: '2026' }),
    right: (recap) => (recap.periode = { mois: '11', annee: '2026' }),
  },
  {
    code: '008',
    at: SUSPENDED,
    wrong: (recap) => Object.assign(recap, { 'declaration-neant': true, 'droits-acquittes': undefined }),
    right: (recap) => {
      recap['declaration-neant'] = true;
      recap['droits-suspendus'].produit = [];
      delete recap['droits-acquittes'];
    },
  },
  {
    code: '008',
    at: PAID,
    wrong: (recap) => Object.assign(recap, { 'declaration-neant': '1', 'droits-suspendus': undefined }),
    right: (recap) => Object.assign(recap, { 'declaration-neant': '0', 'droits-suspendus': undefined }),
  },
  {
    code: '013',
    at: `${SUSPENDED}/0/balance-stocks/stock-fin-periode`,
    wrong: (recap) => (balance(suspended(recap))['stock-fin-periode'] = '410.81'),
    right: (recap) => (balance(suspended(recap))['stock-fin-periode'] = '+410.810010'),
  },
  {
    code: '014',
    at: `${PAID}/0/balance-stocks/stock-fin-periode`,
    wrong: (recap) => (balance(paid(recap))['stock-fin-periode'] = 3.70001),
    right: (recap) => (balance(paid(recap))['stock-fin-periode'] = '3.7'),
  },
  {
    code: '017',
    at: `${SUSPENDED}/1/observations`,
    wrong: (recap) => delete suspended(recap, 1).observations,
    right: (recap) => {
      delete suspended(recap, 1).observations;
      enter(suspended(recap, 1), { 'autres-entrees': 0 }, 0);
    },
  },
  {
    code: '017',
    at: `${PAID}/0/observations`,
    wrong: (recap) => {
      paid(recap).observations = ' ';
      enter(paid(recap), { 'autres-entrees': 0.5 }, 0.5);
    },
    right: (recap) => {
      paid(recap).observations = 'found';
      enter(paid(recap), { 'autres-entrees': 0.5 }, 0.5);
    },
  },
  {
    code: '018',
    at: `${SUSPENDED}/0/observations`,
    wrong: (recap) => leave(suspended(recap), { 'sorties-sans-paiement-droits': { 'autres-sorties': '0.1' } }, 0.1),
    right: (recap) => leave(suspended(recap), { 'sorties-sans-paiement-droits': { 'autres-sorties': '0.0' } }, 0),
  },
  {
    code: '018',
    at: `${PAID}/0/observations`,
    wrong: (recap) => leave(paid(recap), { 'autres-sorties': 0.1 }, 0.1),
    right: (recap) => {
      paid(recap).observations = 'broken bottles';
      leave(paid(recap), { 'autres-sorties': 0.1 }, 0.1);
    },
  },
  {
    code: '019',
    at: `${RECAP}/compte-crd/3/categorie-fiscale-capsules`,
    wrong: (recap) =>
      recap['compte-crd'].push(
        account('M', 'PERSONNALISEES'),
        account('T', 'COLLECTIVES_DROITS_ACQUITTES'),
        account('T', 'COLLECTIVES_DROITS_SUSPENDUS', 'CL_50'),
      ),
    right: (recap) =>
      recap['compte-crd'].push(account('M', 'PERSONNALISEES'), account('T', 'COLLECTIVES_DROITS_ACQUITTES')),
  },
  {
    code: '020',
    at: `${RECAP}/compte-crd/2/type-capsule`,
    wrong: (recap) =>
      recap['compte-crd'].push(account('M', 'PERSONNALISEES'), account('M', 'COLLECTIVES_DROITS_ACQUITTES')),
    right: (recap) =>
      recap['compte-crd'].push(
        account('M', 'PERSONNALISEES'),
        account('M', 'COLLECTIVES_DROITS_SUSPENDUS'),
        account('PI', 'COLLECTIVES_DROITS_ACQUITTES'),
      ),
  },
  {
    code: '021',
    at: `${SIZES}/2/volume`,
    wrong: (recap) => sizes(recap).push({ volume: 'CL_75', 'stock-debut-periode': 0, 'stock-fin-periode': 0 }),
    right: (recap) => recap['compte-crd'].push(account('M', 'COLLECTIVES_DROITS_SUSPENDUS')),
  },
  {
    code: '022',
    at: `${SIZES}/0/stock-fin-periode`,
    wrong: (recap) => (sizes(recap)[0]['stock-fin-periode'] = '13258'),
    right: (recap) => (sizes(recap)[0]['stock-fin-periode'] = '13259'),
  },
  {
    code: '024',
    at: `${SIZES}/1/bib`,
    wrong: (recap) => delete sizes(recap)[1].bib,
    right: (recap) => (sizes(recap)[1].bib = 'false'),
  },
  {
    code: '024',
    at: `${SIZES}/1/volumePersonnalise`,
    wrong: (recap) => delete sizes(recap)[1].volumePersonnalise,
    right: (recap) => delete sizes(recap)[0].volumePersonnalise,
  },
  {
    code: '025',
    at: `${SIZES}/2/volumePersonnalise`,
    wrong: (recap) => sizes(recap).push({ ...sizes(recap)[1], volumePersonnalise: '68.50' }),
    right: (recap) => sizes(recap).push({ ...sizes(recap)[1], bib: true }),
  },
  {
    code: '027',
    at: `${SUSPENDED}/0/tav`,
    wrong: (recap) => (suspended(recap)['code-inao'] = '1R175S'),
    right: (recap) => Object.assign(suspended(recap), { 'code-inao': '1R175S', tav: '16.00' }),
  },
  {
    code: '027',
    at: `${PAID}/0/tav`,
    wrong: (recap) => (paid(recap)['code-inao'] = '1B001N'),
    right: (recap) => Object.assign(paid(recap), { 'code-inao': '1B001N', premix: false }),
  },
  {
    code: '028',
    at: `${SUSPENDED}/1/libelle-personnalise`,
    wrong: (recap) => (suspended(recap, 1)['libelle-personnalise'] = 'Coteaux rouge'),
    right: (recap) => (paid(recap)['libelle-personnalise'] = 'Coteaux rouge'),
  },
  {
    code: '031',
    at: `${SUSPENDED}/0/observations`,
    wrong: (recap) => enter(suspended(recap), replacement(2026, 9), 2),
    right: (recap) => {
      suspended(recap).observations = 'returned by a shop';
      enter(suspended(recap), replacement(2026, 9), 2);
    },
  },
  {
    code: '032',
    at: `${SUSPENDED}/1/balance-stocks/entrees-periode/replacements/replacement-suspension/0/annee`,
    wrong: (recap) => enter(suspended(recap, 1), replacement('2024', '09'), 2),
    right: (recap) => enter(suspended(recap, 1), replacement('2024', '10'), 2),
  },
  {
    code: '033',
    at: `${SIZES}/1/volumePersonnalise`,
    wrong: (recap) => (sizes(recap)[1].volumePersonnalise = '37.50'),
    right: (recap) => Object.assign(sizes(recap)[1], { volumePersonnalise: '37.50', bib: true }),
  },
  {
    code: '033',
    at: `${SIZES}/1/volumePersonnalise`,
    wrong: (recap) => Object.assign(sizes(recap)[1], { volumePersonnalise: 300, bib: true }),
    right: (recap) => (sizes(recap)[1].volumePersonnalise = 300),
  },
  {
    code: '036',
    at: `${RECAP}/document-accompagnement/0/dsa-dsac/debut-periode`,
    wrong: (recap) => (recap['document-accompagnement'][0]['dsa-dsac']['debut-periode'] = '0'),
    right: (recap) => (recap['document-accompagnement'][0]['dsa-dsac']['debut-periode'] = 'A-0.5'),
  },
  {
    code: '036',
    at: `${RECAP}/document-accompagnement/0/daa-dca/fin-periode`,
    wrong: (recap) =>
      (recap['document-accompagnement'][0]['daa-dca'] = { 'debut-periode': '000001', 'fin-periode': '1.5' }),
    right: (recap) =>
      (recap['document-accompagnement'][0]['daa-dca'] = { 'debut-periode': '000001', 'fin-periode': '15' }),
  },
  {
    code: '038',
    at: `${SUSPENDED}/1/balance-stocks/sorties-periode/ventes-france-crd-acquittes`,
    wrong: (recap) => {
      suspended(recap, 1)['libelle-fiscal'] = 'MATIERES_PREMIERES_ALCOOLS';
      leave(suspended(recap, 1), { 'ventes-france-crd-acquittes': 0.5 }, 0.5);
    },
    right: (recap) => {
      suspended(recap, 1)['libelle-fiscal'] = 'MATIERES_PREMIERES_ALCOOLS';
      leave(suspended(recap, 1), { 'sorties-sans-paiement-droits': { 'sorties-definitives': 0.5 } }, 0.5);
    },
  },
  {
    code: '040',
    at: `${PAID}/0/libelle-fiscal`,
    wrong: (recap) =>
      Object.assign(paid(recap), { 'code-inao': undefined, 'libelle-fiscal': 'MATIERES_PREMIERES_SPIRITUEUX' }),
    right: (recap) => Object.assign(paid(recap), { 'code-inao': undefined, 'libelle-fiscal': 'VT_IG_AOP' }),
  },
  {
    code: '041',
    at: `${SUSPENDED}/1/balance-stocks/entrees-periode/replacements`,
    wrong: (recap) => {
      Object.assign(suspended(recap, 1), { 'code-inao': '4X999V', 'libelle-fiscal': undefined });
      enter(suspended(recap, 1), replacement(2026, 9), 2);
    },
    right: (recap) => {
      Object.assign(suspended(recap, 1), { 'code-inao': '4X999S', 'libelle-fiscal': undefined });
      enter(suspended(recap, 1), replacement(2026, 9), 2);
    },
  },
  {
    code: '045',
    at: `${RECAP}/droits-suspendus/stockEpuise`,
    wrong: (recap) => (recap['droits-suspendus'].stockEpuise = true),
    right: (recap) => {
      recap['droits-suspendus'].stockEpuise = true;
      leave(suspended(recap), { 'ventes-france-crd-acquittes': 1 }, 1);
      recap['droits-suspendus'].produit.pop();
    },
  },
  {
    code: '047',
    at: `${PAID}/0/code-inao`,
    wrong: (recap) => delete paid(recap)['code-inao'],
    right: (recap) => (paid(recap)['code-inao'] = '1B001 '),
  },
  {
    code: '048',
    at: `${PAID}/0/balance-stocks/stock-fin-periode`,
    wrong: (recap) => leave(paid(recap), { ventes: '1.00001' }, 1.00001),
    right: (recap) => leave(paid(recap), { ventes: '1.00000' }, 1),
  },
  {
    code: '055',
    at: `${SIZES}/1/observations`,
    wrong: (recap) =>
      Object.assign(sizes(recap)[1], { 'entrees-capsules': { 'autres-entrees': 1 }, 'stock-fin-periode': 13 }),
    right: (recap) =>
      Object.assign(sizes(recap)[1], {
        'entrees-capsules': { 'autres-entrees': 1 },
        'stock-fin-periode': 13,
        observations: 'found',
      }),
  },
  {
    code: '056',
    at: `${SIZES}/1/observations`,
    wrong: (recap) =>
      Object.assign(sizes(recap)[1], { 'sorties-capsules': { 'autres-sorties': 1 }, 'stock-fin-periode': 11 }),
    right: (recap) => Object.assign(sizes(recap)[1], { 'sorties-capsules': { 'autres-sorties': 0 } }),
  },
];

describe('the rules of CIEL that are checked before a declaration is sent', () => {
  it('[CI-3] find nothing in a lawful declaration', () => {
    expect(faultsOf(declaration())).toEqual([]);
  });

  it.each(cases.map((one) => [one.code, one.at, one] as const))('[CI-3] %s has its fault at %s', (code, at, one) => {
    expect(faultsOf(changed((recap) => void one.wrong(recap)))).toEqual([`${code} ${at}`]);
    expect(faultsOf(changed((recap) => void one.right(recap)))).toEqual([]);
  });
});
