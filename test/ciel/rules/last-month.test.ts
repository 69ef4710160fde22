import { describe, expect, it } from 'vitest';
import { agreesWithLastMonth } from '../../../schemas/ciel/rules/last-month.ts';
import { changed, declaration, type Part } from '../support/declaration.ts';

const RECAP = '/declaration-recapitulative';
const SUSPENDED = `${RECAP}/droits-suspendus/produit`;

const places = ({ faults, warnings }: ReturnType<typeof agreesWithLastMonth.compare>) => ({
  faults: faults.map(({ code, pointer }) => `${code} ${pointer}`),
  warnings: warnings.map(({ text, pointer }) => `${text.slice(0, 3)} ${pointer}`),
});
const compared = (current: Part, before: Part) => places(agreesWithLastMonth.compare(current, [before]));

/** A declaration that goes on from the one of the tests. */
function following(change: (recap: Part) => void = () => undefined): Part {
  return changed((recap) => {
    recap.periode = { mois: '11', annee: '2026' };
    for (const { produit } of [recap['droits-suspendus'], recap['droits-acquittes']])
      for (const { 'balance-stocks': stocks } of produit) goOn(stocks);
    for (const { centilisation } of recap['compte-crd']) for (const stocks of centilisation) goOn(stocks);
    change(recap);
  });
}

function goOn(stocks: Part) {
  const closing = stocks['stock-fin-periode'];
  stocks['stock-debut-periode'] = typeof closing === 'number' && !Number.isInteger(closing) ? `${closing}000` : closing;
}

const inAugust = (recap: Part) => (recap.periode = { mois: 8, annee: 2026 });
const without = (recap: Part) =>
  Object.assign(recap, {
    'declaration-neant': true,
    'droits-suspendus': undefined,
    'droits-acquittes': undefined,
    'compte-crd': undefined,
  });

const first = (recap: Part) => recap['droits-suspendus'].produit[0]['balance-stocks'];

describe('a declaration beside that of the month before', () => {
  it('[CI-3] is held against the one of the same agrément', () => {
    const referencesAt = (periode: unknown) =>
      agreesWithLastMonth.references(changed((recap) => Object.assign(recap, { periode })));
    expect(referencesAt({ mois: '10', annee: '2026' })).toEqual(['FR01300E07896/2026-09']);
    expect(referencesAt({ mois: 1, annee: 2026 })).toEqual(['FR01300E07896/2025-12']);
    expect(referencesAt(undefined)).toEqual([]);
  });

  it('[CI-3] agrees with it where stocks go on and nothing is dropped', () => {
    expect(compared(following(), declaration())).toEqual({ faults: [], warnings: [] });
    expect(compared(following(), undefined)).toEqual({ faults: [], warnings: [] });
  });

  it.each([
    ['011', `${SUSPENDED}/0/balance-stocks/stock-debut-periode`, (recap: Part) => first(recap)],
    [
      '012',
      `${RECAP}/droits-acquittes/produit/0/balance-stocks/stock-debut-periode`,
      (recap: Part) => recap['droits-acquittes'].produit[0]['balance-stocks'],
    ],
    [
      '035',
      `${RECAP}/compte-crd/0/centilisation/1/stock-debut-periode`,
      (recap: Part) => recap['compte-crd'][0].centilisation[1],
    ],
  ])('[CI-3] %s has its fault at %s, and a warning in August', (code, place, stocksOf) => {
    const change = (recap: Part) => (stocksOf(recap)['stock-debut-periode'] = '1000');
    expect(compared(following(change), declaration())).toEqual({ faults: [`${code} ${place}`], warnings: [] });
    const august = following((recap) => [change(recap), inAugust(recap)]);
    expect(compared(august, declaration())).toEqual({ faults: [], warnings: [`${code} ${place}`] });
  });

  it('[CI-3] 010 has its fault where the stock was exhausted and products are back, but for August', () => {
    const exhausted = changed((recap) => Object.assign(recap['droits-suspendus'], { stockEpuise: true, produit: [] }));
    expect(compared(following(), exhausted)).toEqual({ faults: [`010 ${SUSPENDED}`], warnings: [] });
    expect(compared(following(inAugust), exhausted)).toEqual({ faults: [], warnings: [`010 ${SUSPENDED}`] });
    expect(compared(following(without), exhausted)).toEqual({ faults: [], warnings: [] });
  });

  it.each([
    ['016', SUSPENDED, (recap: Part) => recap['droits-suspendus'].produit.pop()],
    ['016', `${RECAP}/droits-acquittes/produit`, (recap: Part) => recap['droits-acquittes'].produit.pop()],
    ['023', `${RECAP}/compte-crd`, (recap: Part) => recap['compte-crd'][0].centilisation.pop()],
  ])('[CI-3] %s has its fault at %s where something with stock is dropped, also in August', (code, place, drop) => {
    for (const change of [drop, (recap: Part) => [drop(recap), inAugust(recap)]])
      expect(compared(following(change), declaration())).toEqual({ faults: [`${code} ${place}`], warnings: [] });
  });

  it('[CI-3] 016 and 023 have none where nothing was left', () => {
    const emptied = changed((recap) => {
      Object.assign(recap['droits-suspendus'].produit[1]['balance-stocks'], { 'stock-fin-periode': '0.00000' });
      recap['compte-crd'][0].centilisation[1]['stock-fin-periode'] = 0;
    });
    const dropping = following((recap) => {
      recap['droits-suspendus'].produit.pop();
      recap['compte-crd'][0].centilisation.pop();
    });
    expect(compared(dropping, emptied)).toEqual({ faults: [], warnings: [] });
  });

  it('[CI-3] 010, 016 and 023 are not looked for where it has no movements', () => {
    expect(compared(following(without), declaration())).toEqual({ faults: [], warnings: [] });
  });

  it('[CI-3] names what was dropped, and says how an exception goes', () => {
    const [dropped] = agreesWithLastMonth.compare(
      following((recap) => recap['droits-suspendus'].produit.pop()),
      [declaration()],
    ).faults;
    expect(dropped?.found).toBe('none named "Marc"');
    const [moved] = agreesWithLastMonth.compare(
      following((recap) => (first(recap)['stock-debut-periode'] = 1)),
      [declaration()],
    ).faults;
    expect(moved?.remedy).toMatch(/négociant-vinificateur, submit it with a reason$/);
  });
});
