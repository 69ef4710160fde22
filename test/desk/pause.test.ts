import { describe, expect, it } from 'vitest';
import { pause, resume } from '../../desk/commands/pause.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import type { Breaker } from '../../functions/admission/state.ts';
import { outcome } from '../../schemas/outcome.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';
import { keptTerminal } from './support/terminal.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const closed: Breaker = { state: 'closed' };
const paused: Breaker = { state: 'paused', reason: 'toymaker\nannounced it', since: now.getTime() - 60_000 };

/** A lane with this breaker before it is switched. */
function laneThatWas(before: Breaker, publish: (told: unknown) => Promise<void> = async () => {}) {
  const calls: unknown[] = [];
  const told: unknown[] = [];
  const open = (): GatewayConnection => ({
    ...connectionOf(TOY),
    laneSwitch: async () => ({
      pause: async (reason) => {
        calls.push(['pause', reason]);
        return before;
      },
      resume: async (reason) => {
        calls.push(['resume', reason]);
        return before;
      },
      state: () => Promise.reject(new Error('not needed')),
      lastWord: async () => undefined,
    }),
    outcomes: async () => ({
      publish: async (one) => {
        await publish(one);
        told.push(one);
      },
    }),
  });
  return { calls, told, open };
}
const options = { lane: TOY, reason: ' maintenance ', json: false };

describe('pause and resume', () => {
  it('[H7-S6] switch a lane with a reason, which platforms are told', async () => {
    for (const [command, before, word] of [
      [pause, closed, 'paused'],
      [resume, paused, 'resumed'],
    ] as const) {
      const { calls, told, open } = laneThatWas(before);
      const { terminal, out } = keptTerminal();
      expect(await command({ ...options, json: true }, open, terminal, now)).toBe(0);
      expect(calls).toEqual([[command.name, 'maintenance']]);
      const at = now.toISOString();
      expect(JSON.parse(out.join(''))).toEqual({ lane: TOY, word, reason: 'maintenance', at });
      expect(told.map((one) => outcome().strict().parse(one))).toEqual([
        expect.objectContaining({ outcome: `lane-${word}`, authority: TOY, reference: null, message: null }),
      ]);
      expect(told).toEqual([expect.objectContaining({ reason: 'maintenance', at })]);
    }
  });

  it('do nothing to a lane that is in that state already, and tell no platform', async () => {
    const { terminal } = keptTerminal();
    const was = laneThatWas(paused);
    await expect(pause(options, was.open, terminal, now)).rejects.toMatchObject({
      code: 'NOT_CHANGED',
      exitCode: 1,
      message: 'toy is paused already, since 2026-11-22 12:59:00 +01:00: toymaker announced it',
    });
    const wasNot = laneThatWas(closed);
    await expect(resume(options, wasNot.open, terminal, now)).rejects.toMatchObject({
      exitCode: 1,
      message: 'toy is not paused: it is closed, and stays as it is.',
    });
    expect([...was.told, ...wasNot.told]).toEqual([]);
  });

  it.each([undefined, '  ', 'x'.repeat(501)])('want a reason that can be kept (%s)', async (reason) => {
    const { calls, open } = laneThatWas(closed);
    await expect(pause({ ...options, reason }, open, keptTerminal().terminal, now)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('--reason'),
    });
    expect(calls).toEqual([]);
  });

  it('report a lane that was switched without the platforms being told', async () => {
    const { open } = laneThatWas(closed, () => Promise.reject(Object.assign(new Error('no'), { name: 'Denied' })));
    await expect(pause(options, open, keptTerminal().terminal, now)).rejects.toMatchObject({
      exitCode: 1,
      message: 'toy is paused, but the platforms could not be told: Denied: no',
    });
  });
});
