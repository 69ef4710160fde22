import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSubmission } from '../../../schemas/check-submission.ts';
import { drmRules } from '../../../schemas/ciel/rules/drm-rules.ts';
import { agreesWithLastMonth } from '../../../schemas/ciel/rules/last-month.ts';
import { writeDrm } from '../../../schemas/ciel/xml/write-drm.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';
import { lawOf } from '../../../schemas/settings.ts';
import { changed, declaration, type Part, TODAY } from '../support/declaration.ts';

const codesOf = (drm: unknown, on = TODAY) => drmRules.flatMap((rule) => rule(drm, on)).map(({ code }) => code);

/** The faults of a submission of this payload, by their codes and places in the envelope. */
function submitted(payload: unknown, on = TODAY) {
  const envelope = { authority: 'ciel', message: 'DRM', platform: 'vignes-du-sud', payload };
  const { faults } = checkSubmission(readOutboxText(JSON.stringify(envelope)), 'ciel', undefined, on);
  return faults.map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('the rules together', () => {
  it('[CI-3] are all told, but for those after a wrong period', () => {
    const wrong = (recap: Part) => {
      recap['droits-suspendus'].stockEpuise = true;
      recap['droits-acquittes'].produit[0]['balance-stocks']['stock-fin-periode'] = -1;
      recap['compte-crd'][0].centilisation[0]['stock-fin-periode'] = 1;
    };
    expect(codesOf(changed(wrong))).toEqual(['014', '048', '045', '022']);
    expect(
      codesOf(
        changed((recap) => {
          wrong(recap);
          recap.periode = { mois: 12, annee: 2026 };
        }),
      ),
    ).toEqual(['005']);
  });

  it('[CI-3] take a period from midnight in Paris on', () => {
    const november = changed((recap) => (recap.periode = { mois: 11, annee: 2026 }));
    expect(codesOf(november, new Date('2026-10-31T22:59:59Z'))).toEqual(['005']);
    expect(codesOf(november, new Date('2026-10-31T23:00:00Z'))).toEqual([]);
    const july = changed((recap) => (recap.periode = { mois: 7, annee: 2026 }));
    expect(codesOf(july, new Date('2026-06-30T21:59:59Z'))).toEqual(['005']);
    expect(codesOf(july, new Date('2026-06-30T22:00:00Z'))).toEqual([]);
  });

  it('[CI-3] reckon exactly, where a computer would not', () => {
    const sum = (entries: object, closing: unknown) =>
      codesOf(
        changed((recap) => {
          recap['droits-acquittes'].produit[0]['balance-stocks'] = {
            'stock-debut-periode': '0.1',
            'entrees-periode': entries,
            'stock-fin-periode': closing,
          };
        }),
      );
    expect(sum({ achats: '0.2' }, '0.3')).toEqual([]);
    expect(sum({ achats: 0.2 }, 0.3)).toEqual([]);
    expect(sum({ achats: '9007199254740993.00001' }, '9007199254740993.10001')).toEqual([]);
    expect(sum({ achats: '9007199254740993.00001' }, '9007199254740993.10002')).toEqual(['014']);
  });

  it('[CI-3] find nothing in any balanced declaration, and the closing stock of any other', () => {
    const units = fc.integer({ min: 0, max: 10_000_000 });
    const moves = fc.record({
      opening: units,
      entries: fc.array(units, { maxLength: 4 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(moves, { minLength: 1, maxLength: 20 }), fc.boolean(), (products, asTexts) => {
        const written = (hundredThousandths: number) => {
          const text = (hundredThousandths / 100_000).toFixed(5);
          return asTexts ? text : Number(text);
        };
        const names = ['volume-produit', 'achats-reintegrations', 'autres-entrees'];
        const drm = changed((recap) => {
          recap['droits-suspendus'].produit = products.map(({ opening, entries, share }, n) => {
            const all = entries.reduce((sum, one) => sum + one, opening);
            const exit = Math.floor(all * share);
            const [embouteillage = 0] = entries.slice(3);
            const plain = entries.slice(0, 3).map((one, index) => [names[index], written(one)]);
            return {
              'code-inao': '1R530S',
              'libelle-personnalise': `product ${n}`,
              observations: 'found',
              'balance-stocks': {
                'stock-debut-periode': written(opening),
                'entrees-periode': {
                  ...Object.fromEntries(plain),
                  'mouvements-temporaires': { embouteillage: written(embouteillage) },
                },
                'sorties-periode': { 'ventes-france-crd-acquittes': written(exit) },
                'stock-fin-periode': written(all - exit),
              },
            };
          });
        });
        expect(codesOf(drm)).toEqual([]);
        const stocks = drm['declaration-recapitulative']['droits-suspendus'].produit.at(-1)['balance-stocks'];
        stocks['stock-debut-periode'] = `${stocks['stock-debut-periode']}`.replace(/^/, '1');
        expect(codesOf(drm)).toEqual(['013']);
      }),
      { numRuns: 100 },
    );
  });

  it('[CI-3] never throw, whatever is there', () => {
    const anything = fc.anything({ maxDepth: 2, withBigInt: false });
    const keys = Object.keys(declaration()['declaration-recapitulative']);
    const part = fc.dictionary(fc.constantFrom(...keys), fc.oneof(anything, fc.array(anything)));
    fc.assert(
      fc.property(part, (recap) => {
        const drm = { 'declaration-recapitulative': { ...declaration()['declaration-recapitulative'], ...recap } };
        codesOf(drm);
        agreesWithLastMonth.references(drm);
        agreesWithLastMonth.compare(drm, [declaration()]);
        agreesWithLastMonth.compare(declaration(), [drm]);
        lawOf('ciel')('DRM', drm, TODAY).warnings;
      }),
      { numRuns: 300 },
    );
  });
});

describe('a submitted declaration', () => {
  const RECAP = '/payload/declaration-recapitulative';

  it('[CI-3] has the codes of CIEL, and no rule is tried where its form is wrong: 001, or 037 for a count', () => {
    const unbalanced = (recap: Part) =>
      (recap['droits-suspendus'].produit[0]['balance-stocks']['stock-fin-periode'] = 1.5);
    expect(submitted(declaration())).toEqual([]);
    expect(submitted(changed(unbalanced))).toEqual([
      `013 ${RECAP}/droits-suspendus/produit/0/balance-stocks/stock-fin-periode`,
    ]);
    const malformed = changed((recap) => {
      unbalanced(recap);
      delete recap['droits-suspendus'].stockEpuise;
      recap['document-accompagnement'][0]['dsa-dsac']['nombre-document-empreinte'] = 0;
    });
    expect(submitted(malformed)).toEqual([
      `001 ${RECAP}/droits-suspendus/stockEpuise`,
      `037 ${RECAP}/document-accompagnement/0/dsa-dsac/nombre-document-empreinte`,
    ]);
    const counted = changed(
      (recap) => (recap['document-accompagnement'][0]['dsa-dsac']['nombre-document-empreinte'] = '1'),
    );
    expect(submitted(counted)).toEqual([]);
  });

  it('[CI-3] has the same faults within its element, and as XML', () => {
    const drm = changed((recap) => (recap['compte-crd'][0].centilisation[0]['stock-fin-periode'] = 5));
    const fault = `022 ${RECAP}/compte-crd/0/centilisation/0/stock-fin-periode`;
    expect(submitted(drm)).toEqual([fault]);
    expect(submitted({ 'message-interprofession': drm })).toEqual([fault]);
    expect(submitted({ xml: writeDrm(drm) })).toEqual([fault]);
  });
});
