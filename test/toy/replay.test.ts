import '../support/toy/alone.ts';

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { allowedNext } from '../../desk/actions/allowed-messages.ts';
import { checkMessage, submitMessage } from '../../desk/actions/submit-message.ts';
import { type ReplayOptions, replay } from '../../desk/commands/replay.ts';
import { withdraw } from '../../desk/commands/withdraw.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { correctedPayload, readCorrection } from '../../desk/replay/correction.ts';
import { hourEffect } from '../../desk/replay/hour-effect.ts';
import { paceOf } from '../../desk/replay/pace.ts';
import { planReplay } from '../../desk/replay/plan.ts';
import { runReplay } from '../../desk/replay/run.ts';
import { trialReplay } from '../../desk/replay/trial.ts';
import { bucketOf } from '../../functions/admission/hour.ts';
import { initialState } from '../../functions/admission/state.ts';
import type { BooksFilter } from '../../functions/books/books.ts';
import type { PersonAction } from '../../functions/ledger/actions.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { lawOf } from '../../schemas/settings.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { memoryFilingActions } from '../desk/support/memory-filing-actions.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { house, plays } from '../support/toy/dialogue.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';
import { change, complaint, letter, receipt } from '../support/toy/messages.ts';
import { paths } from '../support/toy/paths.ts';

interface Sent {
  constructor: { name: string };
  input: {
    Entries: { Id: string; MessageBody: string; MessageAttributes?: { redrivenFrom: { StringValue: string } } }[];
  };
}

let gateway: ToyGateway;
let acted: PersonAction[];
let filingActions: ReturnType<typeof memoryFilingActions>;
let keys: FilingKey[];
let bodies: string[];
let redrives: { claimId: string; senderId: string; body: string }[];
let putFails: boolean;
let onPut: () => void;
let onRead: () => void;
let senders: string[] | undefined;
let terminal: ReturnType<typeof keptTerminal>;

beforeEach(() => {
  gateway = new ToyGateway();
  [acted, keys, bodies, redrives, putFails, senders] = [[], [], [], [], false, undefined];
  [onPut, onRead] = [() => {}, () => {}];
  filingActions = memoryFilingActions();
});

const sqs = {
  async send({ constructor: { name }, input }: Sent) {
    if (name !== 'SendMessageBatchCommand') throw new Error(name);
    if (putFails) throw Object.assign(new Error('no route'), { name: 'NetworkingError' });
    for (const { MessageBody } of input.Entries) {
      bodies.push(MessageBody);
      gateway.put(MessageBody, 'AROADESK');
    }
    onPut();
    return { Successful: input.Entries.map(({ Id }) => ({ Id, MessageId: `m-${Id}` })) };
  },
} as unknown as SQSClient;

const connection = (): GatewayConnection => ({
  ...connectionOf(TOY),
  ledger: async () => gateway.ledger,
  queues: async () => sqs,
  outbox: async () => 'http://q/outbox',
  deadLetters: async () => 'http://q/dead',
  outcomes: async () => gateway.ports.outcomes,
  share: () => ({ perSecond: 1000, perHour: 1_000_000 }),
  laneSwitch: async () => ({ state: async () => gateway.admission }) as never,
  actor: async () => 'arn:aws:sts::1:assumed-role/Operator/anna',
  actions: async () => ({
    keep: async (action) => {
      acted.push(action);
      return { month: '', entry: '' };
    },
    end: async (_, result, detail) =>
      void acted.push({ ...(acted.at(-1) as PersonAction), result, ...(detail !== undefined && { detail }) }),
    async *between() {},
  }),
  filingActions: async () => filingActions,
  redrives: async () => ({ note: async (_, one) => void redrives.push(one), senderOf: async () => undefined }),
  books: async () => ({ all: matching, find: async () => [] }) as never,
  installation: {
    ...connectionOf(TOY).installation,
    configuration: () => (senders ? ({ platforms: [{ name: 'shop-1', senders }] } as never) : undefined),
  },
});

/** The filings that match, as the books have them, by their statuses alone. */
async function* matching({ statuses }: BooksFilter): AsyncGenerator<FilingSummary> {
  for (const key of keys) {
    onRead();
    const { status } = readFiling(key, await gateway.ledger.records(key)).filing;
    if (statuses?.includes(status)) yield { ...key, status } as FilingSummary;
  }
}

/** A letter that the toymaker rejects. */
async function rejected(id: string, more: object = {}): Promise<void> {
  keys.push({ authority: TOY, kind: 'declaration', reference: id });
  await gateway.submit('Letter', letter(id, more));
  await gateway.pass(1000);
  await gateway.callBack(paths.complaints, complaint(undefined, { id, messageId: `e-${id}-${gateway.clock}` }));
  await gateway.pass(1000);
}

const run = (options: Partial<ReplayOptions> = {}) => {
  terminal = keptTerminal();
  const all: ReplayOptions = { references: [], reason: 'ticket 4711', json: true, ...options };
  return replay(all, connection, terminal.terminal, new Date(gateway.clock));
};
const rows = () => JSON.parse(terminal.out.join('\n'));
const fault = (options: Partial<ReplayOptions>) =>
  run(options).then(
    () => undefined,
    (error) => error,
  );
const filing = (reference: string, kind?: string) => gateway.filing(reference, kind);
const wish = (more: object = {}) => ({ reason: 'ticket', correction: [], now: new Date(gateway.clock), ...more });
const keyOf = (reference: string, kind = 'declaration'): FilingKey => ({ authority: TOY, kind, reference });

describe('replay', () => {
  it('submits a rejected filing again: corrected, under its own platform and reference, with a new id, by name and with the reason', async () => {
    await rejected('L-1');
    const [before] = (await filing('L-1')).history;
    expect(await run({ references: ['L-1'], set: ['/wish="a boat"'] })).toBe(0);
    const [row] = rows();
    expect(rows()).toEqual([{ reference: 'L-1', action: 'replayed', messageId: expect.stringMatching(/^toy-/) }]);
    expect(JSON.parse(bodies[0] ?? '')).toEqual({
      ...{ authority: TOY, message: 'Letter', platform: 'shop-1' },
      payload: { id: 'L-1', wish: 'a boat', header: { messageId: row.messageId } },
    });
    await gateway.run();
    const sent = (await filing('L-1')).history.filter(({ direction }) => direction === 'sent');
    expect(sent.map(({ messageId }) => messageId)).toEqual([before?.messageId, row.messageId]);
    expect(await filing('L-1')).toMatchObject({ status: 'sent', platform: 'shop-1' });
    const who = 'arn:aws:sts::1:assumed-role/Operator/anna';
    const detail = expect.stringContaining('changed /wish');
    expect(acted).toMatchObject([
      { who, action: 'replay', reason: 'ticket 4711', authority: TOY, reference: 'L-1', detail },
      { action: 'replay', result: 'done' },
    ]);
    expect(await filingActions.of(keyOf('L-1'))).toMatchObject([
      { who, action: 'replay', reference: 'L-1', reason: 'ticket 4711', detail: 'changed /wish', result: 'done' },
    ]);
  });

  it('files nothing twice: on its way, answered, or submitted again before, it is left out', async () => {
    await rejected('L-1');
    expect(await run({ status: ['rejected'] })).toBe(0);
    // It lies on the outbox, and nobody has taken it up.
    expect(await run({ status: ['rejected'] })).toBe(0);
    expect(rows()).toEqual([
      {
        reference: 'L-1',
        action: 'skipped',
        reason: expect.stringMatching(/^it was submitted again already, at .* by arn/),
      },
    ]);
    await gateway.run();
    expect(await run({ references: ['L-1'] })).toBe(1);
    expect(rows()).toMatchObject([{ action: 'skipped', reason: 'it was sent, and its answer is awaited' }]);
    await gateway.callBack(paths.receipts, receipt({ id: 'L-1' }));
    expect(await run({ references: ['L-1'] })).toBe(1);
    expect(rows()).toMatchObject([{ action: 'skipped', reason: 'it is answered' }]);
    expect(gateway.toymaker.calls).toHaveLength(2);
    expect(bodies).toHaveLength(1);
  });

  it('goes again where the authority rejects it once more', async () => {
    await rejected('L-1');
    await run({ references: ['L-1'] });
    await gateway.pass(60_000);
    await gateway.callBack(paths.complaints, complaint(undefined, { id: 'L-1', messageId: 'e-2' }));
    await gateway.pass(60_000);
    expect(await run({ references: ['L-1'], set: ['/wish="a boat"'] })).toBe(0);
    expect(rows()).toMatchObject([{ action: 'replayed' }]);
  });

  it('[H7-E400] leaves out a text that was refused for good, and takes it corrected', async () => {
    gateway.toymaker.answers.push({ kind: 'refused', httpStatus: 400, error: { errorCode: 'NO' } });
    await gateway.submit('Letter', letter('L-1'));
    expect(await run({ references: ['L-1'] })).toBe(1);
    expect(rows()).toEqual([
      { reference: 'L-1', action: 'skipped', reason: 'it was turned down for good as it is: correct it' },
    ]);
    expect(await run({ references: ['L-1'], set: ['/wish="a boat"'] })).toBe(0);
  });

  it('[H7-Efunc] takes what we refused ourselves, once its faults are corrected', async () => {
    await gateway.submit('Letter', letter('L-1', { wish: 7 }));
    expect((await filing('L-1')).status).toBe('refused');
    expect(await run({ references: ['L-1'] })).toBe(1);
    expect(rows()).toMatchObject([
      { action: 'skipped', reason: expect.stringMatching(/^it would be refused: \/payload\/wish: a string/) },
    ]);
    expect(await run({ references: ['L-1'], set: ['/payload/wish="a boat"'] })).toBe(0);
    await gateway.run();
    expect((await filing('L-1')).status).toBe('sent');
  });

  it('[OM-4] never takes what is unclear, nor what was withdrawn and may have arrived', async () => {
    gateway.toymaker.answers.push(plays.mayBeBuilt, plays.leftOpen);
    await gateway.submit('Build', house, { reference: 'B-1' });
    expect((await filing('B-1', 'building')).status).toBe('unclear');
    expect(await run({ references: ['B-1'] })).toBe(1);
    expect(rows()).toMatchObject([
      { action: 'skipped', reason: 'it may have been done: find out, and settle it first' },
    ]);
    expect(bodies).toEqual([]);
  });

  it('[OM-4] leaves out what was withdrawn and may have arrived, where it must not be done twice', async () => {
    const key = keyOf('B-1', 'building');
    await gateway.ledger.claim(key, {
      ...{ type: 'sent', message: 'Build', attempt: 1, at: '2026-11-22T09:00:00.000Z', messageId: 'm-1' },
      ...{ platform: 'shop-1', digest: 'd-1', claimedBy: 'q-1', body: '{"house":"red"}' },
      settlement: {
        ...{ verdict: 'refused', httpStatus: null, error: {}, at: '2026-11-22T09:01:00.000Z' },
        ...{ isWithdrawn: true, mayHaveArrived: true },
      },
    });
    expect(await run({ references: ['B-1'] })).toBe(1);
    expect(rows()).toMatchObject([
      { action: 'skipped', reason: 'it may have arrived: ask toymaker before it is submitted again' },
    ]);
  });

  it('[H7-E500t] keeps in mind that what was withdrawn may have arrived, though it has a new id', async () => {
    gateway.toymaker.answers.push(plays.silence);
    await gateway.submit('Letter', letter('L-1'));
    await withdraw({ reference: 'L-1', reason: 'no answer' }, connection, keptTerminal().terminal);
    expect((await filing('L-1')).status).toBe('refused');
    expect(await run({ references: ['L-1'] })).toBe(0);
    gateway.admission = initialState;
    await gateway.run();
    expect(gateway.toymaker.calls.at(-1)).toMatchObject({ message: 'Letter', mayHaveArrived: true });
  });

  it('[TO-6] has nothing to submit again of what the authority alone wrote of', async () => {
    await gateway.callBack(paths.complaints, complaint(undefined, { id: 'X-1' }));
    expect((await filing('X-1')).status).toBe('rejected');
    expect(await run({ references: ['X-1'] })).toBe(1);
    expect(rows()).toMatchObject([{ action: 'skipped', reason: 'nothing that was submitted of it is kept' }]);
  });

  it('[OM-4] takes a dialogue from its beginning once it was rejected, under the reference of its envelope', async () => {
    gateway.toymaker.answers.push(plays.mayBeBuilt, plays.buildRejected);
    await gateway.submit('Build', house, { reference: 'B-1' });
    expect(await run({ references: ['B-1'], set: ['/house="blue"'] })).toBe(0);
    expect(JSON.parse(bodies[0] ?? '')).toEqual({
      ...{ authority: TOY, message: 'Build', platform: 'shop-1', reference: 'B-1' },
      payload: { house: 'blue' },
    });
  });

  it('is refused as wrong use', async () => {
    await rejected('L-1');
    const cases: [Partial<ReplayOptions>, RegExp][] = [
      [{}, /^Say which: REFERENCE…, or a filter/],
      [{ references: ['L-1'], status: ['rejected'] }, /leave out --status/],
      [{ references: ['L-1'], reason: ' ' }, /--reason/],
      [{ references: ['L-1'], set: ['wish=1'] }, /JSON Pointer that begins at the payload/],
      [{ references: ['L-1'], set: ['/wish=a boat'] }, /a text stands in double quotes/],
      [{ references: ['L-1'], set: ['/__proto__/x=1'] }, /no message has such a field/],
      [{ references: ['L-1'], set: ['/id="L-2"'] }, /changes a reference of L-1/],
      [{ references: ['L-1'], patch: '/none' }, /there is no such file/],
      [{ status: ['rejected'], since: ['3x'] }, /--since 3x/],
    ];
    for (const [options, message] of cases)
      expect(await fault(options)).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
    expect([bodies, acted]).toEqual([[], []]);
  });

  it('changes no reference of what it is about either', async () => {
    await gateway.submit('Letter', letter('L-1'));
    await gateway.callBack(paths.receipts, receipt({ id: 'L-1' }));
    await gateway.submit('Change', change('C-1', 'L-1'));
    await gateway.callBack(paths.requestComplaints, { ...complaint(), request: 'C-1' });
    expect((await filing('C-1', 'request')).status).toBe('rejected');
    expect(await fault({ references: ['C-1'], set: ['/id="L-9"'] })).toMatchObject({ exitCode: 2 });
    expect(await run({ references: ['C-1'], set: ['/wish="a boat"'] })).toBe(0);
    await gateway.run();
    expect((await filing('C-1', 'request')).status).toBe('sent');
  });

  it('says with --dry-run what would go and what not, and how much of the hour it takes, and submits nothing', async () => {
    for (const id of ['L-1', 'L-2', 'L-3']) await rejected(id);
    await gateway.submit('Letter', letter('L-4', { wish: 7 }));
    keys.push(keyOf('L-4'));
    const filter = { status: ['rejected', 'refused'], since: ['1d'] };
    expect(await run({ ...filter, dryRun: true, reason: undefined })).toBe(0);
    expect(rows()).toEqual([
      ...['L-1', 'L-2', 'L-3'].map((reference) => ({ reference, action: 'would-replay' })),
      { reference: 'L-4', action: 'skipped', reason: expect.stringContaining('it would be refused') },
    ]);
    expect(await run({ ...filter, dryRun: true, json: false, set: ['/wish="a boat"'], limit: 2 })).toBe(0);
    expect(terminal.out.join('\n')).toBe(
      [
        'would replay  2 filings, corrected',
        '  L-1',
        '    /wish: a train becomes a boat',
        '  L-2',
        '    /wish: a train becomes a boat',
        '2 filings more match, beyond --limit',
        'toy: 2 messages beside 4 of 1000000 in the last hour; sent within 1 min at the earliest',
      ].join('\n'),
    );
    expect(await run({ ...filter, dryRun: true, json: false, set: ['/wish="a boat"'], limit: 1 })).toBe(0);
    expect(terminal.out.join('\n')).toContain('toy: 1 message beside 4 of 1000000');
    expect([bodies, acted]).toEqual([[], []]);
  });

  it('takes as many as the limit says, and the next run goes on with the others', async () => {
    for (const id of ['L-1', 'L-2', 'L-3']) await rejected(id);
    const filter = { status: ['rejected'], since: ['1d'] };
    const [since, now] = [86_400_000, 0].map((ago) => new Date(gateway.clock - ago).toISOString());
    expect(await run({ ...filter, limit: 2 })).toBe(0);
    expect(rows().map(({ action }: { action: string }) => action)).toEqual(['replayed', 'replayed']);
    expect(terminal.err.join()).toContain(
      `1 more match, beyond --limit. To go on: npx declarant replay --status rejected --since ${since} --until ${now} --reason 'ticket 4711'`,
    );
    await gateway.run();
    expect(await run({ ...filter, limit: 2 })).toBe(0);
    expect(rows()).toMatchObject([{ reference: 'L-3', action: 'replayed' }]);
  });

  it('stops when it is told to: what was put is told, the rest goes another time', async () => {
    const all = Array.from({ length: 25 }, (_, n) => `L-${n}`);
    for (const id of all) await rejected(id);
    const controller = new AbortController();
    const seen: string[] = [];
    const sleep = async () => controller.abort();
    const options = { reason: 'ticket', correction: [], signal: controller.signal, sleep };
    const done = await runReplay(connection(), keys, {
      ...options,
      onRow: ({ reference }) => void seen.push(reference),
    });
    expect(done).toMatchObject({
      left: all.slice(10).map((reference) => ({ reference })),
      rows: all.slice(0, 10).map((reference) => ({ reference, action: 'replayed' })),
    });
    expect(seen).toEqual(all.slice(0, 10));
    await runReplay(connection(), keys, { reason: 'ticket', correction: [], sleep: async () => {} });
    expect(bodies.map((body) => JSON.parse(body).payload.id)).toEqual(all);
  });

  it('tells what was done until Ctrl-C, how to go on within the limit, and the record how far it came', async () => {
    for (let n = 0; n < 22; n += 1) await rejected(`L-${n}`);
    // A filing that is rejected once more meanwhile has a later fact than the instant at which it began.
    const period = [86_400_000, 0].map((ago) => new Date(gateway.clock - ago).toISOString());
    onPut = () => void process.emit('SIGINT');
    expect(await run({ status: ['rejected'], since: ['1d'], limit: 21 })).toBe(1);
    expect(rows().map(({ action }: { action: string }) => action)).toEqual(Array(10).fill('replayed'));
    expect(terminal.err.join()).toBe(
      `Stopped: 11 of 21 were not reached. To go on: npx declarant replay --status rejected --since ${period[0]} --until ${period[1]} --limit 11 --reason 'ticket 4711'`,
    );
    const detail = `21 filings: --status rejected --since ${period[0]} --until ${period[1]}; 10 submitted again, 11 not reached`;
    expect(acted.at(-1)).toMatchObject({ action: 'replay', result: 'stopped', detail });
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('goes on with the references that were not reached', async () => {
    const references = Array.from({ length: 12 }, (_, n) => `L-${n}`);
    for (const id of references) await rejected(id);
    onPut = () => void process.emit('SIGINT');
    expect(await run({ references })).toBe(1);
    expect(terminal.err.join()).toBe(
      "Stopped: 2 of 12 were not reached. To go on: npx declarant replay L-10 L-11 --reason 'ticket 4711'",
    );
  });

  it('tells nothing was done where it is stopped before', async () => {
    await rejected('L-1');
    onRead = () => void process.emit('SIGINT');
    expect(await run({ status: ['rejected'] })).toBe(1);
    expect(rows()).toEqual([]);
    expect(terminal.err.join()).toBe('Stopped before anything was submitted: run the same again.');
    expect([bodies, acted]).toEqual([[], []]);
  });

  it('tells what was done before an error, and goes on at once with the rest', async () => {
    for (let n = 0; n < 25; n += 1) await rejected(`L-${n}`);
    const expired = Object.assign(new Error('expired'), { name: 'ExpiredTokenException', $metadata: {} });
    const whole = filingActions;
    let marks = 0;
    filingActions = {
      ...whole,
      keepOnce: async (...of) => (++marks === 15 ? Promise.reject(expired) : whole.keepOnce(...of)),
    };
    expect(await run({ status: ['rejected'] })).toBe(1);
    expect(rows()).toHaveLength(10);
    expect(terminal.err).toEqual([
      expect.stringMatching(/^AWS does not take your credentials/),
      expect.stringMatching(/^Stopped: 15 of 25 were not reached\. To go on: npx declarant replay --status rejected/),
    ]);
    expect(acted.at(-1)).toMatchObject({
      result: 'failed',
      detail: expect.stringMatching(/; 10 submitted again, 15 not reached$/),
    });
    expect(await run({ status: ['rejected'] })).toBe(0);
    const again = rows().filter(({ action }: { action: string }) => action === 'replayed');
    expect(again.map(({ reference }: { reference: string }) => reference)).toEqual(
      Array.from({ length: 15 }, (_, n) => `L-${n + 10}`),
    );
  });

  it('tells that one was submitted again though that could not be noted, and ends with the error', async () => {
    await rejected('L-1');
    const denied = Object.assign(new Error('is not authorized to perform: dynamodb:PutItem on resource: x'), {
      name: 'AccessDeniedException',
    });
    const whole = filingActions;
    filingActions = { ...whole, finish: () => Promise.reject(denied) };
    expect(await run({ references: ['L-1'] })).toBe(1);
    expect(rows()).toMatchObject([{ reference: 'L-1', action: 'replayed' }]);
    expect(terminal.err.join()).toContain('dynamodb:PutItem');
    // Nobody knows of that message yet, and another one waits for its end.
    expect(await run({ references: ['L-1'] })).toBe(1);
    expect(rows()).toMatchObject([
      { reason: expect.stringMatching(/^it is being submitted again, begun at .* by arn/) },
    ]);
  });

  it('finds by whatever the books find by, as show does, and says where that are several', async () => {
    for (const id of ['L-1', 'L-2']) await rejected(id);
    const found = (reference: string) => ({ 'm-1': keys.slice(0, 1), 'N740:1': keys })[reference] ?? [];
    const books = async () => ({ find: async (_: unknown, reference: string) => found(reference) }) as never;
    const { rows: planned } = await planReplay(
      { ...connection(), books },
      { references: ['m-1', 'N740:1', 'L-9'] },
      wish(),
    );
    expect(planned).toEqual([
      { reference: 'm-1', action: 'would-replay' },
      { reference: 'N740:1', action: 'skipped', reason: expect.stringMatching(/^it is 2 filings, such as L-[12]:/) },
      { reference: 'L-9', action: 'skipped', reason: 'it is not known' },
    ]);
  });

  it('ends a look as the replay would: with 1 where one that was named does not go', async () => {
    await rejected('L-1');
    expect(await run({ references: ['L-1'], dryRun: true })).toBe(0);
    expect(await run({ references: ['L-1', 'L-9'], dryRun: true })).toBe(1);
  });

  it('shows people each that was left out, and why', async () => {
    await rejected('L-1');
    await run({ references: ['L-1'] });
    expect(await run({ references: ['L-1', 'L-9'], json: false })).toBe(1);
    expect(terminal.out).toEqual([
      'skipped   L-9  it is not known',
      expect.stringMatching(/^skipped {3}L-1 {2}it was submitted again already, at .* by arn/),
      'replayed  0 filings, skipped 2',
    ]);
  });

  it('tells what could not be put, with exit code 1, and puts it the next time', async () => {
    await rejected('L-1');
    putFails = true;
    expect(await run({ references: ['L-1'] })).toBe(1);
    expect(rows()).toEqual([{ reference: 'L-1', action: 'failed', reason: 'NetworkingError: no route' }]);
    putFails = false;
    expect(await run({ references: ['L-1'] })).toBe(0);
  });

  it('keeps a row for each in the result file, which is never overwritten', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'replay-'));
    try {
      await rejected('L-1');
      const out = path.join(folder, 'result.json');
      const patch = path.join(folder, 'patch.json');
      writeFileSync(
        patch,
        '[{"op": "test", "path": "/wish", "value": "a train"}, {"op": "replace", "path": "/wish", "value": "a kite"}]',
      );
      expect(await run({ references: ['L-1', 'L-9'], patch, out })).toBe(1);
      expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual([
        { reference: 'L-9', action: 'skipped', reason: 'it is not known' },
        expect.objectContaining({ reference: 'L-1', action: 'replayed' }),
      ]);
      expect(JSON.parse(bodies[0] ?? '').payload.wish).toBe('a kite');
      await rejected('L-2');
      expect(await fault({ references: ['L-2'], out })).toMatchObject({ exitCode: 2 });
      expect(bodies).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('vouches for a message of a platform that names its senders', async () => {
    senders = ['AROASHOP'];
    await rejected('L-1');
    await run({ references: ['L-1'] });
    expect(redrives).toEqual([{ claimId: expect.any(String), senderId: 'AROASHOP', body: bodies[0] }]);
  });
});

describe('the next message about a filing', () => {
  const next = async (reference: string) =>
    allowedNext(readFiling(keyOf(reference), await gateway.ledger.records(keyOf(reference))));

  it('is what its state allows, with what the filing gives and the time limit', async () => {
    await gateway.submit('Letter', letter('L-1'));
    expect((await next('L-1')).messages).toEqual([]);
    await gateway.callBack(paths.receipts, receipt({ id: 'L-1', state: 'WISHED' }));
    expect((await next('L-1')).messages).toMatchObject([
      { contract: { message: 'Hurry' }, platform: 'shop-1', draft: '{"id":"L-1"}', until: '2026-12-12T09:00:05.000Z' },
    ]);
    await gateway.submit('Hurry', { id: 'L-1' });
    expect((await next('L-1')).messages).toEqual([]);
    await gateway.callBack(paths.receipts, receipt({ id: 'L-1', messageId: 'r-2', since: '2026-11-22T10:00:00.000Z' }));
    const [only, ...others] = (await next('L-1')).messages;
    expect([only?.contract.message, only?.draft, only?.until, others]).toEqual([
      'Change',
      '{"id":"L-1","wish":"a train"}',
      undefined,
      [],
    ]);
  });

  it('is checked as it is written, and submitted with a reason under the name of its platform', async () => {
    await gateway.submit('Letter', letter('L-1'));
    await gateway.callBack(paths.receipts, receipt({ id: 'L-1' }));
    const [allowed] = (await next('L-1')).messages;
    if (!allowed) throw new Error('nothing is allowed');
    senders = ['AROASHOP'];
    const message = { authority: TOY, ...allowed, payload: allowed.draft, reason: 'the child changed its mind' };
    expect(checkMessage(message, lawOf(TOY))).toMatchObject({
      key: undefined,
      faults: [{ pointer: '/payload/request' }],
    });
    await expect(submitMessage(connection(), message)).rejects.toMatchObject({ code: 'INPUT', exitCode: 2 });
    const payload = '{"request":"C-1","id":"L-1","wish":"a boat"}';
    await expect(submitMessage(connection(), { ...message, payload, reason: ' ' })).rejects.toMatchObject({
      code: 'USAGE',
    });
    expect([bodies, acted]).toEqual([[], []]);
    const awaited = await submitMessage(connection(), { ...message, payload });
    expect(awaited).toMatchObject({ key: keyOf('C-1', 'request'), before: [] });
    expect(acted).toMatchObject([
      { action: 'submit', reference: 'C-1', reason: 'the child changed its mind', detail: 'Change' },
      { result: 'done' },
    ]);
    expect(redrives).toMatchObject([{ senderId: 'AROASHOP', body: bodies[0] }]);
    await gateway.run();
    expect((await filing('C-1', 'request')).status).toBe('sent');
  });
});

describe('a trial of a replay', () => {
  it('waits for the answers to the first ten, and leaves the others', async () => {
    for (let n = 0; n < 12; n += 1) await rejected(`L-${n}`);
    const { going } = await planReplay(connection(), { references: keys.map(({ reference }) => reference) }, wish());
    const now = () => new Date(gateway.clock);
    const sleep = async () => {
      await gateway.run();
      for (let n = 0; n < 10; n += 1) {
        if (n === 4)
          await gateway.callBack(paths.complaints, complaint(undefined, { id: 'L-4', messageId: 'e-again' }));
        else await gateway.callBack(paths.receipts, receipt({ id: `L-${n}`, messageId: `r-${n}`, number: `${n}` }));
      }
      await gateway.pass(60_000);
    };
    const trial = await trialReplay(connection(), going, {
      reason: 'ticket',
      correction: [],
      seconds: 300,
      now,
      sleep,
    });
    expect(trial.rest.map(({ reference }) => reference)).toEqual(['L-10', 'L-11']);
    expect(trial.isGood).toBe(false);
    const kinds = trial.answers.map(({ answer }) => answer.kind);
    expect([
      kinds.filter((kind) => kind === 'answered').length,
      kinds.filter((kind) => kind === 'rejected').length,
    ]).toEqual([9, 1]);
  });
});

describe('a trial that is stopped', () => {
  it('leaves all that was not reached', async () => {
    for (let n = 0; n < 13; n += 1) await rejected(`L-${n}`);
    const controller = new AbortController();
    const { rest } = await trialReplay(connection(), keys, {
      ...{ reason: 'ticket', correction: [], seconds: 0, size: 12, signal: controller.signal },
      sleep: async () => controller.abort(),
    });
    expect(rest.map(({ reference }) => reference)).toEqual(['L-10', 'L-11', 'L-12']);
  });
});

describe('a preview', () => {
  it('masks what names a person, as lists do', async () => {
    await gateway.submit('Letter', letter('L-1', { child: 'Ann', wish: 7 }));
    keys.push(keyOf('L-1'));
    const plan = await planReplay(
      connection(),
      { references: ['L-1'] },
      wish({ correction: readCorrection({ set: ['/child="Bob"', '/wish="a boat"'] }) }),
    );
    expect(plan.examples).toEqual([
      {
        reference: 'L-1',
        differences: expect.arrayContaining([
          { pointer: '/child', before: '***', after: '***' },
          { pointer: '/wish', before: '7', after: 'a boat' },
        ]),
      },
    ]);
  });
});

describe('a correction', () => {
  const payload = '{"a":{"price":1.10,"list":[{"w":5.8000},{"w":1e2}]},"b":"x"}';
  const corrected = (texts: Parameters<typeof readCorrection>[0]) => correctedPayload(payload, readCorrection(texts));

  it.each([
    [{ set: ['/a/price=2.50'] }, '{"a":{"price":2.50,"list":[{"w":5.8000},{"w":1e2}]},"b":"x"}'],
    [
      { set: ['/a/list/0={"w":0.30}', '/c=null'] },
      '{"a":{"price":1.10,"list":[{"w":0.30},{"w":1e2}]},"b":"x","c":null}',
    ],
    [{ set: ['/a/list/-={"w":7.0}'] }, '{"a":{"price":1.10,"list":[{"w":5.8000},{"w":1e2},{"w":7.0}]},"b":"x"}'],
    [{ patch: '{"a":{"list":null},"b":"y"}' }, '{"a":{"price":1.10},"b":"y"}'],
    [{ patch: '[{"op":"remove","path":"/a/list/0"}]' }, '{"a":{"price":1.10,"list":[{"w":1e2}]},"b":"x"}'],
  ])('%j changes what it names, and leaves every number as it is written', (texts, expected) => {
    expect(corrected(texts)).toEqual({ payload: expected });
  });

  it('leaves texts alone that look like a number of ours', () => {
    const hostile = String.raw`{"a":"\u0000#]}","b\"\u0000#":"x\"\u0000#1","\u0000#k":"\u0000","n":1.10,"c":"\\"}`;
    const { payload: same } = correctedPayload(hostile, readCorrection({ set: ['/d=2.50'] })) as { payload: string };
    expect(same).toBe(hostile.replace(/}$/, ',"d":2.50}'));
  });

  it.each([
    [{ set: ['/a/none/x=1'] }, 'it has no /a/none'],
    [{ set: ['/a/list/7/w=1'] }, 'it has no /a/list/7'],
    [{ set: ['/a/list/2=1'] }, 'it has no /a/list/2'],
    [{ patch: '[{"op":"test","path":"/b","value":"z"}]' }, 'the patch does not fit: test /b'],
  ])('%j does not fit', (texts, problem) => {
    expect(corrected(texts)).toEqual({ problem });
  });

  it.each(['{"a":1,"a":2}', '7', '[{"op":"steal","path":"/a"}]', '{'])('cannot be the patch %s', (patch) => {
    expect(() => readCorrection({ patch })).toThrow(/^The patch /);
  });
});

describe('the pace of a replay', () => {
  it('is that of the share: by the second while the hour has room, then by the hour', () => {
    const pace = paceOf({ perSecond: 5, perHour: 100 }, 90);
    expect(pace(10, 10)).toBe(2000);
    expect(pace(20, 10)).toBe(360_000);
    expect(paceOf()(10, 10)).toBe(1000);
  });

  it('is told before, with the messages of the last hour', async () => {
    const share = { perSecond: 5, perHour: 100 };
    const at = { ...connection(), share: () => share };
    gateway.admission = { ...gateway.admission, hour: { [bucketOf(gateway.clock)]: 90 } };
    expect(await hourEffect(at, TOY, 30, new Date(gateway.clock))).toEqual({
      ...{ authority: TOY, count: 30, used: 90, share: 100, minutes: 13 },
    });
    expect(await hourEffect({ ...at, share: () => undefined }, TOY, 30, new Date(gateway.clock))).toMatchObject({
      minutes: null,
    });
  });
});
