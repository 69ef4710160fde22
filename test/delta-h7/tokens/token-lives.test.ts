import { beforeAll, describe, expect, it } from 'vitest';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { tokenLives } from '../../support/token-lives.ts';

describe('the token of several instances', () => {
  const tables = ledgerTables();
  let tableName: string;
  beforeAll(async () => {
    tableName = await tables.make();
  });

  it('[H7-A2] is asked for as often as it expires, however many send with it', async () => {
    // The latest of these comes before the third token is given up, 30 s before it expires.
    const life = { seconds: 3 * 270, lifeSeconds: 300 };
    const seen = await tokenLives({ client: tables.client, tableName, instances: 4, sends: 300, ...life });
    expect(seen).toEqual({ tokenRequests: 3, accepted: 300 });
  });
});
