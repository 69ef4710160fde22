import { beforeEach, describe, expect, it } from 'vitest';
import { initialState } from '../../../functions/admission/state.ts';
import type { HousekeepingPorts } from '../../../functions/housekeeping/ports.ts';
import { warnExpiring } from '../../../functions/housekeeping/warn-expiring.ts';
import { dynamoDbCursors } from '../../../functions/ledger/cursors.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import type { FilingKey, ReceivedRecord } from '../../../functions/ledger/records.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { memoryFeedCursors } from '../../support/memory-feed-cursors.ts';
import { response, state } from '../../support/messages.ts';

const lane = { authority: 'delta-h7', share: { perSecond: 1, perHour: 100 }, warnDays: 3, overdueMinutes: 30 } as const;
const keyOf = (reference: string): FilingKey => ({ authority: 'delta-h7', kind: 'declaration', reference });

describe('housekeeping of a lane', () => {
  const tables = ledgerTables();
  let ports: HousekeepingPorts;
  let now: Date;
  let told: Outcome[];

  beforeEach(async () => {
    const { client } = tables;
    const tableName = await tables.make();
    now = new Date('2026-11-22T09:00:00.000Z');
    told = [];
    ports = {
      ledger: dynamoDbLedger({ client, tableName, retentionDays: 100 }),
      async *openFilings() {},
      cursors: dynamoDbCursors(client, tableName),
      outcomes: { publish: async (outcome) => void told.push(outcome) },
      telemetry: { event() {}, problem() {} },
      admissionOf: async () => initialState,
      deadLetters: { areThere: async () => false, look: async () => [], leave: async () => {} },
      releaseAll: async () => [],
      hasTime: () => true,
      feedCursors: memoryFeedCursors(),
      poll: async () => {},
      platformTrust: 'apart',
      now: () => now,
    };
  });

  const lodge = async (reference: string, at: string) => {
    const body = JSON.stringify(
      response({ lrn: reference, messageId: `r-${reference}`, state: 'ANT', at: `${at.slice(0, 19)}+00:00[UTC]` }),
    );
    const record = {
      type: 'received' as const,
      message: 'Response_H7',
      path: toOperator.declarationResponses,
      at,
      messageId: `r-${reference}`,
      body,
      drift: [],
    } satisfies ReceivedRecord;
    await ports.ledger.receive(keyOf(reference), record, { fact: 'anticipated' });
  };
  const states = async (reference: string, code: string, at: string) => {
    const body = JSON.stringify(
      state({ lrn: reference, messageId: `s-${reference}`, state: code, at: `${at.slice(0, 19)}+00:00[UTC]` }),
    );
    const record = {
      type: 'received' as const,
      message: 'State_H7',
      path: toOperator.declarationStates,
      at,
      messageId: `s-${reference}`,
      body,
      drift: [],
    } satisfies ReceivedRecord;
    await ports.ledger.receive(keyOf(reference), record, { fact: 'validated' });
  };

  it('[H7-X3c] warns, once, of anticipated declarations that customs will cancel', async () => {
    await lodge('EXPIRING', '2026-10-26T09:00:00.000Z');
    await lodge('YOUNG', '2026-10-26T09:30:00.000Z');
    await lodge('VALIDATED', '2026-10-26T08:00:00.000Z');
    await states('VALIDATED', 'VLD', '2026-11-01T08:00:00.000Z');
    await warnExpiring(lane, ports);
    expect(told).toMatchObject([
      {
        outcome: 'expiring',
        reference: 'EXPIRING',
        state: 'anticipated',
        id: 'expiring/delta-h7/declaration/EXPIRING',
      },
    ]);
    now = new Date('2026-11-22T09:29:00.000Z');
    await warnExpiring(lane, ports);
    expect(told).toHaveLength(1);
    now = new Date('2026-11-22T09:31:00.000Z');
    await warnExpiring(lane, ports);
    expect(told.map(({ reference }) => reference)).toEqual(['EXPIRING', 'YOUNG']);
  });

  it('[H7-X3c] catches up on the warnings of a time when housekeeping did not run', async () => {
    await warnExpiring(lane, ports);
    await lodge('MISSED', '2026-10-27T09:00:00.000Z');
    now = new Date('2026-11-24T12:00:00.000Z');
    await warnExpiring(lane, ports);
    expect(told.map(({ reference }) => reference)).toEqual(['MISSED']);
  });
});
