import { describe, expect, it } from 'vitest';
import { tokenLines } from '../../desk/render/token.ts';
import { tokenStatus } from '../../desk/token/token-status.ts';
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
