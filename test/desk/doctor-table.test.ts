import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { backupCheck, retentionCheck, streamCheck, tableCheck } from '../../desk/doctor/table.ts';
import type { Installation } from '../../desk/gateway/gateway-connection.ts';
import { type JsonService, startJsonService } from '../../local/stand-ins/json-service.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';

const TABLE = 'declarant-prod-ledger';
const STREAM = `arn:aws:dynamodb:eu-west-3:1:table/${TABLE}/stream/2026-11-22T09:00:00.000`;
/** The description of the stack's table by AWS. */
const described = {
  TableName: TABLE,
  TableArn: `arn:aws:dynamodb:eu-west-3:1:table/${TABLE}`,
  TableStatus: 'ACTIVE',
  DeletionProtectionEnabled: true,
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
  LatestStreamArn: STREAM,
};
const recovery = (PointInTimeRecoveryStatus: string) => ({
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus },
  },
});
const expiry = (TimeToLiveStatus: string, AttributeName = 'expiresAt') => ({
  TimeToLiveDescription: { TimeToLiveStatus, AttributeName },
});

const services: JsonService[] = [];
afterEach(() => Promise.all(services.splice(0).map((service) => service.close())));

/** A deployed gateway whose table AWS describes so. */
async function installed(answers: Record<string, object>): Promise<Installation> {
  const operations = Object.entries(answers).map(([operation, answer]) => [operation, () => answer] as const);
  const service = await startJsonService('DynamoDB', Object.fromEntries(operations));
  services.push(service);
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'operator' };
  const client = new DynamoDBClient({ region: 'eu-west-3', endpoint: service.endpoint, credentials });
  return {
    ...connectionOf(TOY).installation,
    ...{ stage: 'prod', table: TABLE, putUp: 'npx cdk deploy --all -c config=prod.json', isLocal: false },
    dynamodb: async () => client,
    published: async () => ({ callbackUrl: undefined, version: undefined, ledgerStream: STREAM }),
  };
}
const withTable = (changes: object) => installed({ DescribeTable: { Table: { ...described, ...changes } } });

describe('the table of a deployed gateway', () => {
  it('is ok as the stack made it', async () => {
    const all = await installed({
      DescribeTable: { Table: described },
      DescribeContinuousBackups: recovery('ENABLED'),
      DescribeTimeToLive: expiry('ENABLED'),
    });
    const checks = [tableCheck, streamCheck, backupCheck, retentionCheck].map((look) => look(all));
    expect((await Promise.all(checks)).map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it('that may be deleted is reported', async () => {
    const found = await tableCheck(await withTable({ DeletionProtectionEnabled: false }));
    expect(found).toMatchObject({ verdict: 'warning', says: expect.stringContaining('may be deleted') });
  });

  it.each([
    ['has no stream, as one that was restored', { StreamSpecification: undefined, LatestStreamArn: undefined }],
    ['has another stream than the functions read', { LatestStreamArn: STREAM.replace('09:00', '11:00') }],
  ])('that %s is a fault, with what to do', async (_, changes) => {
    const found = await streamCheck(await withTable(changes));
    expect(found).toMatchObject({ verdict: 'fault', says: expect.stringContaining('told of no message') });
    expect(found.remedy).toContain('docs/backup.md');
  });

  it('that cannot be restored to a second is reported', async () => {
    const found = await backupCheck(await installed({ DescribeContinuousBackups: recovery('DISABLED') }));
    expect(found).toMatchObject({ verdict: 'warning', says: expect.stringContaining('point-in-time recovery is off') });
  });

  it.each([
    ['nothing', expiry('DISABLED')],
    ['by another attribute', expiry('ENABLED', 'ttl')],
  ])('that removes %s of the expired items is reported, with the command', async (_, answer) => {
    const found = await retentionCheck(
      await installed({ DescribeTable: { Table: described }, DescribeTimeToLive: answer }),
    );
    expect(found.verdict).toBe('warning');
    expect(found.remedy).toContain(`--table-name ${TABLE} --time-to-live-specification Enabled=true`);
  });
});
