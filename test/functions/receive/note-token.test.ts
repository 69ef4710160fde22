import { beforeEach, describe, expect, it } from 'vitest';
import { tokenNotes } from '../../../functions/receive/note-token.ts';
import { dynamoDbTokenUses, type TokenUses } from '../../../functions/tokens/token-uses.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';

const HOUR_MS = 3_600_000;

describe('a note of the token that the authority uses', () => {
  const tables = ledgerTables();
  let uses: TokenUses;
  let writes: number;
  let told: string[];
  let now: Date;
  beforeEach(async () => {
    uses = dynamoDbTokenUses(tables.client, await tables.make());
    [writes, told, now] = [0, [], new Date('2026-11-22T09:00:00.000Z')];
  });

  const instance = (fails = false) =>
    tokenNotes({
      uses: {
        async note(use) {
          writes += 1;
          if (fails) throw new Error('no table');
          await uses.note(use);
        },
      },
      telemetry: {
        event: (name, fields) => told.push(`${name} ${(fields as { token?: string }).token}`),
        problem: (name) => told.push(name),
      },
      now: () => now,
    });
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };

  it('[H7-A5] is kept, and told, once an hour for each token, whatever the callbacks', async () => {
    const note = instance();
    for (let n = 0; n < 100; n += 1) {
      await note({ token: 'current', versionId: 'v1' });
      later(1000);
    }
    expect([writes, told]).toEqual([1, ['callback-token.used current']]);
    await note({ token: 'current', versionId: 'v2' });
    await note({ token: 'previous', versionId: 'v1' });
    expect([writes, told.length]).toEqual([2, 2]);
    later(HOUR_MS);
    await note({ token: 'previous', versionId: 'v1' });
    expect(told.at(-1)).toBe('callback-token.used previous');
    expect((await uses.list()).sort((a, b) => (a.versionId < b.versionId ? -1 : 1))).toEqual([
      { versionId: 'v1', usedAt: '2026-11-22T10:01:40.000Z' },
      { versionId: 'v2', usedAt: '2026-11-22T09:01:40.000Z' },
    ]);
  });

  it('keeps the latest, whoever comes last', async () => {
    await uses.note({ versionId: 'v1', usedAt: '2026-11-22T10:00:00.000Z' });
    await uses.note({ versionId: 'v1', usedAt: '2026-11-22T09:00:00.000Z' });
    expect(await uses.list()).toEqual([{ versionId: 'v1', usedAt: '2026-11-22T10:00:00.000Z' }]);
  });

  it('that cannot be kept stops no callback, and is not tried with each', async () => {
    const note = instance(true);
    await note({ token: 'current', versionId: 'v1' });
    await note({ token: 'current', versionId: 'v1' });
    expect([writes, told]).toEqual([1, ['callback-token.used current', 'callback-token.unnoted']]);
  });
});
