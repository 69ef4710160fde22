import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StandIn } from '../../../local/stand-ins/calls.ts';
import { clientOf, createLedgerTable, startEngine } from '../../support/dynamodb.ts';
import { tokenLives } from '../../support/token-lives.ts';

describe('the token of several instances', () => {
  let standIn: StandIn;
  let client: DynamoDBClient;
  beforeAll(async () => {
    standIn = await startEngine('dynalite');
    client = clientOf({ endpoint: standIn.endpoint, region: 'local' });
    await createLedgerTable(client, 'ledger');
  });
  afterAll(async () => {
    client.destroy();
    await standIn.close();
  });

  it('[H7-A2] is asked for as often as it expires, however many send with it', async () => {
    // The latest of these comes before the third token is given up, 30 s before it expires.
    const life = { seconds: 3 * 270, lifeSeconds: 300 };
    const seen = await tokenLives({ client, tableName: 'ledger', instances: 4, sends: 300, ...life });
    expect(seen).toEqual({ tokenRequests: 3, accepted: 300 });
  });
});
