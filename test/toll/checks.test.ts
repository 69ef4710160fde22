import { describe, expect, it } from 'vitest';
import { checkSubmission } from '../../schemas/check-submission.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { lawOf } from '../../schemas/settings.ts';
import { transportDocumentTypes } from '../../schemas/toll/transport-document-types.ts';

const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
const consignment = (more: object = {}) => ({
  customsOfficeOfPresentation: 'NO351001',
  transportDocumentHouseLevel: { documentNumber: 'HC001', type: 'N740' },
  ...more,
});
const check = (message: string, payload: object, more: object = {}, queueId?: string) =>
  checkSubmission(
    readOutboxText(JSON.stringify({ authority: 'toll', message, platform: 'shop-1', payload, ...more })),
    'toll',
    queueId,
  );
const pointers = (message: string, payload: object, more: object = {}) =>
  check(message, payload, more).faults.map(({ pointer }) => pointer);

describe('a presentation', () => {
  it('[TO-7] names a transport document type of CL754', () => {
    for (const type of Object.keys(transportDocumentTypes))
      expect(
        pointers('house-consignment', consignment({ transportDocumentHouseLevel: { documentNumber: '1', type } })),
      ).toEqual([]);
    expect(Object.keys(transportDocumentTypes)).toHaveLength(15);
    const wrong = consignment({ transportDocumentHouseLevel: { documentNumber: '1', type: 'N742' } });
    expect(check('house-consignment', wrong).faults).toMatchObject([
      {
        pointer: '/payload/transportDocumentHouseLevel/type',
        rule: expect.stringContaining('CL754'),
        remedy: expect.stringMatching(/C624.*N760/),
      },
    ]);
    const document = { documentNumber: 'M1', type: 'X' };
    const master = { consignmentMasterLevel: { transportDocumentMasterLevel: document } };
    expect(pointers('master-consignment', master)).toEqual([
      '/payload/consignmentMasterLevel/transportDocumentMasterLevel/type',
    ]);
  });

  it.each(['house-consignment', 'receptacle', 'entry-summary-declaration', 'master-consignment', 'container'])(
    '[TO-7] has a customs office of the form of CL141: %s',
    (message) => {
      const payload = (customsOfficeOfPresentation: string) => ({
        customsOfficeOfPresentation,
        ...(message === 'entry-summary-declaration' && { mrn: '23NO00000000000001' }),
      });
      for (const office of ['NO351001', 'SE00AB12']) expect(pointers(message, payload(office))).toEqual([]);
      for (const office of ['351001', 'no351001', 'NO35100', 'NO3510011', '', 'NO 51001'])
        expect(pointers(message, payload(office)), office).toEqual(['/payload/customsOfficeOfPresentation']);
    },
  );

  it('[TO-3] has its request id in small letters: in capitals it would be another filing of the same request', () => {
    const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
    expect(pointers('house-consignment', consignment({ requestId }))).toEqual([]);
    expect(pointers('house-consignment', consignment({ requestId: requestId.toUpperCase() }))).toEqual([
      '/payload/requestId',
    ]);
    expect(pointers('house-consignment', consignment({}), { reference: requestId.toUpperCase() })).toEqual([
      '/reference',
    ]);
  });

  it('[TO-2] of an entry summary declaration needs its three fields, the others none that is not public', () => {
    expect(pointers('entry-summary-declaration', {})).toEqual(['/payload/customsOfficeOfPresentation', '/payload/mrn']);
    expect(pointers('entry-summary-declaration', { customsOfficeOfPresentation: 'NO351001', mrn: '23NO1' })).toEqual([
      '/payload/mrn',
    ]);
    for (const message of ['house-consignment', 'receptacle', 'master-consignment', 'container'])
      expect(pointers(message, { unheardOf: { of: 1 } })).toEqual([]);
  });

  it('is warned of where a field that it probably needs is not there', () => {
    const on = new Date();
    expect(lawOf('toll')('house-consignment', consignment(), on).warnings).toEqual([]);
    expect(lawOf('toll')('house-consignment', {}, on).warnings).toMatchObject([
      { pointer: '/customsOfficeOfPresentation', certainty: 'inferred' },
      { pointer: '/transportDocumentHouseLevel', certainty: 'inferred' },
    ]);
    expect(
      lawOf('toll')('container', { customsOfficeOfPresentation: 'NO351001', containerId: 'J' }, on).warnings,
    ).toEqual([]);
    expect(lawOf('toll')('entry-summary-declaration', {}, on).warnings).toEqual([]);
  });

  it("[TO-3] has the request's id for its reference: its own, the envelope's, or that of the queue's message", () => {
    expect(check('container', { requestId })).toMatchObject({ faults: [], reference: requestId });
    expect(check('container', {}, { reference: requestId })).toMatchObject({ faults: [], reference: requestId });
    expect(check('container', {}, {}, requestId)).toMatchObject({ faults: [], reference: requestId });
    expect(check('container', {})).toMatchObject({ faults: [], reference: undefined });
    const other = 'a2b0d4f6-6a5c-4b0e-9c43-0d8a4c8f2a11';
    expect(pointers('container', { requestId }, { reference: other })).toEqual(['/reference']);
    expect(pointers('container', { requestId: 'one' })).toEqual(['/payload/requestId']);
    expect(check('container', {}, { reference: 'one' }).faults).toMatchObject([
      { pointer: '/reference', rule: 'a UUID', found: 'string of 3 characters' },
    ]);
  });
});
