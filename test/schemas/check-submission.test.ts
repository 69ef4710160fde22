import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { checkSubmission } from '../../schemas/check-submission.ts';
import { schemaFaults } from '../../schemas/fault.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { creation, submissionOf } from '../support/messages.ts';

const check = (text: string) => checkSubmission(readOutboxText(text), 'delta-h7');

describe('a checked submission', () => {
  it('has the reference of its filing if it has no fault', () => {
    expect(check(submissionOf(creation('L-1')))).toMatchObject({
      faults: [],
      reference: 'L-1',
      contract: { message: 'Creation_H7' },
      platform: 'shop-1',
      reason: null,
    });
  });

  it('always has a fault if it has no reference', () => {
    const payload = {
      header: { messageId: 'm'.repeat(101) },
      clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
      declarations: [{ lrn: 'L-1' }],
    };
    const { faults, reference } = check(submissionOf(payload, { message: 'Consult_H7', reason: 'after an outage' }));
    expect(reference).toBeUndefined();
    expect(faults).toEqual([
      {
        pointer: '/payload/header/messageId',
        rule: 'a reference to file it under, of at most 100 characters',
        found: 'string of 101 characters',
        remedy: 'shorten it',
      },
    ]);
  });

  it('has faults in our own words, with a remedy', () => {
    const { declaration, ...rest } = creation();
    const { items: _, ...without } = declaration as Record<string, unknown>;
    const wrong = { ...rest, declaration: { ...without, importer: 'x' } };
    const { faults } = check(submissionOf(wrong));
    expect(faults).toContainEqual({
      ...{ pointer: '/payload/declaration/importer', rule: 'an object' },
      ...{ found: 'string of 1 characters', remedy: 'give an object' },
    });
    expect(faults).toContainEqual({
      ...{ pointer: '/payload/declaration/items', rule: 'a list' },
      ...{ found: 'nothing', remedy: 'add this field' },
    });
  });

  it('has faults that name kinds of values, never the values', () => {
    const { faults } = check(submissionOf({ ...creation('SECRET-LRN-THAT-IS-FAR-TOO-LONG'), secret: 'SECRET' }));
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/payload/header/lrn', '/payload/secret']);
    expect(JSON.stringify(faults)).not.toContain('SECRET');
  });

  it.each([
    '2026-02-30T10:00:00+01:00[Europe/Paris]',
    '2026-04-31T10:00:00+02:00[Europe/Paris]',
    '2027-02-29T10:00:00+01:00[Europe/Paris]',
    '2026-11-29T24:00:00+01:00[Europe/Paris]',
    '2026-11-29T10:60:00+01:00[Europe/Paris]',
    '2026-11-29T10:00:00+25:00[Europe/Paris]',
  ])('[H7-T4, F34] has a fault at each date and time that does not exist: %s', (time) => {
    const { header, declaration } = creation('L-1', 'D');
    const { genericInformation } = declaration;
    const late = { ...genericInformation, provisionalValidationDateTime: time };
    const own = { ...header, messageDateTime: time, messageId: 'm-1' };
    const faultsOf = (payload: object, message: string) =>
      check(submissionOf(payload, { message })).faults.map(({ pointer, rule }) => `${pointer}: ${rule}`);
    const rule = 'a date and time that exist: no 30 February, no 24:00';
    expect(faultsOf({ header: own, declaration: { ...declaration, genericInformation: late } }, 'Creation_H7')).toEqual(
      [
        `/payload/header/messageDateTime: ${rule}`,
        `/payload/declaration/genericInformation/provisionalValidationDateTime: ${rule}`,
      ],
    );
    const fallbackProcedureInformation = { manifestLodgementDateTime: time, fallbackReferenceNumber: '1' };
    const fallback = { ...creation('L-1'), header, fallbackProcedureInformation };
    expect(faultsOf(fallback, 'Fallback_H7')).toEqual([
      `/payload/fallbackProcedureInformation/manifestLodgementDateTime: ${rule}`,
    ]);
    expect(faultsOf({ header: own }, 'Validation_H7')).toContain(`/payload/header/messageDateTime: ${rule}`);
  });
});

it("[F30] no sentence of zod's own reaches a person", () => {
  const schema = z.strictObject({
    short: z.string().max(2),
    long: z.string().min(5),
    few: z.array(z.number()).max(1),
    large: z.number().min(10),
    step: z.number().multipleOf(5),
    form: z.string().regex(/^a+$/),
    one: z.enum(['x', 'y']),
  });
  const value = { short: 'abc', long: 'abc', few: [1, 2], large: 1, step: 3, form: 'b', one: 'z', more: 1 };
  expect(schemaFaults(schema, value).map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([
    '/short at most 2 characters',
    '/long at least 5 characters',
    '/few at most 1 entries',
    '/large at least 10',
    '/step a multiple of 5',
    '/form text of the form /^a+$/',
    '/one one of x, y',
    '/more unknown property',
  ]);
});
