import '../support/toy/alone.ts';

import { describe, expect, it } from 'vitest';
import { status as statusCommand } from '../../desk/commands/token.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { rotatedLines, tokenLines } from '../../desk/render/token.ts';
import { tokenStatus } from '../../desk/token/token-status.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';
import { keptTerminal } from './support/terminal.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const current = { token: 'current', versionId: 'v2', createdAt: '2026-11-20T10:00:00.000Z' } as const;
const previous = { token: 'previous', versionId: 'v1', createdAt: '2026-01-02T10:00:00.000Z' } as const;

/** The status of a token whose versions were used last at these times. */
const status = (uses: Record<string, string>, taken = [current, previous] as Parameters<typeof tokenStatus>[1]) =>
  tokenStatus(
    'secret',
    taken,
    Object.entries(uses).map(([versionId, usedAt]) => ({ versionId, usedAt })),
    now,
    'toymaker',
  );

describe('the status of the callback token', () => {
  it('[H7-A5] names the token that toymaker uses: the one that was used last', () => {
    expect(status({}).usedByAuthority).toBeNull();
    expect(status({ v1: '2026-11-22T09:00:00.000Z' }).usedByAuthority).toBe('previous');
    expect(status({ v1: '2026-11-22T09:00:00.000Z', v2: '2026-11-22T10:00:00.000Z' }).usedByAuthority).toBe('current');
    expect(status({ v0: '2026-11-22T11:00:00.000Z' }).usedByAuthority).toBeNull();
  });

  it.each([
    ['there is only one', {}, [current], null],
    [
      'toymaker has left the previous one',
      { v1: '2026-11-22T09:00:00.000Z', v2: '2026-11-22T10:00:00.000Z' },
      null,
      null,
    ],
    ['the previous one never was used', { v2: '2026-11-22T10:00:00.000Z' }, null, null],
    ['toymaker has not used the current one', { v1: '2026-11-01T09:00:00.000Z' }, null, /not seen to use the current/],
    ['toymaker has used neither', {}, null, /not seen to use the current/],
    ['toymaker went back', { v1: '2026-11-22T09:00:00.000Z', v2: '2026-11-22T08:00:00.000Z' }, null, /still uses/],
    ['both are in use', { v1: '2026-11-22T10:30:00.000Z', v2: '2026-11-22T11:30:00.000Z' }, null, /still uses/],
  ])('[H7-A5] says what a change would do: %s, %j', (_, uses, taken, reason) => {
    const { changeWouldRefuse } = status(uses as Record<string, string>, taken ?? undefined);
    if (reason) expect(changeWouldRefuse).toMatch(reason);
    else expect(changeWouldRefuse).toBeNull();
  });

  it('is a table with the next step', () => {
    const lines = tokenLines(status({ v1: '2026-11-22T09:00:00.000Z' }), 'toymaker', keptTerminal().terminal);
    expect(lines[0]).toMatch(/^TOKEN +CREATED +USED BY TOYMAKER +VERSION$/);
    expect(lines[1]).toMatch(/^current +\S+ \S+.* +not seen +v2$/);
    expect(lines.slice(3)).toEqual([
      '',
      'Toymaker calls back with the previous token.',
      'Do not change it now: toymaker was not seen to use the current token yet.',
    ]);
    expect(tokenLines(status({}, [current]), 'toymaker', keptTerminal().terminal).slice(-2)).toEqual([
      'Toymaker has not called back with any of them yet.',
      'It can be changed: "declarant token rotate".',
    ]);
  });
});

it('tells where the new token of a deployed gateway is', () => {
  const rotated = { secret: 'a-secret', versionId: '1', versions: [], callbackUrl: null, file: null };
  const gateway = connectionOf(TOY);
  const deployed = { ...gateway, installation: { ...gateway.installation, isLocal: false } };
  const text = rotatedLines(rotated, deployed, keptTerminal().terminal).join('\n');
  expect(text).toContain('1. Read the token: aws secretsmanager get-secret-value --secret-id a-secret');
  expect(text).toContain('2. Send it to your contact at toymaker');
});

it('with --json has the token in use also under the name by which the operator knows it', async () => {
  const { terminal, out } = keptTerminal();
  const gateway: GatewayConnection = {
    ...connectionOf(TOY),
    callbackToken: async () => ({ name: 'a-secret', versions: async () => [current, previous], put: async () => 'v3' }),
    tokenUses: async () => ({
      note: async () => {},
      list: async () => [{ versionId: 'v2', usedAt: '2026-11-22T09:00:00.000Z' }],
    }),
  };
  expect(await statusCommand({ json: true }, () => gateway, terminal, now)).toBe(0);
  expect(JSON.parse(out.join(''))).toMatchObject({ usedByAuthority: 'current', usedByToymaker: 'current' });
});
