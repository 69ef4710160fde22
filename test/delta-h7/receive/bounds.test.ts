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
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { shown } from '../../../schemas/shown-filing.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { errorMessage } from '../../support/messages.ts';
import { SENT_AT } from '../../support/parked.ts';
import { sent } from '../../support/records.ts';

const LRN = 'FR26-TEST-1';
const declaration: FilingKey = { authority: 'delta-h7', kind: 'declaration', reference: LRN };
const request: FilingKey = { authority: 'delta-h7', kind: 'request', reference: 'REQ-1' };

/** A text that no compression makes smaller than this. */
const noise = (kilobytes: number) => randomBytes(kilobytes * 768).toString('base64');
const header = { messageId: 'm-1', messageDateTime: '2026-11-22T10:00:05+01:00[Europe/Paris]' };

describe('whatever an authority writes', () => {
  const tables = ledgerTables();

  /** Receives a message about a sent one, notifies of it, and returns what was kept and published. */
  async function taken(path: string, body: object, asks = 'Request_Amendment_H7') {
    const ledger = dynamoDbLedger({ client: tables.client, tableName: await tables.make(), retentionDays: 1 });
    await ledger.claim(declaration, sent());
    const asked = { declarations: [{ lrn: LRN }] };
    await ledger.claim(request, sent({ message: asks, body: JSON.stringify(asked) }));
    const route = callbackRoutes(['delta-h7']).find((one) => one.path === path);
    if (!route) throw new Error(`no route ${path}`);
    const pathParameters = { customsDeclarationReference: '2282319', customsRequestReference: 'D-77' };
    const event = { resource: path, httpMethod: 'POST', pathParameters, body: JSON.stringify(body) };
    const callback = readCallback(event as unknown as APIGatewayProxyEvent, route);
    const at = Date.parse(SENT_AT);
    const telemetry = { event() {}, problem() {} };
    const now = () => new Date(at + 6000);
    await keep(callback, { ledger, telemetry, now });

    const outcomes: Outcome[] = [];
    for (const key of [declaration, request]) {
      for (const record of await ledger.records(key)) {
        if (record.type !== 'received') continue;
        expect(JSON.parse(record.body)).toEqual(body);
        await notifyMessage(
          { filing: filingId(key), entry: receivedEntry(record) },
          {
            ...{ ledger, telemetry, now, release: async () => {}, overdueMinutes: { 'delta-h7': 30 } },
            technicalReplay: { 'delta-h7': { delaySeconds: 300, times: 2 } },
            outcomes: { publish: async (outcome) => void outcomes.push(outcome) },
          },
        );
      }
    }
    for (const one of outcomes) expect(publishedBytes(publication(one))).toBeLessThanOrEqual(262_144);
    const records = async (key: FilingKey): Promise<LedgerRecord[]> => ledger.records(key);
    return { ledger, outcomes, records, filing: shown(readFiling(declaration, await records(declaration)).filing) };
  }

  it('[F5, H7-Efunc] is kept and told: a description of 2 MB', async () => {
    const { filing, outcomes } = await taken(
      toOperator.declarationErrors,
      errorMessage(LRN, [
        { errorType: 15, errorCode: noise(2), errorPointer: noise(2), errorDescription: noise(2000) },
      ]),
    );
    expect(filing).toMatchObject({ status: 'rejected' });
    const cut = expect.stringMatching(/ … \(\d+ more characters\)$/);
    const error = { errorType: 15, errorCode: cut, errorPointer: cut, errorDescription: cut };
    expect(outcomes).toMatchObject([{ outcome: 'rejected', rejectedMessage: 'Creation_H7', errors: [error] }]);
  });

  it('[F5, H7-Etech] waits to go again: a technical error of 2 MB', async () => {
    const { filing, outcomes } = await taken(
      toOperator.declarationErrors,
      errorMessage(LRN, [{ errorDescription: noise(2000) }]),
    );
    expect(filing).toMatchObject({ status: 'waiting' });
    expect(outcomes).toMatchObject([{ outcome: 'error', status: 'waiting' }]);
  });

  it('[H7-X5] is told as an amendment: one that customs accepted without any words', async () => {
    const body = {
      header: { ...header, operatorRequestReference: 'REQ-1', lrn: LRN },
      request: { customsRequestReference: '77' },
      declaration: { lrn: LRN },
    };
    const { outcomes } = await taken(toOperator.requestResponses, body, 'Request_Amendment_H7');
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['amended', 'request-decided']);
  });

  it('[H7-X3, H7-X4] is told as a change of state, not as an amendment: an invalidation with a code that is not known', async () => {
    const body = {
      header: { ...header, operatorRequestReference: 'REQ-1' },
      request: { customsRequestReference: '77', acceptanceComment: 'oui' },
      declarations: [{ lrn: LRN, declarationState: { state: 'IVD' } }],
    };
    const { filing, outcomes } = await taken(toOperator.requestResponses, body, 'Request_Invalidation_H7');
    expect(filing).toMatchObject({ state: 'unknown', rawState: 'IVD' });
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['request-decided', 'state-changed']);
  });
});
