import { ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, it } from 'vitest';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey, ReceivedRecord, SentRecord } from '../../../functions/ledger/records.ts';
import { describeOnEngines } from '../../support/engines.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { paths } from '../../support/toy/paths.ts';
import { TOY } from '../../support/toy/register.ts';

const sent: SentRecord = {
  type: 'sent',
  message: 'Letter',
  attempt: 1,
  at: '2026-11-22T09:00:00.000Z',
  messageId: 'm-1',
  platform: 'shop-1',
  digest: 'd-1',
  claimedBy: 'q-1',
  body: JSON.stringify({ déclaration: 'é'.repeat(2000) }),
};
const received: ReceivedRecord = {
  type: 'received',
  message: 'Receipt',
  path: paths.receipts,
  at: '2026-11-22T09:00:02.000Z',
  messageId: 'x'.repeat(291),
  body: '{"header":{}}',
  drift: ['/tag: wrong'],
};
const settlement = {
  verdict: 'parked',
  httpStatus: null,
  error: { errorDescription: 'no answer in time' },
  at: '2026-11-22T09:00:01.000Z',
  due: '2026-11-22T09:05:00.000Z',
} as const;

describeOnEngines('the ledger on %s', (engine) => {
  const tables = ledgerTables(engine);
  let ledger: Ledger;
  let tableName: string;
  const key: FilingKey = { authority: TOY, kind: 'declaration', reference: 'L/1' };

  beforeEach(async () => {
    tableName = await tables.make();
    ledger = dynamoDbLedger({ client: tables.client, tableName, retentionDays: 10 });
  });

  const listed = async (fact: string, since = '2026-11-22T00:00:00.000Z') => {
    const found = [];
    for await (const one of ledger.recent(TOY, fact, '2026-11-22', since)) found.push(one);
    return found;
  };

  it('keeps records as they were written, oldest first', async () => {
    await ledger.receive(key, received, { fact: 'validated' });
    await ledger.claim(key, sent);
    expect(await ledger.records(key)).toEqual([sent, received]);
    expect(await ledger.records({ ...key, reference: 'other' })).toEqual([]);
  });

  it('gives a claim to one of many who race for it', async () => {
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ledger.claim(key, { ...sent, messageId: `m-${n}` })),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await ledger.records(key)).toHaveLength(1);
  });

  it('[H7-R3] stores a message once however often it comes', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => ledger.receive(key, received, { fact: 'validated' })),
    );
    expect(results.filter((result) => result === 'stored')).toHaveLength(1);
    expect(await ledger.records(key)).toHaveLength(1);
  });

  it('keeps one of two findings about an unclear send, and finds the filing by the number in it', async () => {
    await ledger.claim(key, sent);
    const was = { verdict: 'unclear', httpStatus: 504, error: {}, at: settlement.at } as const;
    await ledger.settle(key, sent, was);
    const finding = { verdict: 'settled', isDone: true, by: 'anna', was, at: '2026-11-22T10:00:00.000Z' } as const;
    const facts = { authorityReference: 'N-1', state: { raw: 'TAKEN' } };
    const claims = await Promise.all(
      ['N-1', 'N-2'].map((number) =>
        ledger.settle(key, sent, { ...finding, facts: { ...facts, authorityReference: number } }, was),
      ),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    const number = claims[0] ? 'N-1' : 'N-2';
    expect(await ledger.findByAuthorityReference(TOY, 'declaration', number)).toEqual(key);
    const kept = { ...sent, settlement: { ...finding, facts: { ...facts, authorityReference: number } } };
    expect(await ledger.records(key)).toEqual([kept]);
  });

  it('records what became of a send without touching the message', async () => {
    await ledger.claim(key, sent);
    await ledger.settle(key, sent, settlement);
    expect(await ledger.records(key)).toEqual([{ ...sent, settlement }]);
  });

  it('does not settle what was never claimed', async () => {
    await expect(ledger.settle(key, sent, settlement)).rejects.toThrow('no send');
    expect(await ledger.records(key)).toEqual([]);
  });

  it('finds a filing by the reference that the authority gave it, and only by that', async () => {
    await ledger.receive(key, received, { fact: 'validated', authorityReference: '77' });
    expect(await ledger.findByAuthorityReference(TOY, 'declaration', '77')).toEqual(key);
    expect(await ledger.findByAuthorityReference(TOY, 'declaration', '78')).toBeUndefined();
  });

  it('lists filings by facts from which a clock runs, and by no others', async () => {
    await ledger.claim(key, sent);
    await ledger.receive(key, received, { fact: 'anticipated' });
    await ledger.receive(key, { ...received, messageId: 'r-9' }, { fact: 'validated' });
    expect(await listed('anticipated')).toEqual([key]);
    expect(await listed('anticipated', '2026-11-22T09:00:03.000Z')).toEqual([]);
    for (const fact of ['sent', 'validated']) expect(await listed(fact)).toEqual([]);
  });

  it('has the messages of a filing that came between two instants', async () => {
    await ledger.claim(key, sent);
    await ledger.receive(key, received, { fact: 'validated' });
    const came = async (since: string, until: string) => {
      const found = [];
      for await (const one of ledger.received(key, since, until)) found.push(one.filing);
      return found;
    };
    expect(await came(received.at, received.at)).toEqual([`${TOY}/declaration/L/1`]);
    expect(await came('2026-11-22T00:00:00.000Z', '2026-11-22T00:00:01.000Z')).toEqual([]);
  });

  it('notes since when an answer is overdue, the latest time alone', async () => {
    await ledger.claim(key, sent);
    for (const since of ['2026-11-22T10:00:00.000Z', '2026-11-22T11:00:00.000Z', '2026-11-22T10:00:00.000Z'])
      await ledger.markOverdue(key, sent, since);
    expect(await ledger.sent(key, sent)).toMatchObject({ overdueSince: '2026-11-22T11:00:00.000Z' });
  });

  it('lists an enquiry with those of its day also while it is parked', async () => {
    const enquiry: FilingKey = { ...key, kind: 'consultation' };
    await ledger.claim(key, sent);
    await ledger.claim(enquiry, { ...sent, message: 'Ask' });
    const ofDay = async (day: string) => {
      const found = [];
      for await (const one of ledger.enquiries(TOY, day)) found.push(one);
      return found;
    };
    expect(await ofDay('2026-11-22')).toEqual([enquiry]);
    await ledger.settle(enquiry, { message: 'Ask', attempt: 1, platform: 'shop-1' }, settlement);
    expect(await ofDay('2026-11-22')).toEqual([enquiry]);
    expect(await ofDay('2026-11-21')).toEqual([]);
  });

  const due = async (by: string) => {
    const found = [];
    for await (const waiting of ledger.due(TOY, by, 'lane')) found.push(waiting);
    return found;
  };

  it('lists what waits by when it may go, the longest due first, whatever the day', async () => {
    const other = { ...key, reference: 'L/2' };
    await ledger.claim(key, { ...sent, settlement });
    await ledger.claim(other, { ...sent, settlement: { ...settlement, due: '2026-11-20T09:00:00.000Z' } });
    expect(await due('2026-11-19T00:00:00.000Z')).toEqual([]);
    expect((await due('2026-11-23T00:00:00.000Z')).map((waiting) => waiting.key)).toEqual([other, key]);
    expect((await due('2026-11-22T09:05:00.000Z')).at(-1)).toEqual({
      key,
      sent: { message: 'Letter', attempt: 1 },
      platform: sent.platform,
      due: settlement.due,
    });
  });

  it('goes round the platforms, and each has its longest due first', async () => {
    const parkedFor = (platform: string, reference: string, due: string) =>
      ledger.claim({ ...key, reference }, { ...sent, platform, settlement: { ...settlement, due } });
    // Names that begin alike, of every character that a name may have around the slash.
    const names = ['A', 'A-b', 'A.b', 'A0', '-', 'z_', '9'];
    for (const name of names)
      for (const hour of ['07', '08', '06']) await parkedFor(name, `${name}/${hour}`, `2026-11-22T${hour}:00:00.000Z`);
    await parkedFor('LATER', 'LATER/10', '2026-11-22T10:00:00.000Z');
    const found = await due('2026-11-22T09:00:00.000Z');
    const rounds = ['06', '07', '08'].map((hour) => names.map((name) => `${name}/${hour}`).toSorted());
    const references = found.map((waiting) => waiting.key.reference);
    const count = names.length;
    expect([0, 1, 2].map((n) => references.slice(n * count, (n + 1) * count).toSorted())).toEqual(rounds);
    expect(found.map(({ key: { reference }, platform }) => reference.split('/')[0] === platform)).not.toContain(false);
    expect(references).toHaveLength(3 * count);
    for (const waiting of found) expect(await ledger.defer(waiting, '2026-11-22T09:30:00.000Z')).toBe(true);
    expect(await due('2026-11-22T09:00:00.000Z')).toEqual([]);
  });

  it('releases what an earlier version listed by the time alone', async () => {
    await ledger.claim(key, { ...sent, settlement });
    await ledger.claim({ ...key, reference: 'EARLIER' }, { ...sent, settlement });
    const Key = { filing: { S: `${TOY}/declaration/EARLIER` }, entry: { S: 'sent/Letter/001' } };
    await tables.client.send(
      new UpdateItemCommand({
        ...{ TableName: tableName, Key, UpdateExpression: 'SET fact = :fact, factAt = :due' },
        ExpressionAttributeValues: { ':fact': { S: `${TOY}/waiting/every-day` }, ':due': { S: settlement.due } },
      }),
    );
    const found = await due('9');
    expect(found.map((waiting) => waiting.key.reference).toSorted()).toEqual(['EARLIER', key.reference].toSorted());
    const earlier = found.find((waiting) => waiting.key.reference === 'EARLIER');
    if (!earlier) throw new Error('it is not found');
    expect(await ledger.defer(earlier, '2026-11-22T10:00:00.000Z')).toBe(true);
    expect((await due('9')).find(({ key: { reference } }) => reference === 'EARLIER')?.due).toBe(
      '2026-11-22T10:00:00.000Z',
    );
  });

  it('lets one of many take up what waits, with its body completed', async () => {
    const waiting = { ...sent, settlement };
    await ledger.claim(key, waiting);
    const taken = await Promise.all(
      Array.from({ length: 10 }, () =>
        ledger.resume(key, waiting, { body: '{"complete":true}', at: '2026-11-22T10:00:00.000Z', by: 'q-2' }),
      ),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await ledger.sent(key, sent)).toEqual({
      ...sent,
      resumedBy: 'q-2',
      body: '{"complete":true}',
      resumedAt: '2026-11-22T10:00:00.000Z',
    });
    expect(await due('9')).toEqual([]);
  });

  it('settles what waited only where nobody took it up meanwhile', async () => {
    const waiting = { ...sent, settlement };
    await ledger.claim(key, waiting);
    const later = { ...settlement, at: '2026-11-22T09:10:00.000Z' };
    expect(await ledger.resume(key, waiting, { body: '{}', at: '2026-11-22T10:00:00.000Z', by: 'q-2' })).toBe(true);
    expect(await ledger.settle(key, sent, later, settlement)).toBe(false);
    expect((await ledger.sent(key, sent))?.settlement).toBeUndefined();
  });

  it('keeps another body under the same messageId beside the first', async () => {
    expect(await ledger.receive(key, received, { fact: 'validated' })).toBe('stored');
    expect(await ledger.receive(key, { ...received, body: '{"header":{},"other":1}' }, { fact: 'validated' })).toBe(
      'stored',
    );
    expect(await ledger.receive(key, received, { fact: 'validated' })).toBe('repeated');
    expect(await ledger.records(key)).toHaveLength(2);
  });

  it('leaves what waits for later only where nobody took it up', async () => {
    await ledger.claim(key, { ...sent, settlement });
    const [waiting] = await due('9');
    if (!waiting) throw new Error('nothing waits');
    expect(await ledger.defer(waiting, '2026-11-22T10:00:00.000Z')).toBe(true);
    expect(await ledger.defer(waiting, '2026-11-22T11:00:00.000Z')).toBe(false);
    expect(await due('9')).toMatchObject([{ due: '2026-11-22T10:00:00.000Z' }]);
  });

  it('keeps what was asked and stated about a declaration elsewhere, once', async () => {
    const via = { kind: 'request', reference: 'R-1' } as const;
    const asked = {
      type: 'asked',
      message: 'Recall',
      at: '2026-11-22T09:00:00.000Z',
      messageId: 'm-1',
      attempt: 1,
      via,
    } as const;
    const stated = {
      type: 'stated',
      message: 'Recalled',
      at: '2026-11-22T09:00:01.000Z',
      messageId: 'm-2',
      via,
      facts: { decision: 'accepted', state: { raw: 'DROPPED', since: '2026-11-22T10:00:00+01:00[Europe/Paris]' } },
    } as const;
    for (let time = 0; time < 2; time += 1) {
      await ledger.ask(key, asked);
      await ledger.state(key, stated, { fact: 'invalidated' });
    }
    expect(await ledger.records(key)).toEqual([asked, stated]);
  });

  it('lets every record expire after the retention', async () => {
    await ledger.claim(key, sent);
    const { Items } = await tables.client.send(new ScanCommand({ TableName: tableName }));
    expect(Items?.[0]?.['expiresAt']?.N).toBe(String(Date.parse('2026-12-02T09:00:00Z') / 1000));
  });
});
