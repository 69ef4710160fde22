import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { filingId, receivedEntry } from '../../../functions/ledger/items.ts';
import type { FilingKey, LedgerRecord } from '../../../functions/ledger/records.ts';
import { notifyMessage } from '../../../functions/notify/notify-message.ts';
import { publication, publishedBytes } from '../../../functions/outcomes/publication.ts';
import { readCallback } from '../../../functions/receive/callback.ts';
import { keep } from '../../../functions/receive/keep.ts';
import { callbackRoutes } from '../../../schemas/catalogue.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { shown } from '../../../schemas/shown-filing.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { SENT_AT } from '../../support/parked.ts';
import { complaint, ID, news, recall, receipt } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { letterKey, requestKey, sent } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';

/** A text that no compression makes smaller than this. */
const noise = (kilobytes: number) => randomBytes(kilobytes * 768).toString('base64');
const header = { messageId: 'm-1' };
const asRequested = { header, request: 'REQ-1', decision: 'accepted' };

describe('whatever an authority writes', () => {
  const tables = ledgerTables();

  /** Receives a message about a sent one, notifies of it, and returns what was kept and published. */
  async function taken(path: string, body: object, asks = 'Change') {
    const ledger = dynamoDbLedger({ client: tables.client, tableName: await tables.make(), retentionDays: 1 });
    await ledger.claim(letterKey, sent());
    const asked = { ...recall('REQ-1', ID), id: ID };
    await ledger.claim(requestKey, sent({ message: asks, body: JSON.stringify(asked) }));
    const route = callbackRoutes([TOY]).find((one) => one.path === path);
    if (!route) throw new Error(`no route ${path}`);
    const pathParameters = { number: '77', requestNumber: 'D-77' };
    const event = { resource: path, httpMethod: 'POST', pathParameters, body: JSON.stringify(body) };
    const callback = readCallback(event as unknown as APIGatewayProxyEvent, route);
    const at = Date.parse(SENT_AT);
    const telemetry = { event() {}, problem() {} };
    const now = () => new Date(at + 6000);
    await keep(callback, { ledger, telemetry, now });

    const outcomes: Outcome[] = [];
    for (const key of [letterKey, requestKey]) {
      for (const record of await ledger.records(key)) {
        if (record.type !== 'received') continue;
        expect(JSON.parse(record.body)).toEqual(body);
        await notifyMessage(
          { filing: filingId(key), entry: receivedEntry(record) },
          {
            ...{ ledger, telemetry, now, release: async () => {}, overdueMinutes: { [TOY]: 30 } },
            technicalReplay: { [TOY]: { delaySeconds: 300, times: 2 } },
            outcomes: { publish: async (outcome) => void outcomes.push(outcome) },
          },
        );
      }
    }
    for (const one of outcomes) expect(publishedBytes(publication(one))).toBeLessThanOrEqual(262_144);
    const records = async (key: FilingKey): Promise<LedgerRecord[]> => ledger.records(key);
    return { ledger, outcomes, records, filing: shown(readFiling(letterKey, await records(letterKey)).filing) };
  }

  it('[F5] is kept and told: a description of 2 MB', async () => {
    const { filing, outcomes } = await taken(
      paths.complaints,
      complaint([{ errorType: 15, errorCode: noise(2), errorPointer: noise(2), errorDescription: noise(2000) }]),
    );
    expect(filing).toMatchObject({ status: 'rejected' });
    const cut = expect.stringMatching(/ … \(\d+ more characters\)$/);
    const error = { errorType: 15, errorCode: cut, errorPointer: cut, errorDescription: cut };
    expect(outcomes).toMatchObject([{ outcome: 'rejected', rejectedMessage: 'Letter', errors: [error] }]);
  });

  it('[F5] waits to go again: a technical error of 2 MB', async () => {
    const { filing, outcomes } = await taken(paths.complaints, complaint([{ errorDescription: noise(2000) }]));
    expect(filing).toMatchObject({ status: 'waiting' });
    expect(outcomes).toMatchObject([{ outcome: 'error', status: 'waiting' }]);
  });

  it('is kept and told: 9,000 errors', async () => {
    const errors = Array.from({ length: 9000 }, (_, n) => ({ errorCode: `E_${n}` }));
    const { filing, outcomes } = await taken(paths.complaints, complaint(errors));
    expect([filing.status, filing.errors.length, outcomes.length]).toEqual(['rejected', 9000, 1]);
  });

  it('is kept and told: texts of 200 kB in every field', async () => {
    const long = noise(200);
    const body = news({ tag: long, state: long, since: long, issued: long, number: long });
    const { filing, outcomes } = await taken(paths.news, body);
    expect(filing).toMatchObject({ state: 'unknown', rawState: long, tag: long });
    expect(outcomes).toMatchObject([{ outcome: 'state-changed' }]);
  });

  it('is kept and told: a price of 3 MB', async () => {
    const body = receipt({ price: { total: 32, note: noise(3000) } });
    const { filing, outcomes, ledger } = await taken(paths.receipts, body);
    expect(filing).toMatchObject({ status: 'answered', price: body.price });
    expect(JSON.parse(publication(outcomes[0] as Outcome).Message)).toMatchObject({
      ...{ outcome: 'accepted', leftOut: ['price'], seeAll: `declarant show ${ID}` },
    });
    expect(await ledger.findByAuthorityReference(TOY, 'declaration', '77')).toEqual(letterKey);
  });

  it("is kept with each declaration's filing: an amended one of 3 MB, and a reference of 10 kB of which there is none", async () => {
    const body = { ...asRequested, id: ID, number: noise(10), declaration: { note: noise(3000) } };
    const { filing, outcomes, records } = await taken(paths.decisions, body);
    expect(filing).toMatchObject({ declaration: body.declaration });
    expect(readFiling(requestKey, await records(requestKey)).filing).toMatchObject({
      request: { decision: 'accepted' },
    });
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['amended', 'request-decided']);
  });

  it('is told as a change of state, not as an amendment: a recall with a code that is not known', async () => {
    const body = { ...asRequested, number: '77', toys: [{ id: ID, state: 'LOST' }] };
    const { filing, outcomes } = await taken(paths.decisions, body, 'Recall');
    expect(filing).toMatchObject({ state: 'unknown', rawState: 'LOST' });
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['request-decided', 'state-changed']);
  });

  it('is kept: a registration with a number of 10 kB, found by the one in its path', async () => {
    const body = { header, request: 'REQ-1', number: noise(10) };
    const { records, ledger } = await taken(paths.registrations, body);
    expect(await records(requestKey)).toMatchObject([{ type: 'sent' }, { type: 'received' }]);
    expect(await ledger.findByAuthorityReference(TOY, 'request', 'D-77')).toEqual(requestKey);
  });

  it('is kept: 500 declarations in one decision, and those whose reference is none are left out', async () => {
    const one = (id: string) => ({ id, state: 'DROPPED', since: '2026-11-22T09:00:05.000Z' });
    const many = Array.from({ length: 500 }, (_, n) => one(`MANY-${n}`));
    const body = { ...asRequested, number: 'D-77', toys: [...many, one(noise(10)), one('')] };
    const { records, outcomes } = await taken(paths.decisions, body, 'Recall');
    const last = { authority: TOY, kind: 'declaration', reference: 'MANY-499' } as const;
    expect(await records(last)).toMatchObject([{ type: 'stated', via: { reference: 'REQ-1' } }]);
    expect(outcomes.length).toBe(501);
  }, 60_000);
});
