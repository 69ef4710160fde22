import { describe, expect, it } from 'vitest';
import { readSubmissions } from '../../../desk/submit/submissions.ts';
import { creation, submissionOf } from '../../support/messages.ts';

const read = (text: string, reference?: string) =>
  readSubmissions([{ name: 'parcels.json', text }], { reference, referenceFlag: 'lrn' });

describe('a new LRN', () => {
  it('takes the place of the one in the header, and of the one that the envelope repeats', () => {
    const [one] = read(submissionOf(creation('L-1'), { reference: 'L-1' }), 'NEW-1');
    expect(one?.reference).toBe('NEW-1');
    expect(JSON.parse(one?.body ?? '')).toMatchObject({ reference: 'NEW-1', payload: { header: { lrn: 'NEW-1' } } });
  });

  it('needs a header', () => {
    expect(() => read(submissionOf({}), 'NEW-1')).toThrow('The message has no header to put a reference in.');
  });

  it('is not put where there is an LRN twice', () => {
    const twice = submissionOf(creation('L-1')).replace('"lrn":', '"lrn":"L-0","lrn":');
    expect(() => read(twice, 'L-2')).toThrow('/payload/header/lrn: a key that an object has once');
  });
});

it('[F38] a message that is not known is answered with the closest name', () => {
  expect(() => read(submissionOf(creation('L-1'), { message: 'Creation_H8' }))).toThrow(
    'parcels.json: there is no message Creation_H8 to delta-h7: give Creation_H7\n',
  );
});
