import { describe, expect, it } from 'vitest';
import { dynamoDbAdmission } from '../../../functions/admission/dynamodb-admission.ts';
import { clientOf, createLedgerTable, startEngine } from '../../support/dynamodb.ts';

describe('an admission that cannot be read', () => {
  it('blocks once what was read is old, and ends no sender before', async () => {
    const standIn = await startEngine('dynalite');
    const client = clientOf({ endpoint: standIn.endpoint, region: 'local' });
    await createLedgerTable(client, 'unreadable');
    let clock = Date.parse('2026-11-22T09:00:00Z');
    const rules = { share: { perSecond: 10, perHour: 1000 }, horizonMs: 1000, pauseMs: 60_000, leaseMs: 30_000 };
    const lane = { client, tableName: 'unreadable', authority: 'toy', now: () => clock };
    const admission = dynamoDbAdmission({ ...lane, owner: 'o', rules });
    expect(await admission.isSending()).toBe(true);
    await standIn.close();

    clock += 250;
    // Reading ahead fails: a caller goes by the known state, and no rejection is left unhandled.
    expect(await admission.isSending()).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    clock += 250;
    await expect(admission.isSending()).rejects.toThrow();
    client.destroy();
  });
});
