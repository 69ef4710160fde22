import '../support/toy/alone.ts';

import { beforeEach, describe, expect, it } from 'vitest';
import { withdraw } from '../../desk/commands/withdraw.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import type { PersonAction } from '../../functions/ledger/actions.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { Parked } from '../../functions/ledger/records.ts';
import { claim } from '../../functions/send/claim.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { parked } from '../support/parked.ts';
import { letterKey as key, sent } from '../support/toy/records.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';
import { memoryLedger } from './support/memory-ledger.ts';
import { keptTerminal } from './support/terminal.ts';

const options = {
  ...{ reference: key.reference, message: undefined, authority: undefined, kind: undefined },
  ...{ reason: ' ticket 4711 ', json: false },
};

describe('[F8] withdrawing a waiting message', () => {
  let ledger: ReturnType<typeof memoryLedger>;
  let told: Outcome[];
  let acted: PersonAction[];
  let ended: string[];
  let gateway: GatewayConnection;
  let terminal: ReturnType<typeof keptTerminal>;

  beforeEach(() => {
    ledger = memoryLedger();
    told = [];
    acted = [];
    ended = [];
    terminal = keptTerminal();
    gateway = {
      ...connectionOf(TOY),
      ledger: async () => ledger,
      queues: async () => ({}) as never,
      deadLetters: async () => 'http://q/dead',
      outcomes: async () => ({ publish: async (outcome) => void told.push(outcome) }),
      actor: async () => 'arn:aws:sts::1:assumed-role/Operator/anna',
      actions: async () => ({
        keep: async (action) => {
          acted.push(action);
          return { month: '', entry: '' };
        },
        end: async (_, result) => void ended.push(result),
        async *between() {},
      }),
    };
  });
  const run = (more: Partial<typeof options> = {}) =>
    withdraw({ ...options, ...more }, () => gateway, terminal.terminal);
  const filing = async () => readFiling(key, await ledger.records(key)).filing;

  it.each<[string, Partial<Parked>]>([
    ['for the lane', {}],
    ['for a declaration', { awaitsDeclaration: true }],
    ['for its replay', { technicalFailures: 2 }],
    ['for its own back-off', { failures: 5, alone: 4 }],
  ])('refuses and publishes its filing, and records the person and the reason: it waits %s', async (_, more) => {
    await ledger.claim(key, sent({ settlement: parked(more) }));
    expect(await run()).toBe(0);
    expect(await filing()).toMatchObject({
      status: 'refused',
      errors: [{ errorDescription: expect.stringMatching(/^withdrawn: ticket 4711/) }],
    });
    expect(told).toMatchObject([
      {
        outcome: 'refused',
        id: 'refused/toy/declaration/L-1/Letter/1/m-1',
        reference: key.reference,
        platform: 'shop-1',
      },
    ]);
    expect(acted).toMatchObject([
      { who: expect.stringContaining('anna'), action: 'withdraw', reference: key.reference, reason: 'ticket 4711' },
    ]);
    expect(ended).toEqual(['done']);
  });

  it('lets it be submitted again, as it was', async () => {
    await ledger.claim(key, sent({ settlement: parked() }));
    await run();
    expect(readFiling(key, await ledger.records(key)).mayBeSubmitted(sent())).toBe(true);
  });

  it('says that it may have arrived, only if a call of it had no clear answer', async () => {
    await ledger.claim(key, sent({ settlement: parked() }));
    await run();
    expect(terminal.err.join()).not.toContain('may have arrived');
    ledger = memoryLedger();
    await ledger.claim(key, sent({ settlement: parked({ mayHaveArrived: true }) }));
    expect(await run()).toBe(0);
    expect(terminal.err.join()).toContain('may have arrived');
    expect(terminal.err.join()).toContain(
      'Ask toymaker how it stands before it is submitted again (npx declarant wonder L-1).',
    );
    // The warning is repeated in later views and outcomes, and where the command is run again.
    expect((await filing()).errors[0]?.errorDescription).toMatch(/^withdrawn: ticket 4711; it may have arrived/);
    expect(told.at(-1)?.errors?.[0]?.errorDescription).toContain('it may have arrived');
    terminal.err.length = 0;
    expect(await run()).toBe(1);
    expect(terminal.err.join()).toContain('may have arrived');
  });

  it('[H7-E500t] lets a later submission know that it may have arrived: an error that its reference exists is no error then', async () => {
    const again = { ...sent(), claimedBy: 'q-2' };
    const delivery = { id: 'q-2', receiveCount: 1 };
    await ledger.claim(key, sent({ settlement: parked() }));
    await run();
    const unseen = await claim(ledger, key, again, delivery);
    expect(unseen).toMatchObject({ kind: 'send', record: { attempt: 2 } });
    expect(unseen.kind === 'send' && unseen.record.mayHaveArrived).toBeUndefined();
    ledger = memoryLedger();
    await ledger.claim(key, sent({ settlement: parked({ mayHaveArrived: true }) }));
    await run();
    const seen = await claim(ledger, key, again, delivery);
    expect(seen).toMatchObject({ kind: 'send', record: { attempt: 2, mayHaveArrived: true } });
  });

  it('takes one message of several if it is named', async () => {
    await ledger.claim(key, sent({ settlement: parked() }));
    const hurry = sent({
      message: 'Hurry',
      messageId: 'm-2',
      settlement: parked({ awaitsDeclaration: true }),
    });
    await ledger.claim(key, hurry);
    expect(await run({ message: 'Hurry' } as never)).toBe(0);
    expect(told.map(({ message }) => message)).toEqual(['Hurry']);
    expect(await run()).toBe(0);
    expect(told.map(({ message }) => message)).toContain('Letter');
  });

  it('leaves it to the sender that took it up first: the conditional write decides', async () => {
    const record = sent({ settlement: parked() });
    await ledger.claim(key, record);
    const { settle } = ledger;
    ledger.settle = async (...given) => {
      await ledger.resume(key, record, { body: '{}', at: '2026-11-22T09:05:00.000Z', by: 'p-1' });
      return settle(...given);
    };
    expect(await run()).toBe(1);
    expect(told).toEqual([]);
    expect(terminal.err.join()).toContain('taken up by a sender meanwhile');
  });

  it('publishes it at the second try if the first crashed before publishing', async () => {
    await ledger.claim(key, sent({ settlement: parked() }));
    await run();
    expect(await run()).toBe(1);
    expect(told.map(({ id }) => id)).toEqual(Array(2).fill('refused/toy/declaration/L-1/Letter/1/m-1'));
  });

  it('does nothing if nothing waits, and says so', async () => {
    const unknown = {
      code: 'NOT_FOUND',
      exitCode: 1,
      message: expect.stringContaining(`${key.reference} is not known`),
    };
    await expect(run()).rejects.toMatchObject(unknown);
    await ledger.claim(key, sent());
    await expect(run()).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('the declaration is sent'),
    });
    expect(ended).toEqual(['failed', 'failed']);
  });

  it('wants a reason, and references that exist', async () => {
    await expect(run({ reason: ' ' })).rejects.toMatchObject({ code: 'USAGE', exitCode: 2 });
    await expect(run({ message: 'Lettr' } as never)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(run({ kind: 'wagon' } as never)).rejects.toMatchObject({ code: 'USAGE' });
    expect(acted).toEqual([]);
  });

  it('does nothing if AWS does not name the person', async () => {
    await ledger.claim(key, sent({ settlement: parked() }));
    gateway = { ...gateway, actor: () => Promise.reject(new Error('no STS')) };
    await expect(run()).rejects.toThrow('no STS');
    expect((await filing()).status).toBe('waiting');
  });
});
