import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectName, objectPrefix } from '../../../functions/archive/object-name.ts';
import { archiveDays } from '../../../functions/archiving/ports.ts';
import { archive } from '../../../schemas/archive.ts';
import { authorityNames, contractOf } from '../../../schemas/catalogue.ts';
import { dateInParis } from '../../../schemas/date-in-paris.ts';
import { keptUntil } from '../../../schemas/retention.ts';
import { synthesized } from '../../infra/support/synthesized.ts';
import { creation, response } from '../../support/messages.ts';

const ioss = [{ additionalFiscalReferenceRole: 'FR5', additionalFiscalReferenceId: 'IM2500000001' }];
const agent = [{ additionalFiscalReferenceRole: 'FR3', additionalFiscalReferenceId: 'FR123' }];
const withReferences = (references: object[]) => {
  const payload = creation();
  return { ...payload, declaration: { ...payload.declaration, additionalFiscalReferences: references } };
};
const charges = response().dutiesAndTaxes;
const tax = (more: object) => ({ ...charges, itemsTaxation: [{ ...charges.itemsTaxation[0], ...more }] });

describe('the class of a declaration', () => {
  it.each([
    ['an IOSS number', withReferences(ioss), charges, 'ioss'],
    ['an IOSS number, and nothing assessed yet', withReferences(ioss), undefined, 'ioss'],
    ['another fiscal reference, and VAT', withReferences(agent), charges, 'vat'],
    ['VAT', creation(), charges, 'vat'],
    ['VAT of nothing', creation(), tax({ payableTaxAmount: 0 }), 'customs'],
    ['customs duty alone', creation(), tax({ taxType: 'A00' }), 'customs'],
    ['nothing assessed', creation(), undefined, 'customs'],
    ['a message that is none', null, 'nonsense', 'customs'],
  ])('with %s is %#', (_, payload, dutiesAndTaxes, expected) => {
    const filing = { messages: [{ message: 'Creation_H7', payload }], details: { dutiesAndTaxes } };
    expect(contractOf('delta-h7').retention?.classOf(filing)).toBe(expected);
  });

  it('has its years in the configuration, and so has that of all other authorities', () => {
    expect(archive.parse({})).toEqual({ years: { customs: 3, vat: 6, ioss: 10, other: 6 }, afterDays: 7 });
    expect(archive.parse({ years: { vat: 8 } }).years).toEqual({ customs: 3, vat: 8, ioss: 10, other: 6 });
    expect(archive.safeParse({ years: { vta: 8 } }).success).toBe(false);
  });
});

describe('the end of the years', () => {
  it.each([
    ['2026-07-01T00:00:00Z', 3, '2029-12-31T23:00:00Z'],
    ['2026-12-31T22:59:59Z', 3, '2029-12-31T23:00:00Z'],
    // In Paris it is the new year.
    ['2026-12-31T23:00:00Z', 3, '2030-12-31T23:00:00Z'],
    ['2024-02-29T12:00:00Z', 10, '2034-12-31T23:00:00Z'],
  ])('of what happened at %s is, after %d years, %s', (at, years, end) => {
    expect(keptUntil(new Date(at), years)).toEqual(new Date(end));
  });

  it('is the last midnight of a year in Paris, and never earlier than the years after the fact', () => {
    const between = { min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(between), fc.integer({ min: 1, max: 30 }), (at, years) => {
        const end = keptUntil(at, years);
        expect(dateInParis(new Date(end.getTime() - 1)).slice(4)).toBe('-12-31');
        expect(dateInParis(end).slice(4)).toBe('-01-01');
        const after = new Date(at);
        after.setUTCFullYear(at.getUTCFullYear() + years);
        expect(end.getTime()).toBeGreaterThanOrEqual(after.getTime() - 86_400_000);
      }),
    );
  });
});

describe('the name of an object', () => {
  it.each([
    ['2026-11-22T10', 'vat/2026/delta-h7/11/22/2026-11-22T10Z.ndjson.gz'],
    ['2026-12-31T22', 'vat/2026/delta-h7/12/31/2026-12-31T22Z.ndjson.gz'],
    ['2026-12-31T23', 'vat/2027/delta-h7/01/01/2026-12-31T23Z.ndjson.gz'],
    // Two hours of UTC that are one on the clocks of Paris.
    ['2026-10-25T00', 'vat/2026/delta-h7/10/25/2026-10-25T00Z.ndjson.gz'],
    ['2026-10-25T01', 'vat/2026/delta-h7/10/25/2026-10-25T01Z.ndjson.gz'],
  ])('of %s is %s', (hour, name) => {
    const of = { authority: 'delta-h7', hour } as const;
    expect(objectName('vat', of, 0)).toBe(name);
    expect(objectName('vat', of, 2)).toBe(name.replace('.ndjson', '.2.ndjson'));
    expect(name.startsWith(objectPrefix('vat', of))).toBe(true);
  });
});

it('is archived, or found by the audit, before the alarm, whatever the days of the table are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 3660 }), fc.integer({ min: 0, max: 20 }), (retentionDays, afterDays) => {
      const { audited, auditCycle } = archiveDays({ retentionDays, afterDays });
      expect(audited + auditCycle).toBeLessThanOrEqual(retentionDays - 30);
    }),
  );
});

describe('the bucket', () => {
  const bucketOf = (archive: object = {}) => {
    const [bucket] = Object.values(synthesized({ archive }).state.findResources('AWS::S3::Bucket'));
    return bucket as { Properties: Record<string, unknown>; DeletionPolicy: string };
  };
  const rulesOf = (archive: object = {}) =>
    (bucketOf(archive).Properties['LifecycleConfiguration'] as { Rules: Record<string, unknown>[] }).Rules;

  it('is encrypted, has versions, blocks the public, and is kept', () => {
    const { Properties, DeletionPolicy } = bucketOf();
    expect(DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(Properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        ...{ BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      },
    });
    expect(Properties['ObjectLockEnabled']).toBeUndefined();
  });

  it('takes calls over TLS alone', () => {
    const [policy] = Object.values(synthesized().state.findResources('AWS::S3::BucketPolicy'));
    expect(JSON.stringify(policy)).toContain('"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"');
  });

  it('is locked where that is wanted, and the archiver may then lock', () => {
    expect(bucketOf({ objectLock: 'compliance' }).Properties['ObjectLockEnabled']).toBe(true);
    const policies = (archive: object) =>
      JSON.stringify(synthesized({ archive }).gateway.findResources('AWS::IAM::Policy'));
    expect(policies({ objectLock: 'governance' })).toContain('s3:PutObjectRetention');
    expect(policies({})).not.toContain('s3:PutObjectRetention');
  });

  it('lets objects of each class and year expire on the first midnight after their years', () => {
    const expiry = (archive: object, prefix: string) =>
      rulesOf(archive).find(({ Prefix }) => Prefix === prefix)?.['ExpirationDate'];
    expect(expiry({}, 'customs/2026/')).toBe('2030-01-01T00:00:00Z');
    expect(expiry({}, 'ioss/2026/')).toBe('2037-01-01T00:00:00Z');
    expect(expiry({ years: { vat: 8 } }, 'vat/2027/')).toBe('2036-01-01T00:00:00Z');
    const classes = authorityNames.flatMap((name) => Object.keys(contractOf(name).retention?.classes ?? {}));
    const thisYear = new Date().getUTCFullYear();
    for (const name of [...classes, 'other']) expect(expiry({}, `${name}/${thisYear + 5}/`), name).toBeDefined();
  });
});
