import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { archivedTableCheck } from '../../desk/doctor/archived.ts';
import { type JsonService, startJsonService } from '../../local/stand-ins/json-service.ts';
import { createArchivedTable } from '../support/dynamodb.ts';
import { ledgerTables } from '../support/ledger-tables.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';

const TABLE = 'declarant-prod-archived';
const tables = ledgerTables();
/** The description of the stack's table by AWS. */
const described = {
  TableName: TABLE,
  TableStatus: 'ACTIVE',
  DeletionProtectionEnabled: true,
  KeySchema: [
    { AttributeName: 'name', KeyType: 'HASH' },
    { AttributeName: 'filing', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'filing', AttributeType: 'S' },
    { AttributeName: 'name', AttributeType: 'S' },
  ],
};
const expiry = { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' };

const services: JsonService[] = [];
afterEach(() => Promise.all(services.splice(0).map((service) => service.close())));

function lookedAt(client: DynamoDBClient, isLocal: boolean) {
  const { installation } = connectionOf(TOY);
  const own = { stage: 'prod', putUp: 'npx cdk deploy --all -c config=prod.json', isLocal };
  return archivedTableCheck({ ...installation, ...own, dynamodb: async () => client });
}

/** The finding where AWS describes the table of a deployed gateway so. */
async function found(changes: object, timeToLive: object = expiry) {
  const service = await startJsonService('DynamoDB', {
    DescribeTable: () => ({ Table: { ...described, ...changes } }),
    DescribeTimeToLive: () => ({ TimeToLiveDescription: timeToLive }),
  });
  services.push(service);
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'operator' };
  return lookedAt(new DynamoDBClient({ region: 'eu-west-3', endpoint: service.endpoint, credentials }), false);
}

describe('the table of what is archived', () => {
  it('is ok as the stack made it', async () => {
    expect(await found({})).toEqual({
      ...{ part: 'index of the archive', verdict: 'ok', remedy: null },
      says: `${TABLE} is there, with its keys`,
    });
  });

  it.each([
    ['of another name', { AttributeName: 'filing', KeyType: 'HASH' }],
    ['alone', undefined],
  ])('with a key %s is a fault, with what to do', async (_, other) => {
    const finding = await found({ KeySchema: other ? [other, described.KeySchema[0]] : [described.KeySchema[0]] });
    expect(finding).toMatchObject({ verdict: 'fault', says: expect.stringContaining('nothing is sent') });
    expect(finding.remedy).toContain('docs/backup.md');
  });

  it('with a key of another type is a fault', async () => {
    const AttributeDefinitions = described.AttributeDefinitions.map((one) => ({ ...one, AttributeType: 'N' }));
    expect((await found({ AttributeDefinitions })).verdict).toBe('fault');
  });

  it('that may be deleted, or removes nothing, is reported', async () => {
    expect(await found({ DeletionProtectionEnabled: false })).toMatchObject({
      verdict: 'warning',
      says: expect.stringContaining('may be deleted'),
    });
    const finding = await found({}, { TimeToLiveStatus: 'DISABLED' });
    expect(finding.verdict).toBe('warning');
    expect(finding.remedy).toContain(`--table-name ${TABLE} --time-to-live-specification Enabled=true`);
  });

  it('that is being made is a fault until it is there', async () => {
    expect(await found({ TableStatus: 'CREATING' })).toMatchObject({ verdict: 'fault', says: `${TABLE} is CREATING` });
  });

  it('is not there before a database has it, and then is, beside a local gateway too', async () => {
    const missing = await lookedAt(tables.client, true);
    expect(missing).toMatchObject({ verdict: 'fault', says: 'is not there' });
    expect(missing.remedy).toMatch(/^npx cdk deploy .*; or make it anew, as /);
    await createArchivedTable(tables.client, TABLE);
    expect(await lookedAt(tables.client, true)).toMatchObject({ verdict: 'ok' });
  });
});
