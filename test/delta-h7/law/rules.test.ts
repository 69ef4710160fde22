import { describe, expect, it } from 'vitest';
import { textInLanguage } from '../../../desk/console/words/fault-texts.ts';
import { rateDay } from '../../../schemas/delta-h7/law/exchange-rates.ts';
import { lawOfImports } from '../../../schemas/delta-h7/law/judge.ts';
import { lawIds } from '../../../schemas/delta-h7/law/law-ids.ts';
import type { LawRule } from '../../../schemas/delta-h7/law/law-rule.ts';
import { lawRules } from '../../../schemas/delta-h7/law/law-rules.ts';
import { creation, fallback, item } from '../../support/messages.ts';
import { lawCases } from './support/cases.ts';
import type { LawCase } from './support/law-case.ts';

const noon = (day: string) => new Date(`${day}T12:00:00+01:00`);

/** The findings of one rule on a case, faults and warnings apart. */
function judged(
  { id, message = 'Creation_H7', payload, on = '2026-11-22', settings, rates }: LawCase,
  rules = lawRules,
) {
  const { faults, warnings } = lawOfImports(settings, rates, rules)(message, payload, noon(on));
  return { faults: faults.filter((one) => one.id === id), warnings: warnings.filter((one) => one.id === id) };
}

/** A code that is the same in any language. */
const CODE = /^[A-Z0-9]+$/;

/** The finding in a text of rule, finding and remedy. */
const foundIn = (text: string) => /; found (.*?); /.exec(text)?.[1];

describe('each rule of the law', () => {
  it.each(lawCases.map((one) => [one.id, one.about, one] as const))('%s: %s', (_, __, one) => {
    const { faults, warnings } = judged(one);
    const found = [
      ...faults.map(({ pointer, found }) => [pointer, found]),
      ...warnings.map(({ pointer, text }) => [pointer, foundIn(text)]),
    ];
    expect(found).toEqual(one.finds);
    expect(faults).toHaveLength(one.isFault ? one.finds.length : 0);
    for (const warning of warnings) expect(['inferred', 'secondary']).toContain(warning.certainty);
  });

  it.each(lawIds)('%s has a case that passes and one that is found, which nothing finds without the rule', (id) => {
    const own = lawCases.filter((one) => one.id === id);
    expect(own.some(({ finds }) => finds.length === 0)).toBe(true);
    const broken = own.filter(({ finds }) => finds.length > 0);
    expect(broken.length).toBeGreaterThan(0);
    const others = lawRules.filter((rule) => rule.id !== id);
    for (const one of broken) expect(judged(one, others)).toEqual({ faults: [], warnings: [] });
  });

  it('stands in the table once, in the order of the ids, with its days, its source and its remedy', () => {
    expect(lawRules.map(({ id }) => id)).toEqual(lawIds);
    for (const { title, from, until, source, remedy } of lawRules) {
      expect([title, source, remedy].every((text) => text.length > 5)).toBe(true);
      expect(source).not.toMatch(/(^|\s)\/\w|\.txt|seeds/);
      for (const day of [from, until]) expect(day ?? '2026-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('says its rule, what was found and the remedy, each in French, too', () => {
    const findings = lawCases.flatMap((one) => {
      const { faults, warnings } = judged({ ...one, settings: { ...one.settings, raise: [one.id] } });
      return [...faults, ...warnings.map(({ text }) => ({ rule: text, found: '', remedy: '' }))];
    });
    const texts = [
      ...new Set(findings.flatMap(({ rule, found, remedy }) => [rule, found, remedy].filter(Boolean))),
      ...lawRules.map(({ title }) => title),
    ];
    expect(texts.length).toBeGreaterThan(80);
    expect(texts.filter((text) => !CODE.test(text) && textInLanguage(text, 'delta-h7', 'fr') === text)).toEqual([]);
  });
});

describe('the law of a lane', () => {
  const noIdentifier = creation('L-1', 'A', [{ ...item(), supportingDocuments: [], additionalReferences: [] }]);
  const on = noon('2026-11-22');

  it('warns of what is not verified, and refuses it where its rule is raised', () => {
    const one = {
      id: 'product-identifiers',
      pointer: '/declaration/items/0/supportingDocuments',
      certainty: 'inferred',
    };
    expect(lawOfImports()('Creation_H7', noIdentifier, on)).toMatchObject({ faults: [], warnings: [one] });
    const raised = lawOfImports({ raise: ['product-identifiers'] })('Creation_H7', noIdentifier, on);
    expect(raised).toMatchObject({ faults: [{ ...one, found: 'no identifier' }], warnings: [] });
    const others = lawOfImports({ raise: lawIds.filter((id) => id !== 'product-identifiers') });
    expect(others('Creation_H7', noIdentifier, on)).toMatchObject({ faults: [], warnings: [one] });
  });

  it.each(lawIds)('refuses for %s where it is raised', (id) => {
    for (const one of lawCases.filter((each) => each.id === id)) {
      const { faults, warnings } = judged({ ...one, settings: { ...one.settings, raise: [id] } });
      expect([faults.length, warnings]).toEqual([one.finds.length, []]);
    }
  });

  it('[H7-C2] refuses values by the rates only where that is raised', () => {
    const dear = creation('L-1', 'A', [item(200, 'USD')]);
    const rates = { '2026-11': { USD: 1.08 } };
    const { faults, warnings } = lawOfImports({}, rates)('Creation_H7', dear, on);
    expect([faults, warnings.map(({ id, certainty }) => [id, certainty])]).toEqual([
      [],
      [['value-threshold', 'secondary']],
    ]);
    expect(warnings[0]?.text).toContain('by the rates of 2026-10-21');
  });

  it.each([
    ['2026-11-30', '2026-10-21'],
    ['2026-12-01', '2026-11-18'],
    ['2026-10-15', '2026-09-23'],
    ['2026-01-31', '2025-12-24'],
    ['2026-05-01', '2026-04-22'],
  ])('takes on %s the rates of the second-last Wednesday of the month before, %s', (day, wednesday) => {
    expect(rateDay(day)).toBe(wednesday);
  });

  it('judges a declaration of the fallback procedure by the day of its manifest, and never by one to come', () => {
    const of = (manifestLodgementDateTime: string) => {
      const { header, declaration, fallbackProcedureInformation } = { ...fallback(), ...noIdentifier };
      const information = { ...fallbackProcedureInformation, manifestLodgementDateTime };
      return lawOfImports()('Fallback_H7', { header, declaration, fallbackProcedureInformation: information }, on)
        .warnings;
    };
    expect(of('2026-10-31T18:00:00+01:00[Europe/Paris]')).toEqual([]);
    expect(of('2026-11-01T00:30:00+01:00[Europe/Paris]')).toHaveLength(1);
    expect(of('2027-11-01T00:30:00+01:00[Europe/Paris]')).toHaveLength(1);
    expect(of('nothing')).toHaveLength(1);
  });

  it('never refuses an amendment for a rule that began once: the declaration was accepted on another day', () => {
    const raise = ['product-identifiers', 'item-numbers'];
    const twice = { declaration: { ...noIdentifier.declaration, items: [item(), item()] } };
    expect(lawOfImports({ raise })('Request_Amendment_H7', noIdentifier, on)).toMatchObject({
      faults: [],
      warnings: [{}],
    });
    expect(lawOfImports({ raise })('Request_Amendment_H7', twice, on)).toMatchObject({
      faults: [{ id: 'item-numbers' }],
    });
  });

  it('changes at midnight in Paris', () => {
    const warned = (instant: string) => lawOfImports()('Creation_H7', noIdentifier, new Date(instant)).warnings.length;
    expect([warned('2026-10-31T22:59:59Z'), warned('2026-10-31T23:00:00Z')]).toEqual([0, 1]);
  });

  it('ends a rule on the day from which it no longer holds', () => {
    const [rule] = lawRules as readonly [LawRule];
    const ended = [{ ...rule, until: '2027-01-01' }];
    const warned = (day: string) =>
      lawOfImports({}, undefined, ended)('Creation_H7', noIdentifier, noon(day)).warnings.length;
    expect([warned('2026-12-31'), warned('2027-01-01')]).toEqual([1, 0]);
  });

  it('never throws, and says nothing of a message without a declaration', () => {
    const items = [
      null,
      7,
      {},
      { additionalProcedure: 'F48' },
      { additionalProcedure: [null, { additionalProcedureCode: 7 }] },
    ];
    for (const payload of [undefined, null, 7, {}, { header: { lrn: 'L-1 ' } }])
      expect(lawOfImports()('Creation_H7', payload, on)).toEqual({ faults: [], warnings: [] });
    for (const declaration of [
      null,
      7,
      [],
      { items: {} },
      { items },
      { items, authorisations: [null], additionalFiscalReferences: [7] },
    ])
      expect(() => lawOfImports()('Creation_H7', { declaration }, on)).not.toThrow();
  });
});
