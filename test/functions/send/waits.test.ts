import { describe, expect, it } from 'vitest';
import { parkedForDeclaration, publishWaiting } from '../../../functions/send/parked-for-declaration.ts';
import { parkedForLane } from '../../../functions/send/parked-for-lane.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import { SENT_AT } from '../../support/parked.ts';
import { letterKey, sent } from '../../support/toy/records.ts';

const now = new Date(SENT_AT);

describe('a message that waits while the authority cannot be spoken to', () => {
  const until = now.getTime() + 60_000;

  it('[H7-S4] is due when the pause is over, and says what it waits for', () => {
    expect(parkedForLane({ until, reason: 'unavailable' }, now, {}, 60)).toEqual({
      verdict: 'parked',
      httpStatus: null,
      error: { errorDescription: 'waits: unavailable' },
      at: SENT_AT,
      due: '2026-11-22T09:01:00.000Z',
    });
  });

  it('is due at once, and not before it was parked, where the pause is over already', () => {
    expect(parkedForLane({ until: until - 120_000, reason: 'unavailable' }, now, {}, 60)).toMatchObject({
      due: SENT_AT,
    });
  });
});

describe('a message that awaits an answer about a declaration', () => {
  const ports = { now: () => now, waitForDeclarationMinutes: 60 };
  const submitted = (minutesAgo: number) => ({ at: new Date(now.getTime() - minutesAgo * 60_000).toISOString() });
  const dueAfter = (minutesAgo: number) =>
    parkedForDeclaration(submitted(minutesAgo), { reason: 'not answered' }, ports).due;

  it('[H7-C1] waits with its reason, and goes as soon as that answer comes', () => {
    expect(parkedForDeclaration(submitted(0), { reason: 'not answered' }, ports)).toEqual({
      verdict: 'parked',
      httpStatus: null,
      error: { errorDescription: 'not answered' },
      at: SENT_AT,
      due: '2026-11-22T09:01:00.000Z',
      awaitsDeclaration: true,
    });
  });

  it('is looked at again after as long as it has waited, between a minute and an hour', () => {
    expect(dueAfter(0.5)).toBe('2026-11-22T09:01:00.000Z');
    expect(dueAfter(7)).toBe('2026-11-22T09:07:00.000Z');
    expect(dueAfter(600)).toBe('2026-11-22T10:00:00.000Z');
  });

  it('[F7] is looked at when its patience is over at the latest, where the declaration may never come', () => {
    const due = (minutesAgo: number) =>
      parkedForDeclaration(
        submitted(minutesAgo),
        { reason: 'not known', orNever: [] },
        { ...ports, waitForDeclarationMinutes: 50 },
      ).due;
    expect(due(0)).toBe('2026-11-22T09:01:00.000Z');
    expect(due(40)).toBe('2026-11-22T09:10:00.000Z');
  });

  it('[H7-C1] is told to its platform, under one id however often', async () => {
    const told: unknown[] = [];
    const events: unknown[] = [];
    const ports = {
      outcomes: { publish: async (outcome: unknown) => void told.push(outcome) },
      telemetry: { event: (...event: unknown[]) => void events.push(event) },
    } as unknown as SendPorts;
    await publishWaiting(letterKey, sent({ message: 'Hurry' }), 'not answered', ports);
    const about = {
      authority: 'toy',
      message: 'Hurry',
      reference: 'L-1',
      kind: 'declaration',
      platform: 'shop-1',
    };
    expect(told).toEqual([
      {
        ...about,
        id: 'waiting/toy/declaration/L-1/Hurry/1/m-1',
        at: SENT_AT,
        outcome: 'waiting',
        messageId: 'm-1',
        status: 'waiting',
        errors: [{ errorDescription: 'not answered' }],
      },
    ]);
    expect(events).toEqual([['message.waiting', { ...about, messageId: 'm-1', reason: 'not answered' }]]);
  });
});
