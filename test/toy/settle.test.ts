import { openBooks } from '../support/books/kept-books.ts';
import '../support/toy/alone.ts';

import { beforeEach, describe, expect, it } from 'vitest';
import { list } from '../../desk/commands/list.ts';
import { type SettleOptions, settle } from '../../desk/commands/settle.ts';
import { show } from '../../desk/commands/show.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import type { Verdict } from '../../functions/authorities/authority.ts';
import type { PersonAction } from '../../functions/ledger/actions.ts';
import type { SentRecord } from '../../functions/ledger/records.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { memoryFilingActions } from '../desk/support/memory-filing-actions.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';
import { letter } from '../support/toy/messages.ts';

const submitted = { id: 'C-1', toy: 'train' };
const HOUR_MS = 3_600_000;
const WHO = 'arn:aws:sts::1:assumed-role/Operator/anna';
const answer = (message: string, body: object): Verdict => ({
  kind: 'accepted',
  httpStatus: 200,
  answer: { message, body: JSON.stringify(body) },
});
const orderNow = answer('Checked', { state: 'TAKEN', orderInMinutes: 0 });
const silence: Verdict = {
  ...{ kind: 'unavailable', cause: 'timeout', httpStatus: null, mayHaveArrived: true },
  error: { errorCode: 'timeout' },
};

let gateway: ToyGateway;
let acted: PersonAction[];
let ended: string[];
let who: string;
let terminal: ReturnType<typeof keptTerminal>;
let filingActions: ReturnType<typeof memoryFilingActions>;

beforeEach(async () => {
  gateway = new ToyGateway();
  gateway.toymaker.answers.push(orderNow, silence);
  [acted, ended, who, filingActions] = [[], [], WHO, memoryFilingActions()];
  await gateway.submit('Check', submitted);
  await gateway.pass(HOUR_MS);
});

const connection = (): GatewayConnection => ({
  ...connectionOf(TOY),
  ledger: async () => gateway.ledger,
  books: () => openBooks(gateway.ledger),
  outcomes: async () => gateway.ports.outcomes,
  filingActions: async () => filingActions,
  actor: async () => who,
  actions: async () => ({
    keep: async (action) => {
      acted.push(action);
      return { month: '', entry: '' };
    },
    end: async (_, result) => void ended.push(result),
    async *between() {},
  }),
});
const now = () => new Date(gateway.clock);
const run = (options: Partial<SettleOptions>) => {
  terminal = keptTerminal();
  return settle({ reference: 'C-1', ...options }, connection, terminal.terminal, now);
};
const fault = (options: Partial<SettleOptions>) =>
  run(options).then(
    () => undefined,
    ({ exitCode, message }) => ({ exitCode, message }),
  );
const created = { created: '4711' };
const notCreated = { notCreated: true, reason: 'not in the list at 14:00' };
const settledOnes = () => gateway.told.filter(({ id }) => id.startsWith('settled/'));

async function shown(reference: string, json: boolean): Promise<string> {
  const { terminal, out } = keptTerminal();
  await show({ reference, json }, connection, terminal, now());
  return out.join('\n');
}

describe('settling an unclear filing as created', () => {
  it('[OM-4] answers it: with the state that the contract says, under the number, told as accepted', async () => {
    expect(await run(created)).toBe(0);
    const filing = await gateway.filing('C-1');
    expect(filing).toMatchObject({ status: 'answered', state: 'released', authorityReference: '4711', errors: [] });
    expect(settledOnes()).toMatchObject([
      {
        ...{ id: 'settled/toy/declaration/C-1/Order/1/toy-1/Order', outcome: 'accepted', status: 'answered' },
        ...{ state: 'released', number: '4711', message: 'Order', platform: 'shop-1', errors: [] },
      },
    ]);
    expect(terminal.out).toEqual(['settled  Order of C-1, created as 4711: it is answered.']);
  });

  it('is found by the number, and in the list of its state, and is no longer unclear', async () => {
    await run(created);
    expect(JSON.parse(await shown('4711', true))).toMatchObject({ reference: 'C-1', references: { number: '4711' } });
    const listed = async (filter: object) => {
      const { terminal, out } = keptTerminal();
      await list({ since: ['1d'], json: true, ...filter }, connection, terminal, now());
      return JSON.parse(out.join('')).map(({ reference }: { reference: string }) => reference);
    };
    expect(await listed({ state: ['released'] })).toEqual(['C-1']);
    expect(await listed({ status: ['answered'] })).toEqual(['C-1']);
    expect(await listed({ status: ['unclear'] })).toEqual([]);
  });

  it('keeps who found it, when and why: in the history in both forms, and in the record of actions', async () => {
    const at = now().toISOString();
    await run({ ...created, reason: ' Ms Doe, by telephone ' });
    const { history } = await gateway.filing('C-1');
    expect(history.slice(-2)).toMatchObject([
      { message: 'Order', outcome: 'unclear', errors: [{ errorCode: 'timeout' }] },
      {
        ...{ at, direction: 'sent', message: 'Order', outcome: 'settled', httpStatus: null },
        settled: { by: WHO, created: true, number: '4711', reason: 'Ms Doe, by telephone' },
      },
    ]);
    expect(await filingActions.of({ authority: TOY, kind: 'declaration', reference: 'C-1' })).toMatchObject([
      { at, who: WHO, action: 'settle', reason: 'Ms Doe, by telephone', result: 'done' },
    ]);
    expect(await shown('C-1', false)).toMatch(
      new RegExp(`settled: created as 4711[^\\n]*\\n +by ${WHO}: Ms Doe, by telephone`),
    );
    expect(acted).toMatchObject([
      { action: 'settle', who: WHO, reference: 'C-1', reason: 'Ms Doe, by telephone', detail: 'created 4711' },
    ]);
    expect(ended).toEqual(['done']);
  });

  it('[OM-4] sends nothing, then or later', async () => {
    const calls = gateway.toymaker.calls.length;
    await run(created);
    await gateway.pass(HOUR_MS);
    expect(gateway.toymaker.calls).toHaveLength(calls);
    await gateway.submit('Check', submitted);
    expect(gateway.told.at(-1)).toMatchObject({ outcome: 'duplicate', status: 'answered' });
  });

  it('knows the number alone where the contract says no more', async () => {
    await gateway.submit('Letter', letter('L-1'));
    const lost = { authority: TOY, kind: 'declaration', reference: 'L-1' } as const;
    const sent = (await gateway.ledger.sent(lost, { message: 'Letter', attempt: 1 })) as SentRecord;
    const unclear = { verdict: 'unclear', httpStatus: 200, error: {}, at: now().toISOString() } as const;
    await gateway.ledger.settle(lost, sent, unclear);
    expect(await run({ reference: 'L-1', created: 'N-1' })).toBe(0);
    expect(await gateway.filing('L-1')).toMatchObject({ status: 'answered', state: null, authorityReference: 'N-1' });
  });
});

describe('settling an unclear filing as not created', () => {
  it('fails it with the reason, and tells the platform', async () => {
    expect(await run(notCreated)).toBe(0);
    const errors = [{ errorDescription: 'not there at the authority, as a person found: not in the list at 14:00' }];
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'failed', errors });
    expect(settledOnes()).toMatchObject([{ outcome: 'refused', status: 'failed', errors, message: 'Order' }]);
    expect(JSON.stringify(settledOnes())).not.toContain(WHO);
    expect(terminal.out).toEqual(['settled  Order of C-1, not created: it failed, and may be submitted again.']);
    expect(await shown('C-1', false)).toMatch(/failed, not done at the authority, as a person found/);
  });

  it('[OM-4] lets it be submitted again, unchanged', async () => {
    await run(notCreated);
    gateway.toymaker.answers.push(orderNow, answer('Ordered', { state: 'MADE' }));
    await gateway.submit('Check', submitted);
    await gateway.pass(60_000);
    expect(gateway.toymaker.calls.map(({ message }) => message)).toEqual(['Check', 'Order', 'Check', 'Order']);
    const { status, history } = await gateway.filing('C-1');
    expect(status).toBe('answered');
    // The answer to the second order says nothing of the first one.
    expect(history.map(({ outcome }) => outcome)).not.toContain('against the finding');
    expect(await fault(notCreated)).toMatchObject({ exitCode: 1, message: expect.stringContaining('is answered') });
  });
});

describe('settling a dialogue of two messages, of which the first is unclear', () => {
  const house = { ...{ message: 'Build', reference: 'H-1' }, payload: { house: 'red' } };
  const open: Verdict = { kind: 'unclear', httpStatus: 200, error: { errorDescription: 'interrupted' } };
  const surveys = () => gateway.toymaker.calls.filter(({ message }) => ['Survey', 'Build'].includes(message));
  const submit = () => gateway.submit(house.message, house.payload, { reference: house.reference });
  const building = () => gateway.filing('H-1', 'building');

  it('as created: the second is never sent', async () => {
    gateway.toymaker.answers.push(open);
    await submit();
    expect(await building()).toMatchObject({ status: 'unclear' });
    expect(await run({ reference: 'H-1', ...created })).toBe(0);
    await gateway.pass(HOUR_MS);
    expect(surveys().map(({ message }) => message)).toEqual(['Survey']);
    expect(await building()).toMatchObject({ status: 'answered', authorityReference: '4711' });
  });

  it('as not created: it begins anew where it is submitted again', async () => {
    gateway.toymaker.answers.push(open, answer('Surveyed', { state: 'WISHED' }), answer('Built', { number: '1' }));
    await submit();
    expect(await run({ reference: 'H-1', ...notCreated })).toBe(0);
    expect(await building()).toMatchObject({ status: 'failed' });
    await submit();
    await gateway.pass(60_000);
    expect(surveys().map(({ message }) => message)).toEqual(['Survey', 'Survey', 'Build']);
    expect(await building()).toMatchObject({ status: 'answered', authorityReference: '1' });
  });
});

describe('a finding', () => {
  it.each([
    ['both', { ...created, ...notCreated }],
    ['neither', { reason: 'because' }],
    ['no reason that it is not there', { notCreated: true }],
    ['a number with spaces', { created: '47 11' }],
    ['a number with a control character', { created: '47\u000711' }],
    ['no number', { created: '' }],
    ['a number without end', { created: '1'.repeat(101) }],
    ['a reason without end', { ...created, reason: 'x'.repeat(501) }],
  ])('with %s is wrong use, and nothing is done', async (_, options) => {
    expect(await fault(options)).toMatchObject({ exitCode: 2 });
    expect(acted).toEqual([]);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'unclear' });
  });

  it.each([
    ['is not known', { reference: 'C-9' }, /^C-9 is not known to/],
    ['is answered', { reference: 'C-2' }, /^C-2 is answered, not unclear: there is nothing to settle/],
  ])('about a filing that %s is refused', async (_, options, message) => {
    gateway.toymaker.answers.push(answer('Checked', { state: 'TAKEN' }));
    await gateway.submit('Check', { id: 'C-2', toy: 'car' });
    expect(await fault({ ...created, ...options })).toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(message),
    });
    expect(ended).toEqual(['failed']);
    expect(settledOnes()).toEqual([]);
  });

  it('is kept, and told again under the same id, where the command is repeated after a crash', async () => {
    gateway.failsToTell = 'accepted';
    await expect(run(created)).rejects.toThrow('not told');
    expect(ended).toEqual(['failed']);
    gateway.failsToTell = undefined;
    const first = (await gateway.filing('C-1')).history.at(-1);
    who = 'arn:aws:sts::1:assumed-role/Operator/berta';
    gateway.clock += HOUR_MS;
    expect([await run(created), await run({ ...created, json: true })]).toEqual([0, 0]);
    expect(JSON.parse(terminal.out.join(''))).toMatchObject({
      ...{
        authority: TOY,
        reference: 'C-1',
        message: 'Order',
        action: 'settled-before',
        created: true,
        number: '4711',
      },
      by: WHO,
    });
    expect(new Set(settledOnes().map(({ id }) => id)).size).toBe(1);
    expect((await gateway.filing('C-1')).history.at(-1)).toEqual(first);
  });

  it.each([
    [created, { created: '4712' }],
    [created, notCreated],
    [notCreated, created],
  ])('%o is not changed by another: %o', async (first, second) => {
    await run(first);
    const before = await gateway.filing('C-1');
    expect(await fault(second)).toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(/^C-1 was settled otherwise before: .*, by .*anna at .* stays/),
    });
    expect(await gateway.filing('C-1')).toEqual(before);
    expect(settledOnes()).toHaveLength(1);
  });

  it('is one of two that come at the same time: the other is told', async () => {
    const results = await Promise.allSettled([run(created), run({ created: '4712' })]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(settledOnes()).toHaveLength(1);
  });

  it('under the number of another filing is refused', async () => {
    await run(created);
    gateway.toymaker.answers.push(orderNow, silence);
    await gateway.submit('Check', { id: 'C-3', toy: 'car' });
    expect(await fault({ reference: 'C-3', ...created })).toMatchObject({
      exitCode: 1,
      message: '4711 is the number of C-1 already: look which of them it is. Nothing was changed.',
    });
    expect(await gateway.filing('C-3')).toMatchObject({ status: 'unclear' });
  });
});

describe('what is said of an unclear filing', () => {
  it('names the command, to a person and to the platform', async () => {
    const { terminal, err } = keptTerminal();
    await list({ since: ['1d'] }, connection, terminal, now());
    expect(err.join('\n')).toContain('npx declarant settle REFERENCE');
    expect(await shown('C-1', false)).toMatch(/unclear, .*npx declarant settle C-1/);
    expect(gateway.told.find(({ outcome }) => outcome === 'unclear')).toMatchObject({
      settleWith: 'declarant settle C-1',
    });
  });
});
