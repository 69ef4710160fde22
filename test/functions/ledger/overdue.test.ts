import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { answeredLate } from '../../../functions/ledger/overdue.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord, SentRecord } from '../../../functions/ledger/records.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import { complaint, news, receipt } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { TOY } from '../../support/toy/register.ts';

const key: FilingKey = { authority: TOY, kind: 'declaration', reference: 'L-1' };
const MINUTE_MS = 60_000;

const sent = (at: string, more: Partial<SentRecord> = {}): SentRecord => ({
  type: 'sent',
  message: 'Letter',
  attempt: 1,
  at: `2026-11-22T${at}.000Z`,
  messageId: 'out-1',
  platform: 'shop-1',
  digest: 'd',
  claimedBy: 'q-1',
  body: '{}',
  ...more,
});
const received = (message: string, path: string, at: string, body: { header: { messageId: string } }) =>
  ({
    type: 'received',
    message,
    path,
    at: `2026-11-22T${at}.000Z`,
    messageId: body.header.messageId,
    body: JSON.stringify(body),
    drift: [],
  }) satisfies ReceivedRecord;
const answer = (at: string, messageId = 'r-1') =>
  received('Receipt', paths.receipts, at, receipt({ messageId, state: 'WISHED' }));
const error = (at: string, errors?: AuthorityError[]) => received('Complaint', paths.complaints, at, complaint(errors));
const late = (records: LedgerRecord[], messageId: string) =>
  answeredLate(readFiling(key, records), messageId, 30 * MINUTE_MS);

describe('an answer', () => {
  it('[H7-S3] is late where it came 30 minutes after its message or more', () => {
    expect(late([sent('08:00:00'), answer('08:30:00')], 'r-1')).toMatchObject({
      sent: { messageId: 'out-1' },
      since: '2026-11-22T08:30:00.000Z',
    });
    expect(late([sent('08:00:00'), answer('08:29:59')], 'r-1')).toBeUndefined();
    expect(late([sent('08:00:00'), error('08:31:00')], 'e-1')).toBeDefined();
  });

  it('[H7-S3] is the message that answered, whichever is told again and whatever has come since', () => {
    const released = received('News', paths.news, '09:00:00', news({ messageId: 's-1' }));
    const inTime = [sent('08:00:00'), answer('08:00:05'), released];
    for (const id of ['r-1', 's-1']) expect(late(inTime, id), id).toBeUndefined();
    const tooLate = [sent('08:00:00'), answer('08:40:00'), released];
    expect(late(tooLate, 'r-1')).toBeDefined();
    expect(late(tooLate, 's-1')).toBeUndefined();
    expect(late(tooLate, 'unknown')).toBeUndefined();
  });

  it('[H7-S3] is counted from when its message was last sent, and is that of the message that it answers', () => {
    expect(late([sent('08:00:00', { resumedAt: '2026-11-22T08:20:00.000Z' }), answer('08:45:00')], 'r-1')).toBe(
      undefined,
    );
    const hurry = sent('08:10:00', { message: 'Hurry', messageId: 'out-2' });
    const validated = received(
      'News',
      paths.news,
      '08:50:00',
      news({ messageId: 's-1', state: 'TAKEN', since: '2026-11-22T10:50:00+01:00[Europe/Paris]' }),
    );
    expect(late([sent('08:00:00'), answer('08:00:05'), hurry, validated], 's-1')).toMatchObject({
      sent: { messageId: 'out-2' },
    });
  });

  it('[H7-S3] is late also where it failed technically, and its message waits to go again', () => {
    const at = '2026-11-22T08:40:00.001Z';
    const settlement = { verdict: 'parked', httpStatus: 200, error: {}, at, due: at, technicalFailures: 1 } as const;
    const technical = error('08:40:00', [{ errorDescription: 'a queue was full' }]);
    expect(late([sent('08:00:00', { settlement }), technical], 'e-1')).toBeDefined();
  });
});
