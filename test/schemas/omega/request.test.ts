import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSubmission } from '../../../schemas/check-submission.ts';
import { faultLine } from '../../../schemas/fault.ts';
import { tjdcRequest } from '../../../schemas/omega/request.ts';
import { warnings } from '../../../schemas/omega/warnings.ts';
import { earliestDate } from '../../../schemas/omega/working-days.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';
import { fullRequest } from './support/requests.ts';

/** A Monday without holidays near it: the earliest date is the next Monday. */
const NOW = new Date('2026-11-30T08:00:00Z');

const envelope = (payload: object) => ({
  authority: 'omega',
  message: 'CreerDemandeTJDC',
  platform: 'supplier',
  reference: 'TJDC-1',
  payload,
});
const checked = (payload: object, on = NOW) =>
  checkSubmission(readOutboxText(JSON.stringify(envelope(payload))), 'omega', undefined, on);
const faults = (payload: object, on = NOW) => checked(payload, on).faults.map(faultLine);
const changed = (change: object) => faults({ ...fullRequest, ...change });

describe('a request', () => {
  it('[OM-2] is taken with every field, with the constants, and without the optional ones', () => {
    expect(faults(fullRequest)).toEqual([]);
    expect(faults({ ...fullRequest, TypeDemande: 'TJDC', NumeroVersion: 'V1' })).toEqual([]);
    const { CodePostal: _, Tarif: __, ...short } = fullRequest;
    expect(faults(short)).toEqual([]);
    expect(checked(short).reference).toBe('TJDC-1');
  });

  it.each(['NumeroPCE', 'DateDemandee', 'AutorisationExpresse', 'NomDuClient'])('[OM-2] needs %s', (field) => {
    const [fault, ...others] = faults(Object.fromEntries(Object.entries(fullRequest).filter(([key]) => key !== field)));
    expect(fault).toMatch(new RegExp(`^/payload/${field}: .*; found nothing; add this field$`));
    expect(others).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['NumeroPCE', '', 'must not be empty'],
    ['NumeroPCE', '1'.repeat(41), 'at most 40 characters'],
    ['NumeroPCE', '21 345 678', 'letters, digits and . _ / - alone, without blanks'],
    ['NumeroPCE', '123é', 'letters, digits and . _ / - alone, without blanks'],
    ['NumeroPCE', 21345678901234, 'a string'],
    ['DateDemandee', '2026-02-30', 'a day that exists, as 2026-12-15'],
    ['DateDemandee', '15/12/2026', 'a day that exists, as 2026-12-15'],
    ['DateDemandee', '2026-12-15T00:00:00Z', 'a day that exists, as 2026-12-15'],
    [
      'AutorisationExpresse',
      'oui',
      "OUI, once the customer has agreed: GRDF takes no request without the customer's express consent (§1.2)",
    ],
    ['NomDuClient', '', 'must not be empty'],
    ['NomDuClient', ' \u00a0', 'must not be empty'],
    ['NomDuClient', 'Jean\nPaul', 'text on one line, without control characters'],
    ['NomDuClient', 'Jean\u0000', 'text on one line, without control characters'],
    ['NomDuClient', 'é'.repeat(201), 'at most 200 characters'],
    ['CodePostal', '7500', 'postcode of five digits'],
    ['CodePostal', '2A004', 'postcode of five digits'],
    ['CodePostal', 75001, 'a string'],
    ['Tarif', '', 'must not be empty'],
    ['TypeDemande', 'TJD', 'one of TJDC'],
    ['NumeroVersion', 'V2', 'one of V1'],
    ['DNEntreprise', 'CN=a', 'unknown property'],
    ['codePostal', '75001', 'unknown property'],
  ])('[OM-2] is refused with %s %j', (field, value, rule) => {
    const all = changed({ [field]: value });
    expect(all.some((line) => line.startsWith(`/payload/${field}: ${rule}; found `))).toBe(true);
    expect(new Set(all.map((line) => line.split(':')[0]))).toEqual(new Set([`/payload/${field}`]));
  });

  it("[OM-2] is refused without the customer's consent, and the text says why", () => {
    const [fault] = changed({ AutorisationExpresse: 'NON' });
    expect(fault).toContain("GRDF takes no request without the customer's express consent");
  });

  it('[OM-2] needs a reference of the platform', () => {
    const { reference: _, ...without } = envelope(fullRequest);
    const { faults: found } = checkSubmission(readOutboxText(JSON.stringify(without)), 'omega', 'queue-1', NOW);
    expect(found.map(({ pointer }) => pointer)).toEqual(['/reference']);
  });

  it('[OM-2] is refused with a date before the fifth working day after today in Paris', () => {
    expect(changed({ DateDemandee: '2026-12-07' })).toEqual([]);
    expect(changed({ DateDemandee: '2026-12-06' })).toEqual([
      '/payload/DateDemandee: 2026-12-07 or later: the fifth working day after today in Paris (§1.2); found an earlier day; give a later day',
    ]);
    // In Paris it is the next day already.
    expect(faults({ ...fullRequest, DateDemandee: '2026-12-07' }, new Date('2026-11-30T22:59:59Z'))).toEqual([]);
    expect(faults({ ...fullRequest, DateDemandee: '2026-12-07' }, new Date('2026-11-30T23:00:00Z'))).toHaveLength(1);
  });

  it('[OM-2] is taken on exactly the days that are late enough', () => {
    const day = fc.integer({ min: Date.UTC(2026, 0, 1) / 86_400_000, max: Date.UTC(2037, 0, 1) / 86_400_000 });
    fc.assert(
      fc.property(day, fc.integer({ min: -3, max: 20 }), (today, ahead) => {
        const textOf = (one: number) => new Date(one * 86_400_000).toISOString().slice(0, 10);
        const found = faults(
          { ...fullRequest, DateDemandee: textOf(today + ahead) },
          new Date(today * 86_400_000 + 43_200_000),
        );
        expect(found.length === 0).toBe(textOf(today + ahead) >= earliestDate(textOf(today)));
      }),
      { numRuns: 120 },
    );
  });

  it('is read or refused whatever stands in it, and never throws', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.constant(null),
      fc.constant([]),
      fc.object(),
    );
    const keys = Object.keys(tjdcRequest().shape);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys, 'x'), value), (payload) => {
        expect(Array.isArray(checked(payload).faults)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the doubtful places of a request', () => {
  const found = (change: object) =>
    warnings('CreerDemandeTJDC', { ...fullRequest, ...change }).map(({ pointer, certainty }) => [pointer, certainty]);

  it('[OM-2] are a number in an unusual form, and a tariff, which OMEGA does not consider', () => {
    expect(found({})).toEqual([['/Tarif', 'verified']]);
    expect(found({ NumeroPCE: 'GI123456', Tarif: undefined })).toEqual([]);
    for (const NumeroPCE of ['2134567890123', 'GI12345', 'gi123456', 'FR21345678901234'])
      expect(found({ NumeroPCE, Tarif: undefined })).toEqual([['/NumeroPCE', 'inferred']]);
    expect(warnings('CreerDemandeTJDC', undefined)).toEqual([]);
    expect(warnings('VerifierRecevabiliteTJDC', { Tarif: 'T3' })).toEqual([]);
  });
});
