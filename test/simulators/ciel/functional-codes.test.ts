import { describe, expect, it } from 'vitest';
import { balance, capsules, crd, type DrmParts, fiscal, inao, type ProductParts, product, still } from './drms.ts';
import { office } from './office.ts';

const withoutDuties = (content: string) => `<sorties-sans-paiement-droits>${content}</sorties-sans-paiement-droits>`;
const replaced = (year: number, month = 8) =>
  `<replacements><replacement-suspension><mois>${month}</mois><annee>${year}</annee><volume>1</volume></replacement-suspension></replacements>`;
const observed = '<observations>Inventaire</observations>';
const suspended = (parts: ProductParts): DrmParts => ({ suspended: balance(product(parts)) });
const acquitted = (parts: ProductParts): DrmParts => ({
  acquitted: balance(product({ exits: '<ventes>10</ventes>', ...parts })),
});
const labelled = (label: string, tav?: string): DrmParts =>
  suspended({ code: fiscal(label), head: tav === undefined ? '' : `<tav>${tav}</tav>` });
const size = (attributes: string) => ({ rest: crd(capsules({ attributes })) });
const document = (type: string, first = '1') => ({
  rest: `<document-accompagnement><${type}><debut-periode>${first}</debut-periode><fin-periode>2</fin-periode></${type}></document-accompagnement>`,
});
const undischarged = (receiver: string) => ({
  rest: `<releve-non-apurement><numero-daa-dac-dae>1</numero-daa-dac-dae><date-expedition>2026-07-01</date-expedition><numero-accise-destinataire>${receiver}</numero-accise-destinataire></releve-non-apurement>`,
});
const raw = (parts: ProductParts = {}) => ({ code: fiscal('MATIERES_PREMIERES_ALCOOLS'), ...parts });

describe('the functional errors', () => {
  it.each<[string, string[], DrmParts]>([
    ['unknown agrément', ['002'], { agrement: 'FR01300GX0002' }],
    ['not of a grower', ['003'], { agrement: 'FR01300GX0003' }],
    ['of another portal', ['004'], { agrement: 'FR01300GX0004' }],
    ['next month', ['005'], { month: '2026-12' }],
    ['this month', [], { month: '2026-11' }],
    ['nil, with a product', ['008'], { nil: true, suspended: balance(still('1')) }],
    ['nil, with an empty balance', [], { nil: true, suspended: balance('') }],
    ['suspended stocks of an agrément of type A', ['009'], { agrement: 'FR01300A07896' }],
    ['a wrong sum, suspended', ['013'], suspended({ closing: '90.00001' })],
    ['a wrong sum, acquitted', ['014'], acquitted({ closing: '89' })],
    [
      'sums that only exact numbers get right',
      [],
      suspended({ opening: '0.1', entries: '<volume-produit>0.2</volume-produit>', exits: '', closing: '0.30000' }),
    ],
    ['all volumes of an entry', [], suspended({ entries: replaced(2026), head: observed, closing: '91' })],
    ['an unknown INAO code', ['015'], suspended({ code: inao('9R535S') })],
    [
      'other entries without a word',
      ['017'],
      suspended({ entries: '<autres-entrees>1</autres-entrees>', closing: '91' }),
    ],
    ['no other entries', [], suspended({ entries: '<autres-entrees>0.000</autres-entrees>' })],
    ['other exits without a word', ['018'], suspended({ exits: withoutDuties('<autres-sorties>10</autres-sorties>') })],
    ['other exits, acquitted', ['018'], acquitted({ exits: '<autres-sorties>10</autres-sorties>' })],
    ['other exits that are explained', [], acquitted({ exits: '<autres-sorties>10</autres-sorties>', head: observed })],
    [
      'a category three times',
      ['019'],
      { rest: crd() + crd(capsules(), 'T', 'PERSONNALISEES') + crd(capsules(), 'T', 'COLLECTIVES_DROITS_ACQUITTES') },
    ],
    ['capsules of an agrément of type A', ['019'], { agrement: 'FR01300A07896', suspended: balance(''), rest: crd() }],
    [
      'types that do not go together',
      ['020'],
      { rest: crd(capsules(), 'T', 'PERSONNALISEES') + crd(capsules(), 'T', 'COLLECTIVES_DROITS_ACQUITTES') },
    ],
    ['types that go together', [], { rest: crd() + crd(capsules(), 'T', 'PERSONNALISEES') }],
    ['a size twice', ['021'], { rest: crd(capsules().repeat(2)) }],
    ['a size in two categories', [], { rest: crd() + crd(capsules(), 'M') }],
    ['a wrong sum of capsules', ['022'], { rest: crd(capsules({ closing: 801 })) }],
    ['a custom size without its form', ['024'], size('volume="AUTRE" volumePersonnalise="33.3"')],
    [
      'a custom size twice',
      ['025'],
      { rest: crd(capsules({ attributes: 'volume="AUTRE" volumePersonnalise="33.3" bib="true"' }).repeat(2)) },
    ],
    [
      'a document of an agrément of type A',
      ['026'],
      { agrement: 'FR01300A07896', suspended: balance(''), ...document('daa-dca') },
    ],
    ['its own document', [], { agrement: 'FR01300A07896', suspended: balance(''), ...document('dsa-dsac') }],
    ['no degree', ['027'], labelled('ALCOOL_AUTRE_SUP_18')],
    ['no premix of an intermediate product', ['027'], suspended({ code: inao('1B123N'), head: '<tav>16</tav>' })],
    ['no degree of a sweet wine', [], labelled('VDN_VDL_AOP_SUP_18')],
    ['a label twice', ['028'], { suspended: balance(still('1') + still('2')) }],
    ['a label in both balances', [], { suspended: balance(still('1')), acquitted: balance(still('2')) }],
    ['a degree above', ['029'], labelled('CIDRES_INF_8_5', '8.51')],
    ['a degree that is just within', [], labelled('CIDRES_INF_8_5', '8.50')],
    ['a degree that is not above', ['029'], labelled('BIERE_SUP_2_8_BRASSERIE_TAUX_NORMAL', '2.8')],
    ['a premix of twelve degrees', ['029'], labelled('BOISSONS_FERMENTEES_AUTRES_PREMIX', '12')],
    ['a replacement without a word', ['031'], suspended({ entries: replaced(2026), closing: '91' })],
    ['an old replacement', ['032'], suspended({ entries: replaced(2024, 7), head: observed, closing: '91' })],
    ['a replacement of just two years', [], suspended({ entries: replaced(2024), head: observed, closing: '91' })],
    ['a custom size that is listed', ['033'], size('volume="AUTRE" volumePersonnalise="12.5" bib="false"')],
    ['a bag of a bottle’s size', [], size('volume="AUTRE" volumePersonnalise="12.5" bib="true"')],
    ['an unknown receiver', ['034'], undischarged('FR01300GX0002')],
    ['a receiver abroad', [], undischarged('DE01300GX0002')],
    ['a negative document', ['036'], document('daa-dca', '-1')],
    ['a document zero', ['036'], document('daa-dca', '0')],
    ['half a document', ['036'], document('daa-dca', '1.5')],
    ['a document with letters', [], document('daa-dca', 'A-1')],
    ['raw materials that are sold', ['038'], suspended(raw())],
    ['raw materials, acquitted', ['040'], acquitted(raw())],
    ['what bears no duty, sold', ['041'], suspended({ code: inao('4X999V') })],
    ['what bears no duty', [], { suspended: balance(still('1', { code: inao('4X999V') })) }],
    [
      'Corsica from elsewhere',
      ['044'],
      suspended({ exits: withoutDuties('<mise-sur-marche-corse>10</mise-sur-marche-corse>') }),
    ],
    [
      'Corsica',
      [],
      {
        agrement: 'FR2B300G07896',
        ...suspended({ exits: withoutDuties('<mise-sur-marche-corse>10</mise-sur-marche-corse>') }),
      },
    ],
    ['exhausted, with stock', ['045'], { month: '2026-09', suspended: balance(product(), true) }],
    ['exhausted in August', ['046'], { suspended: balance('', true) }],
    ['no code at all', ['047'], suspended({ code: '' })],
    ['a negative stock', ['048'], suspended({ opening: '5', closing: '-5' })],
    ['a thin rum', ['049'], labelled('RHUM_TRADITIONNEL_DOM_CONTINGENT_FISCAL', '39.79')],
    ['a very thin spirit', ['029', '054'], labelled('ALCOOL_AUTRE_SUP_18', '1.2')],
    [
      'entries of dormant stocks',
      ['051'],
      { agrement: 'FR01300GX0050', ...suspended({ entries: '<volume-produit>1</volume-produit>', closing: '91' }) },
    ],
    [
      'other capsules in',
      ['055'],
      {
        rest: crd(
          capsules({ inner: '<entrees-capsules><autres-entrees>1</autres-entrees></entrees-capsules>', closing: 1001 }),
        ),
      },
    ],
    [
      'other capsules out',
      ['056'],
      {
        rest: crd(
          capsules({ inner: '<sorties-capsules><autres-sorties>1</autres-sorties></sorties-capsules>', closing: 999 }),
        ),
      },
    ],
    ['several together', ['013', '048', '028'], { suspended: balance(still('1') + product({ closing: '-1' })) }],
  ])('%s: %j', (_, codes, parts) => {
    const { codesOf, register } = office();
    expect(codesOf(parts)).toEqual(codes);
    expect(register.all).toHaveLength(codes.length > 0 ? 0 : 1);
  });

  it('stop at once up to 007, and name the product in the others', () => {
    const { codesOf, declare } = office();
    const wrong = suspended({ closing: '1', label: 'Rosé d’été' });
    expect(codesOf({ agrement: 'FR01300GX0002', month: '2027-01', ...wrong })).toEqual(['002']);
    expect(declare(wrong).body).toMatch(
      /<erreur-fonctionnelle code-erreur="013"><message-erreur>Produit Rosé d’été, balance en droits suspendus/,
    );
  });

  it('follow what the register of operators is told of an agrément', () => {
    const { codesOf, operators } = office();
    operators.set('FR01300G07896', 'unknown');
    expect(codesOf({})).toEqual(['002']);
    operators.set('FR01300G07896', 'known');
    expect(codesOf({})).toEqual([]);
  });
});
