import { describe, expect, it } from 'vitest';
import { newsOf } from '../../../functions/ledger/news.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { ask } from '../../support/toy/messages.ts';
import { sent } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';
import { told } from '../../support/toy/requests.ts';

const key: FilingKey = { authority: TOY, kind: 'consultation', reference: 'm-1' };
const asked = sent({ message: 'Ask', body: JSON.stringify(ask('m-1', 'L-1', 'L-2')) });
const one = { id: 'L-1', state: 'TAKEN' };

/** The facts that an answer states about the filings of its question, by their references. */
const newsAfter = (answer: object) =>
  Object.fromEntries(newsOf(key, told, answer, [asked]).map(([{ reference }, facts]) => [reference, facts]));

describe('the declarations that an enquiry did not find', () => {
  it('are those that are not in its list, where all of that was read', () => {
    expect(newsAfter({ toys: [one] })).toMatchObject({ 'L-1': {}, 'L-2': { unknownToAuthority: true } });
    expect(newsAfter({ toys: [] })).toMatchObject({ 'L-1': { unknownToAuthority: true } });
    expect(newsAfter({ toys: [one, { id: 'L-2' }] })['L-2']).not.toHaveProperty('unknownToAuthority');
  });

  it('are not known where the list could not be read, and those that are named are brought up to date', () => {
    expect(newsAfter({})).toEqual({});
    expect(newsAfter({ toys: [one, null] })).toMatchObject({ 'L-1': { state: { raw: 'TAKEN' } } });
    expect(Object.keys(newsAfter({ toys: [one, null] }))).toEqual(['L-1']);
  });
});
