import { randomBytes } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, it } from 'vitest';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey, SentRecord, UnreadableRecord } from '../../../functions/ledger/records.ts';
import { describeOnEngines } from '../../support/engines.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { TOY } from '../../support/toy/register.ts';

/** A body that no compression makes small enough for one item. */
const incompressible = JSON.stringify({ note: randomBytes(740_000).toString('base64') });
/** A text that fits into an item, and not beside another such. */
const half = () => randomBytes(215_000).toString('base64');
const key: FilingKey = { authority: TOY, kind: 'declaration', reference: 'L/1' };
const sent: SentRecord = {
  type: 'sent',
  message: 'Letter',
  attempt: 1,
  at: '2026-11-22T09:00:00.000Z',
  messageId: 'm-1',
  platform: 'shop-1',
  digest: 'd-1',
  claimedBy: 'q-1',
  body: incompressible,
};

describeOnEngines('what one item does not hold, on %s', (engine) => {
  const tables = ledgerTables(engine);
  let ledger: Ledger;
  let tableName: string;

  beforeEach(async () => {
    tableName = await tables.make();
    ledger = dynamoDbLedger({ client: tables.client, tableName, retentionDays: 10 });
  });

  const listUnreadable = async (period: { since?: string; until?: string; limit?: number } = {}) => {
    const found = [];
    for await (const one of ledger.unreadable(TOY, { since: '0', until: '9', limit: 100, ...period })) found.push(one);
    return found;
  };

  it('[F11] is kept in parts, and read as one record', async () => {
    expect(Buffer.byteLength(incompressible)).toBeGreaterThan(980_000);
    expect(await ledger.claim(key, sent)).toBe(true);
    expect(await ledger.claim(key, sent)).toBe(false);
    expect(await ledger.records(key)).toEqual([sent]);
    expect(await ledger.sent(key, sent)).toEqual(sent);
  });

  it('[F11] is taken up with another large body, and with a small one', async () => {
    const settlement = { verdict: 'parked', httpStatus: null, error: {}, at: sent.at, due: sent.at } as const;
    const waiting = { ...sent, settlement };
    await ledger.claim(key, waiting);
    const body = `${incompressible} `;
    const at = '2026-11-22T10:00:00.000Z';
    expect(await ledger.resume(key, waiting, { body, at, by: 'q-2' })).toBe(true);
    expect((await ledger.sent(key, sent))?.body).toBe(body);

    await ledger.settle(key, sent, settlement);
    expect(await ledger.resume(key, waiting, { body: '{}', at, by: 'q-3' })).toBe(true);
    expect((await ledger.sent(key, sent))?.body).toBe('{}');
    expect(await ledger.records(key)).toHaveLength(1);
  });

  it('is kept in parts where only both texts of a record together are too large', async () => {
    const [body, raw] = [JSON.stringify({ note: half() }), half()];
    const settlement = { verdict: 'parked', httpStatus: null, error: {}, at: sent.at, due: sent.at } as const;
    const whole = { ...sent, body, raw };
    expect(await ledger.claim(key, whole)).toBe(true);
    expect(await ledger.records(key)).toEqual([whole]);
    // The body is completed when it is taken up.
    const waiting = { ...sent, attempt: 2, body: '{}', raw, settlement };
    expect(await ledger.claim(key, waiting)).toBe(true);
    const at = '2026-11-22T10:00:00.000Z';
    expect(await ledger.resume(key, waiting, { body, at, by: 'q-2' })).toBe(true);
    expect(await ledger.sent(key, waiting)).toMatchObject({ body, raw });
  });

  it('[F13] keeps the body of a refused submission, large or small', async () => {
    const refused = { message: 'Letter', at: sent.at, platform: null, errors: [] };
    await ledger.refuse(key, { type: 'refused', ...refused, digest: 'd-1', body: incompressible });
    await ledger.refuse(key, { type: 'refused', ...refused, digest: 'd-2', body: '{' });
    const bodies = (await ledger.records(key)).map((record) => record.type === 'refused' && record.body);
    expect(bodies.toSorted()).toEqual([incompressible, '{'].toSorted());
  });

  it('lets parts outlast the item that names them', async () => {
    await ledger.claim(key, sent);
    const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: tableName }));
    const expiries = (part: boolean) =>
      Items.filter((item) => item['entry']?.S?.startsWith('part/') === part).map((item) =>
        Number(item['expiresAt']?.N),
      );
    expect(expiries(true).length).toBeGreaterThan(2);
    expect(Math.min(...expiries(true))).toBeGreaterThan(Math.max(...expiries(false)) + 86_400);
  });

  const unreadable = (n: number, body = '{"cut'): UnreadableRecord => ({
    type: 'unreadable',
    from: 'outbox',
    at: `2026-11-2${n}T09:00:00.000Z`,
    id: `queue-message-${n}`,
    body,
    bytes: Buffer.byteLength(body),
    faults: [{ pointer: '', rule: 'a submission is JSON', found: 'other text', remedy: 'correct it' }],
    platform: null,
    message: null,
  });

  it('[F12] keeps what cannot be read with its lane, and lists it newest first', async () => {
    for (const n of [1, 3, 2]) expect(await ledger.keepUnreadable(TOY, unreadable(n))).toBe(true);
    expect(await listUnreadable()).toEqual([unreadable(3), unreadable(2), unreadable(1)]);
    expect(await listUnreadable({ limit: 1 })).toEqual([unreadable(3)]);
    const at = unreadable(2).at;
    expect(await listUnreadable({ since: at, until: at })).toEqual([unreadable(2)]);
  });

  it('[F12] keeps the same one once, also where it comes again later', async () => {
    await ledger.keepUnreadable(TOY, unreadable(1));
    const later = { ...unreadable(1), at: '2026-11-25T09:00:00.000Z' };
    expect(await ledger.keepUnreadable(TOY, later)).toBe(false);
    expect(await listUnreadable()).toEqual([unreadable(1)]);
  });

  it('[F12] keeps a megabyte that cannot be read', async () => {
    await ledger.keepUnreadable(TOY, unreadable(1, incompressible));
    expect(await listUnreadable()).toEqual([unreadable(1, incompressible)]);
  });
});
