import '../support/toy/alone.ts';

import type { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { acting } from '../../desk/actions/acting.ts';
import { readingBodies } from '../../desk/actions/reading-bodies.ts';
import { switchLane } from '../../desk/actions/switch-lane.ts';
import { note } from '../../desk/commands/note.ts';
import { show } from '../../desk/commands/show.ts';
import { readOnPage } from '../../desk/console/filing/read-on-page.ts';
import { exportFilings } from '../../desk/exports/export-filings.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { refusedPermission } from '../../desk/gateway/refused-permission.ts';
import { putAll } from '../../desk/submit/put-all.ts';
import type { PersonAction } from '../../functions/ledger/actions.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { letterLife } from '../support/toy/life.ts';
import { letterKey } from '../support/toy/records.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';
import { memoryFilingActions } from './support/memory-filing-actions.ts';
import { memoryLedger } from './support/memory-ledger.ts';
import { keptTerminal } from './support/terminal.ts';

const denied = (permission: string, name = 'AccessDeniedException') =>
  Object.assign(
    new Error(
      `User: arn:aws:sts::1:assumed-role/Clerk/anna is not authorized to perform: ${permission} on resource: x`,
    ),
    { name, $metadata: { httpStatusCode: 400 } },
  );

/** A gateway that keeps what people do. */
function gatewayThat(more: Partial<GatewayConnection> = {}) {
  const kept: (PersonAction | string)[] = [];
  const gateway: GatewayConnection = {
    ...connectionOf(TOY),
    actions: async () => ({
      keep: async (action) => {
        kept.push(action);
        return { month: '', entry: '' };
      },
      end: async (_, result) => void kept.push(result),
      async *between() {},
    }),
    ...more,
  };
  return { gateway, kept };
}

describe('a person acts', () => {
  const about = { action: 'pause', authority: TOY, reason: 'maintenance' };

  it('only once it is kept who does it, when and why; and then how it ended', async () => {
    const { gateway, kept } = gatewayThat();
    const before = async () => void expect(kept).toMatchObject([{ who: 'somebody', ...about, at: expect.any(String) }]);
    await acting(gateway, about, before);
    await expect(acting(gateway, about, () => Promise.reject(new TypeError('a defect')))).rejects.toThrow(TypeError);
    expect(kept.filter((one) => typeof one === 'string')).toEqual(['done', 'failed']);
  });

  it('and it is kept how far it came, where it was stopped or failed', async () => {
    const { gateway, kept } = gatewayThat();
    const ends: unknown[] = [];
    const actions = await gateway.actions();
    const noting = {
      ...gateway,
      actions: async () => ({ ...actions, end: async (_: unknown, ...of: unknown[]) => void ends.push(of) }),
    };
    const stopped = () => ({ result: 'stopped' as const, detail: '3 of 9' });
    await acting(noting, about, async () => {}, stopped);
    await acting(noting, about, () => Promise.reject(new Error('no')), stopped).catch(() => {});
    expect(ends).toEqual([
      ['stopped', '3 of 9'],
      ['failed', '3 of 9'],
    ]);
    expect(kept).toHaveLength(2);
  });

  it.each([
    ['AccessDeniedException', 'dynamodb:UpdateItem'],
    ['AccessDenied', 'sqs:sendmessage'],
    ['AuthorizationErrorException', 'SNS:Publish'],
  ])('without a permission (%s): the fault names it', async (name, permission) => {
    const { gateway } = gatewayThat();
    await expect(acting(gateway, about, () => Promise.reject(denied(permission, name)))).rejects.toMatchObject({
      name: 'DeskFault',
      code: 'ACCESS_DENIED',
      exitCode: 1,
      permission,
    });
  });

  it('not at all where the record of it is refused', async () => {
    const { gateway } = gatewayThat({ actions: () => Promise.reject(denied('dynamodb:PutItem')) });
    let isDone = false;
    const act = async () => {
      isDone = true;
    };
    await expect(acting(gateway, about, act)).rejects.toMatchObject({ permission: 'dynamodb:PutItem' });
    expect(isDone).toBe(false);
  });
});

describe('a refused permission', () => {
  it('is found below another error, and in no other one', () => {
    expect(refusedPermission(new Error('it failed', { cause: denied('sns:Publish') }))).toEqual({
      permission: 'sns:Publish',
    });
    expect(refusedPermission(Object.assign(new Error('no'), { name: 'AccessDenied' }))).toEqual({
      permission: undefined,
    });
    expect(refusedPermission(new Error('throttled'))).toBeUndefined();
  });

  it('[H7-S6] to tell the platforms leaves the lane paused, and says both', async () => {
    const { gateway } = gatewayThat({
      laneSwitch: async () => ({ pause: async () => ({ state: 'closed' }) }) as never,
      outcomes: async () => ({ publish: () => Promise.reject(denied('sns:Publish')) }),
    });
    await expect(switchLane(gateway, 'pause', { lane: TOY, reason: 'maintenance' })).rejects.toMatchObject({
      code: 'AWS',
      permission: 'sns:Publish',
      message: expect.stringContaining('toy is paused, but the platforms could not be told'),
    });
  });

  it('to put anything on an outbox is one fault, not one a submission', async () => {
    const sqs = { send: () => Promise.reject(denied('sqs:sendmessage', 'AccessDenied')) } as unknown as SQSClient;
    const { gateway } = gatewayThat({ queues: async () => sqs, outbox: async () => 'http://q/outbox' });
    const one = { source: 'a', authority: TOY, message: 'Letter', platform: 'desk', reference: 'L-1', body: '{}' };
    await expect(putAll(gateway, [one, one])).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('a note', () => {
  it('is kept with who and when, changes nothing of its filing, and show has it', async () => {
    const ledger = memoryLedger();
    await letterLife(ledger).sent('L-1', '2026-11-22T09:00:00.000Z');
    const before = await ledger.records(letterKey);
    const filingActions = memoryFilingActions();
    const { gateway, kept } = gatewayThat({ ledger: async () => ledger, filingActions: async () => filingActions });
    const now = new Date('2026-11-22T10:00:00.000Z');
    const { terminal, out } = keptTerminal();
    expect(
      await note({ reference: 'L-1', text: ' the shop calls\nback ', json: true }, () => gateway, terminal, now),
    ).toBe(0);
    const about = { who: 'somebody', action: 'note', authority: TOY, reference: 'L-1', reason: 'the shop calls\nback' };
    expect(JSON.parse(out.join(''))).toEqual({ at: now.toISOString(), ...about });
    expect(kept).toMatchObject([about, 'done']);
    expect(await ledger.records(letterKey)).toEqual(before);
    const shownBy = async (json: boolean) => {
      const told = keptTerminal();
      await show({ reference: 'L-1', json }, () => gateway, told.terminal, now);
      return told.out.join('\n');
    };
    expect(JSON.parse(await shownBy(true)).actions).toEqual([{ at: now.toISOString(), ...about }]);
    expect(await shownBy(false)).toContain('  2026-11-22 11:00:00 +01:00  somebody\n    note: the shop calls back');
    for (const text of ['  ', 'x'.repeat(1001)])
      await expect(note({ reference: 'L-1', text }, () => gateway, terminal)).rejects.toMatchObject({ exitCode: 2 });
    await expect(note({ reference: 'L-2', text: 'x' }, () => gateway, terminal)).rejects.toMatchObject({ exitCode: 1 });
  });
});

describe('auditReads', () => {
  const installation = (auditReads: boolean) => ({
    ...connectionOf(TOY).installation,
    configuration: () => ({ auditReads }) as never,
  });
  const keys = (count: number) => Array.from({ length: count }, (_, n) => ({ ...letterKey, reference: `L-${n}` }));

  it('keeps who reads the messages of which filing, where it is set', async () => {
    const { gateway, kept } = gatewayThat({ installation: installation(true) });
    await readingBodies(gateway, [letterKey], 'show');
    const about = { who: 'somebody', action: 'read', reason: null };
    expect(kept).toMatchObject([{ ...about, authority: TOY, reference: 'L-1', detail: 'show' }, 'done']);
    await readingBodies(gateway, keys(101), 'export');
    const details = kept.flatMap((one) => (typeof one === 'string' ? [] : [one.detail]));
    expect(details.slice(1).map((detail) => detail?.split(', ').length)).toEqual([100, 1]);
    expect(details.at(-1)).toBe('export: toy/declaration/L-100');
  });

  it('keeps it of an export before a filing is read, and of a page once, however often that looks again', async () => {
    const { gateway, kept } = gatewayThat({ installation: installation(true) });
    const ledger = memoryLedger();
    await letterLife(ledger).sent('L-1', '2026-11-22T09:00:00.000Z');
    const written: string[] = [];
    const exported = await exportFilings(
      { authorities: [TOY], until: '2026-11-22T10:00:00.000Z' },
      { beginning: '', of: () => 'a filing' },
      { write: async (text) => void written.push(text) },
      {
        books: {
          all: async function* () {
            yield* keys(101).map((key) => ({ ...key, at: '' }) as FilingSummary);
          },
        },
        ledger: {
          async records() {
            expect(kept.length).toBeGreaterThan(0);
            return ledger.records(letterKey);
          },
        },
        now: () => new Date(),
        reading: (some) => readingBodies(gateway, some, 'export'),
      },
    );
    expect([exported.filings, written.length]).toEqual([101, 101]);
    expect(kept.filter((one) => one === 'done')).toHaveLength(2);
    kept.length = 0;
    for (const minute of [0, 10, 20, 36]) await readOnPage(gateway, letterKey, false, new Date(minute * 60_000 + 9e11));
    expect(kept.filter((one) => one === 'done')).toHaveLength(2);
  });

  it.each([true, false])(
    'refuses what cannot be kept, with messages: %s; nothing is kept where it is not set',
    async (messages) => {
      const ledger = memoryLedger();
      await letterLife(ledger).sent('L-1', '2026-11-22T09:00:00.000Z');
      const ports = { ledger: async () => ledger, actions: () => Promise.reject(denied('dynamodb:PutItem')) };
      const { terminal, out } = keptTerminal();
      const options = { reference: 'L-1', messages, json: true };
      const refused = show(
        options,
        () => ({ ...connectionOf(TOY), ...ports, installation: installation(true) }),
        terminal,
      );
      await expect(refused).rejects.toMatchObject({ code: 'ACCESS_DENIED', permission: 'dynamodb:PutItem' });
      expect(out).toEqual([]);
      await show(options, () => ({ ...connectionOf(TOY), ...ports, installation: installation(false) }), terminal);
      const { history, declaration } = JSON.parse(out.join(''));
      expect([declaration, history]).toMatchObject([{}, [messages ? { body: expect.anything() } : {}]]);
    },
  );
});
