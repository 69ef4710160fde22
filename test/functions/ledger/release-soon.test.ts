import { expect, it } from 'vitest';
import { parkedUntil } from '../../../functions/ledger/parked-until.ts';
import type { FilingKey, SentRecord } from '../../../functions/ledger/records.ts';
import { releaseSoon } from '../../../functions/ledger/release-soon.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { TOY } from '../../support/toy/register.ts';

const MINUTE = 60_000;
const now = new Date('2026-11-22T09:00:00.000Z');
const key: FilingKey = { authority: TOY, kind: 'declaration', reference: 'L-1' };

async function releasedIn(ms: number) {
  const ledger = memoryLedger();
  const settlement = parkedUntil(now.getTime() + ms, now, {});
  const sent: SentRecord = {
    ...{ type: 'sent', message: 'Letter', attempt: 1, at: now.toISOString(), messageId: 'm-1', platform: 'shop-2' },
    ...{ digest: 'd', claimedBy: 'q', body: '{}', settlement },
  };
  await ledger.claim(key, sent);
  const released: unknown[] = [];
  await releaseSoon({ key, sent, due: settlement.due }, ledger, async (one) => void released.push(one), now);
  const dues = [];
  for await (const { due } of ledger.due(TOY, '9', 'lane')) dues.push(due);
  return { released, dues };
}

it('is in the group of its platform, and is left to its pointer until that counts as lost', async () => {
  expect(await releasedIn(2 * MINUTE)).toEqual({
    released: [{ key, sent: { message: 'Letter', attempt: 1 }, platform: 'shop-2', delaySeconds: 120 }],
    dues: ['2026-11-22T09:17:00.000Z'],
  });
});

it('is left to housekeeping where it is due later', async () => {
  expect(await releasedIn(16 * MINUTE)).toEqual({ released: [], dues: ['2026-11-22T09:16:00.000Z'] });
});
