import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { LedgerRecord } from '../../../functions/ledger/records.ts';
import { shown } from '../../../schemas/shown-filing.ts';
import { complaint, recall, wrong } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { received, requestKey, sent } from '../../support/toy/records.ts';

const asked = sent({ message: 'Recall', body: JSON.stringify(recall('REQ-1', 'L-1', 'L-2')) });
const header = { messageId: 'r-1' };
const numbered = { header, number: '77' };
const registered = received('Registered', numbered);
const decided = (decision: string) => {
  const body = { header: { messageId: 'r-2' }, decision };
  return received('Recalled', body);
};
const merged = (...records: LedgerRecord[]) => shown(readFiling(requestKey, records).filing);

describe('a request about others', () => {
  it('names the declarations that it is about, and is undecided at first', () => {
    expect(merged(asked)).toMatchObject({
      status: 'sent',
      request: { message: 'Recall', decision: null, declarations: ['L-1', 'L-2'] },
    });
  });

  it('is answered once it is registered, under the number that the authority gave it', () => {
    expect(merged(asked, registered)).toMatchObject({
      status: 'answered',
      number: '77',
      request: { decision: null },
    });
  });

  it('has the decision of the authority, and is answered by that alone', () => {
    expect(merged(asked, decided('accepted'))).toMatchObject({ status: 'answered', request: { decision: 'accepted' } });
    expect(merged(asked, registered, decided('refused'))).toMatchObject({ request: { decision: 'refused' } });
    expect(merged(asked, decided('perhaps'))).toMatchObject({ status: 'sent', request: { decision: null } });
  });

  it('that the authority rejects shows the errors', () => {
    const error = received('Complaint', complaint(), { path: paths.requestComplaints });
    expect(merged(asked, error)).toMatchObject({ status: 'rejected', errors: [wrong] });
    const another = received('Complaint', complaint(), { path: paths.complaints });
    expect(merged(asked, another)).toMatchObject({ status: 'sent', errors: [] });
  });

  it('is about no declaration where the catalogue does not have the message, or has it the other way', () => {
    for (const message of ['Gone', 'Receipt'])
      expect(merged(sent({ message }))).toMatchObject({ status: 'sent', request: { message, declarations: [] } });
  });

  it('has nothing to show of what was asked where nothing was sent', () => {
    expect(merged(registered)).not.toHaveProperty('request');
  });
});
