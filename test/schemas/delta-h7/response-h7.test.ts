import { describe, expect, it } from 'vitest';
import { errorLimits } from '../../../schemas/bounded-error.ts';
import { errorH7 } from '../../../schemas/delta-h7/error-h7.ts';
import { responseH7 } from '../../../schemas/delta-h7/response-h7.ts';
import { schemaFaults, valueAt } from '../../../schemas/fault.ts';
import { errorMessage, functionalError, response } from '../../support/messages.ts';

const pointersOf = (payload: unknown) => schemaFaults(responseH7.schema(), payload).map((fault) => fault.pointer);

function spoilt(pointer: string, value: unknown) {
  const payload = structuredClone(response({ mrn: '15FR9876AB889012B5' })) as unknown as Record<string, unknown>;
  const keys = pointer.slice(1).split('/');
  const last = keys.pop() as string;
  const parent = valueAt(payload, keys.length ? `/${keys.join('/')}` : '') as Record<string, unknown>;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return payload;
}

const TAX = '/dutiesAndTaxes/itemsTaxation/0';

describe('Response_H7', () => {
  it('[H7-C4] takes the published example', () => {
    const example = response({ mrn: '15FR9876AB889012B5', at: '2020-06-12T05:36:30-05:00[US/Central]' });
    expect(pointersOf(example)).toEqual([]);
  });

  it('[H7-C4] needs every field that the published schema requires', () => {
    const required = [
      '/header',
      '/header/messageDateTime',
      '/header/messageId',
      '/header/lrn',
      '/header/customsDeclarationReference',
      '/declarationState',
      '/declarationState/state',
      '/declarationState/stateDateTime',
      '/declarationState/event',
      '/dutiesAndTaxes',
      '/dutiesAndTaxes/itemsTaxation',
      '/dutiesAndTaxes/generalTaxation/guaranteedAmount',
      '/dutiesAndTaxes/generalTaxation/unguaranteedAmount',
      '/dutiesAndTaxes/generalTaxation/totalPayableTaxAmount',
      `${TAX}/itemNumber`,
      `${TAX}/payableTaxAmount`,
      `${TAX}/additionalProcedure`,
      `${TAX}/additionalProcedure/0/additionalProcedureCode`,
    ];
    for (const pointer of required) expect(pointersOf(spoilt(pointer, undefined)), pointer).toEqual([pointer]);
  });

  it('[H7-C4] may lack the MRN, the codes and rates of exempt items, and all of the general taxation on relief', () => {
    const optional = [
      '/header/mrn',
      `${TAX}/nationalTaxCode`,
      `${TAX}/taxType`,
      `${TAX}/taxBaseAmount`,
      `${TAX}/taxRate`,
      '/dutiesAndTaxes/generalTaxation',
    ];
    for (const pointer of optional) expect(pointersOf(spoilt(pointer, undefined)), pointer).toEqual([]);
  });

  it('[H7-C4] holds every field to its length, pattern, type and count', () => {
    const wrong: [string, unknown][] = [
      ['/header/messageDateTime', '2026-11-22T10:00:00Z'],
      ['/header/messageDateTime', '2026-13-45T99:99:99+99:99[Europe/Paris]'],
      ['/header/messageDateTime', '2026-11-22T10:00:00+01:00'],
      ['/header/messageDateTime', '2026-11-22T10:00:00.5+01:00[Europe/Paris]'],
      ['/header/messageId', 'x'.repeat(292)],
      ['/header/lrn', 'x'.repeat(23)],
      ['/header/customsDeclarationReference', 'x'.repeat(23)],
      ['/header/mrn', '15FR9876AB889012B'],
      ['/header/mrn', '15FR9876AB889012-5'],
      ['/declarationState/state', 'x'.repeat(36)],
      ['/declarationState/event', 'x'.repeat(261)],
      ['/dutiesAndTaxes/generalTaxation/guaranteedAmount', 1.234],
      ['/dutiesAndTaxes/generalTaxation/guaranteedAmount', '12'],
      ['/dutiesAndTaxes/generalTaxation/guaranteedAmount', 1e16],
      ['/dutiesAndTaxes/generalTaxation/unguaranteedAmount', 12_345_678_901_234_568],
      [`${TAX}/payableTaxAmount`, 1e17],
      [`${TAX}/taxBaseAmount`, 1e16],
      [`${TAX}/taxRate`, 1e17],
      ['/dutiesAndTaxes/generalTaxation/guaranteedAmount', -1],
      [`${TAX}/itemNumber`, 100_000],
      [`${TAX}/itemNumber`, 1.5],
      [`${TAX}/nationalTaxCode`, 'A44'],
      [`${TAX}/taxType`, 'B000'],
      [`${TAX}/taxRate`, 20.1234],
      [`${TAX}/additionalProcedure/0/additionalProcedureCode`, 'C007'],
      [
        `${TAX}/additionalProcedure`,
        ['C07', 'F48', 'F49'].map((additionalProcedureCode) => ({ additionalProcedureCode })),
      ],
      ['/dutiesAndTaxes/itemsTaxation', Array.from({ length: 100 }, () => valueAt(response(), TAX))],
    ];
    for (const [pointer, value] of wrong)
      expect(pointersOf(spoilt(pointer, value)), `${pointer} ${value}`).toEqual([pointer]);
  });

  it('[H7-C4] takes the greatest lengths and counts', () => {
    expect(pointersOf(spoilt('/header/messageId', 'x'.repeat(291)))).toEqual([]);
    expect(
      pointersOf(
        spoilt(
          '/dutiesAndTaxes/itemsTaxation',
          Array.from({ length: 99 }, () => valueAt(response(), TAX)),
        ),
      ),
    ).toEqual([]);
    for (const amount of [0, 19.99, 99_999_999_999_999.9, 9_999_999_999_999_998]) {
      expect(
        pointersOf(spoilt('/dutiesAndTaxes/generalTaxation/totalPayableTaxAmount', amount)),
        String(amount),
      ).toEqual([]);
    }
  });

  it('gives its references, state and duties even if other fields are wrong', () => {
    const payload = response({ mrn: '15FR9876AB889012B5' });
    expect(responseH7.facts(payload)).toMatchObject({
      authorityReference: '2282319',
      state: { raw: 'VLD', since: payload.declarationState.stateDateTime },
      details: { mrn: '15FR9876AB889012B5', dutiesAndTaxes: payload.dutiesAndTaxes },
    });
    for (const nonsense of [null, 7, 'x', [], {}, { header: 7 }, { declarationState: [] }])
      expect(responseH7.facts(nonsense)).toEqual({});
  });
});

describe('Error_H7', () => {
  it('takes a functional and a technical error as published', () => {
    for (const errors of [[functionalError()], [{ errorDescription: 'Service indisponible' }], [{}]]) {
      expect(schemaFaults(errorH7.schema(), errorMessage('L', errors))).toEqual([]);
    }
  });

  it('[H7-Efunc] reads all its errors with type, code, pointer and description', () => {
    const errors = [functionalError(), { ...functionalError(), errorCode: 'H7_NAT_001' }];
    expect(errorH7.facts(errorMessage('L', errors))).toMatchObject({ errors, technical: false });
  });

  it('[H7-Etech] knows a technical error by having neither type, nor code, nor pointer', () => {
    const description = { errorDescription: 'Service indisponible' };
    const isTechnical = (...errors: object[]) => errorH7.facts(errorMessage('L', errors)).technical;
    const nulls = { errorType: null, errorCode: '', errorPointer: null, errorDescription: null };
    for (const none of [[{}], [description], [description, {}], [nulls]])
      expect(isTechnical(...none), JSON.stringify(none)).toBe(true);
    for (const one of [{ errorType: 0 }, { errorType: 15 }, { errorCode: 'H7' }, { errorPointer: 'lrn' }]) {
      expect(isTechnical(one), JSON.stringify(one)).toBe(false);
      expect(isTechnical(description, { ...description, ...one }), JSON.stringify(one)).toBe(false);
    }
  });

  it('[H7-Efunc] reads an error that is not in a list', () => {
    const { error, ...rest } = errorMessage('L', [functionalError()]);
    expect(errorH7.facts({ ...rest, error: error[0] })).toMatchObject({ errors: error, technical: false });
  });

  it.each<[string, object, string]>([
    ['no error', {}, '{}'],
    ['null', { error: null }, '{"error":null}'],
    ['an empty list', { error: [] }, '{"error":[]}'],
    ['a text', { error: 'wrong' }, '{"error":"wrong"}'],
    ['a list under another name', { errors: [{ errorCode: 'C1' }] }, '{"errors":[{"errorCode":"C1"}]}'],
    ['a text in the list', { error: ['wrong'] }, '"wrong"'],
    ['null in the list', { error: [null] }, 'null'],
    ['a list in the list', { error: [[]] }, '[]'],
    ['fields of other names', { error: [{ code: 'C1', description: 'wrong' }] }, '{"code":"C1","description":"wrong"}'],
    ['an unreadable type', { error: [{ errorType: 'twelve' }] }, '{"errorType":"twelve"}'],
  ])(
    '[H7-Etech, H7-Efunc] does not take an unreadable error for a technical one, and shows it: %s',
    (_, said, text) => {
      const { error, ...rest } = errorMessage('L', []);
      const errors = [{ errorDescription: `cannot be read: ${text}` }];
      expect(errorH7.facts({ ...rest, ...said })).toMatchObject({ errors, technical: false });
    },
  );

  it('[H7-Etech, H7-Efunc] is not technical as soon as one of its errors cannot be read', () => {
    for (const other of ['wrong', { code: 'C1' }, { errorType: 'twelve', errorDescription: 'wrong' }])
      expect(errorH7.facts(errorMessage('L', [{ errorDescription: 'x' }, other])).technical).toBe(false);
  });

  it('[F5] shows a bounded part of an unreadable error', () => {
    const [error] = errorH7.facts(errorMessage('L', ['x'.repeat(100_000)])).errors ?? [];
    expect(error?.errorDescription).toMatch(/^cannot be read: "x+ … \(\d+ more characters\)$/);
    expect(error?.errorDescription?.length).toBeLessThanOrEqual(errorLimits.errorDescription);
  });
});
