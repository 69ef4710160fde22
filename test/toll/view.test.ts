import { describe, expect, it } from 'vitest';
import { tollView } from '../../schemas/toll/view.ts';

/** The facts that are shown of a presentation. */
const shown = (presentation: unknown) =>
  (tollView.declarationSection?.(presentation).facts ?? []).filter(([, value]) => value !== '');

describe('a presentation that is shown', () => {
  const document = { documentNumber: 'MC003', type: 'N741' };

  it.each([
    ['its office', { customsOfficeOfPresentation: 'NO351001' }, ['Office', 'NO351001']],
    ['its entry summary declaration', { mrn: '23NO00000000000001' }, ['ENS', '23NO00000000000001']],
    ['its house document', { transportDocumentHouseLevel: document }, ['Transport document', 'N741:MC003']],
    [
      'its master document',
      { consignmentMasterLevel: { transportDocumentMasterLevel: document } },
      ['Master document', 'N741:MC003'],
    ],
    ['its master document by itself', { transportDocumentMasterLevel: document }, ['Master document', 'N741:MC003']],
    ['its receptacle', { receptacleIdentificationNumber: 'GBA' }, ['Receptacle', 'GBA']],
    ['its receptacle by the other name', { receptacleId: 'GBA' }, ['Receptacle', 'GBA']],
    ['its container', { containerIdentificationNumber: 'JARU' }, ['Container', 'JARU']],
    ['its container by the other name', { containerId: 'JARU' }, ['Container', 'JARU']],
  ])('has %s', (_, presentation, fact) => {
    expect(shown(presentation)).toEqual([fact]);
  });

  it.each([null, 7, 'text', [], { transportDocumentHouseLevel: 7, mrn: {} }])('has nothing of %j', (odd) => {
    expect(shown(odd)).toEqual([]);
  });
});
