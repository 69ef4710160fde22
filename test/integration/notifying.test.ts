import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SentRecord } from '../../functions/ledger/records.ts';
import { toOperator } from '../../schemas/delta-h7/paths.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { type MachineWithDesk, startMachineWithDesk } from '../desk/support/machine-with-desk.ts';
import type { Machine } from '../support/machine.ts';
import { creation, response, state, submissionOf } from '../support/messages.ts';

/** The receives of a message before it is a dead letter. */
const HANDED_OUT = 2;
/** Longer than a batch takes, so that none is worked on twice at once. */
const AGAIN_SECONDS = 4;

describe('what became of a submission', { timeout: 90_000 }, () => {
  let withDesk: MachineWithDesk;
  let machine: Machine;
  beforeAll(async () => {
    withDesk = await startMachineWithDesk({ platforms: ['shop-1', 'shop-2'] });
    machine = withDesk.machine;
  });
  afterAll(() => withDesk?.stop());

  const desk = (...argv: string[]) => withDesk.run(...argv);
  const callsFor = (lrn: string) => machine.customs.received.filter((call) => call.lrn === lrn);
  const toldOf = async (lrn: string) => (await machine.outcomes()).filter(({ reference }) => reference === lrn);
  /** Waits for an event: a topic that is back but has no subscriber yet takes an outcome and keeps nothing. */
  const logged = (event: string) =>
    expect.poll(() => machine.logs.some((line) => line.includes(event)), { timeout: 30_000 }).toBe(true);
  const landed = (count: number) =>
    expect.poll(() => machine.queued('deadLetters'), { timeout: 30_000, interval: 200 }).toBe(count);

  it('is told each platform on its own queue, and to no other', async () => {
    await machine.submit(submissionOf(creation('OWN-1'), { platform: 'shop-1' }));
    await machine.submit(submissionOf(creation('OWN-2'), { platform: 'shop-2' }));
    await machine.submit(submissionOf(creation('OWN-3'), { platform: 'shop-3' }));
    for (const lrn of ['OWN-1', 'OWN-2', 'OWN-3']) await machine.until(lrn, ({ state }) => state === 'released');
    const released = async () => (await machine.outcomes()).filter(({ outcome }) => outcome === 'released').length;
    await expect.poll(released).toBe(3);
    for (const own of ['1', '2']) {
      const heard = await machine.outcomesFor(`shop-${own}`);
      expect(new Set(heard.map(({ reference }) => reference))).toEqual(new Set([`OWN-${own}`]));
      expect(heard.map(({ outcome }) => outcome)).toContain('released');
    }
  });

  it('[H7-R2] by a callback that could not be told is told once that can be', async () => {
    await machine.withoutTopic(async () => {
      const path = toOperator.declarationStates.replace(/\{.*\}/, 'K-1');
      const { status } = await machine.callback(path, state({ lrn: 'UNTOLD-1', messageId: 'u-1' }));
      expect(status).toBe(200);
      expect(await machine.filing('UNTOLD-1')).toMatchObject({ state: 'released' });
      await logged('"notification.failed"');
    });
    await expect
      .poll(() => toldOf('UNTOLD-1'), { timeout: 30_000 })
      .toMatchObject([{ outcome: 'released', messageId: 'u-1' }]);
    expect((await machine.filing('UNTOLD-1')).history).toHaveLength(1);
  });

  it('[H7-E400] at sending that could not be told comes back by the queue, and is not sent again', async () => {
    await machine.handOut({ afterSeconds: AGAIN_SECONDS, times: 1000 });
    machine.customs.misbehave({ kind: 'status', status: 400, times: 1 });
    await machine.withoutTopic(async () => {
      await machine.submit(submissionOf(creation('UNTOLD-2')));
      await machine.until('UNTOLD-2', ({ status }) => status === 'refused');
      await logged('"submission.failed"');
    });
    await expect.poll(() => toldOf('UNTOLD-2'), { timeout: 30_000 }).toMatchObject([{ outcome: 'refused' }]);
    await expect.poll(() => machine.queued('outbox')).toBe(0);
    expect(callsFor('UNTOLD-2')).toHaveLength(1);
  });

  it('that never was claimed is told from among the dead letters; put back, it is sent once and answered', async () => {
    await machine.handOut({ afterSeconds: AGAIN_SECONDS, times: HANDED_OUT });
    await machine.withoutLedger(async () => {
      await machine.submit(submissionOf(creation('DEAD-1')));
      await landed(1);
    });
    await machine.housekeep();
    await machine.housekeep();
    expect(await toldOf('DEAD-1')).toMatchObject([
      { outcome: 'stuck', status: 'stuck', platform: 'shop-1', message: 'Creation_H7' },
    ]);
    expect(machine.logs.filter((line) => line.includes('"outbox.dead-letter"'))).toHaveLength(1);
    await machine.kept();
    expect((await desk('list', '--status', 'stuck')).out).toMatch(/^DEAD-1 .*stuck/m);
    expect((await desk('lanes', '--json')).out).toMatch(/"deadLetters": 1,/);
    expect((await desk('show', 'DEAD-1')).out).toMatch(/Status +stuck, among the dead letters: redrive/);
    expect(callsFor('DEAD-1')).toEqual([]);

    await machine.handOut({ afterSeconds: 30, times: 1000 });
    expect((await desk('redrive', 'delta-h7')).code).toBe(0);
    const filing = await machine.until('DEAD-1', ({ status }) => status === 'answered');
    expect(filing.history.map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(['stuck', 'redriven', 'accepted', 'taken']),
    );
    await machine.housekeep();
    expect(callsFor('DEAD-1')).toHaveLength(1);
    expect((await toldOf('DEAD-1')).filter(({ outcome }) => outcome === 'stuck')).toHaveLength(1);
    await machine.kept();
    expect((await desk('list', '--status', 'stuck')).out).toMatch(/^No filing/);
  });

  it('that was refused and never told says so among the dead letters; put back, it is told and not sent', async () => {
    await machine.handOut({ afterSeconds: AGAIN_SECONDS, times: HANDED_OUT });
    machine.customs.misbehave({ kind: 'status', status: 400, times: 1 });
    await machine.withoutTopic(async () => {
      await machine.submit(submissionOf(creation('DEAD-2')));
      await landed(1);
    });
    await machine.housekeep();
    expect(await toldOf('DEAD-2')).toMatchObject([
      { outcome: 'stuck', status: 'refused', errors: [{ errorDescription: expect.stringContaining('is refused') }] },
    ]);
    await machine.handOut({ afterSeconds: 30, times: 1000 });
    expect((await desk('redrive', 'delta-h7')).code).toBe(0);
    await expect
      .poll(async () => (await toldOf('DEAD-2')).map(({ outcome }) => outcome), { timeout: 30_000 })
      .toEqual(['stuck', 'refused']);
    expect(callsFor('DEAD-2')).toHaveLength(1);
    expect(await machine.queued('deadLetters')).toBe(0);
  });

  it('[H7-S5] whose sender was killed over and over is told as perhaps sent; put back, it is taken once and answered', async () => {
    await machine.handOut({ afterSeconds: AGAIN_SECONDS, times: HANDED_OUT });
    machine.customs.misbehave({ kind: 'timeout', times: HANDED_OUT });
    await machine.submit(submissionOf(creation('DEAD-3')));
    for (let times = 1; times <= HANDED_OUT; times += 1) {
      await expect.poll(() => callsFor('DEAD-3').length, { timeout: 30_000, interval: 20 }).toBe(times);
      machine.gateway.functions.get(resourceNames('test').lane('delta-h7').sender)?.kill();
    }
    await landed(1);
    await machine.housekeep();
    expect(await toldOf('DEAD-3')).toMatchObject([
      { outcome: 'stuck', status: 'stuck', errors: [{ errorDescription: expect.stringContaining('perhaps sent') }] },
    ]);
    await machine.handOut({ afterSeconds: 30, times: 1000 });
    expect((await desk('redrive', 'delta-h7')).code).toBe(0);
    await machine.until('DEAD-3', ({ status }) => status === 'answered');
    const calls = callsFor('DEAD-3');
    expect(calls.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(calls.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('[H7-S3] is told as overdue where the answer is missing after 30 minutes, and again when it comes', async () => {
    const at = new Date(Date.now() - 30 * 60_000).toISOString();
    const record: SentRecord = {
      type: 'sent',
      message: 'Creation_H7',
      attempt: 1,
      at,
      messageId: 'out-1',
      platform: 'shop-2',
      digest: 'd',
      claimedBy: 'q-1',
      body: JSON.stringify(creation('OVERDUE-1')),
    };
    await machine.ledger.claim({ authority: 'delta-h7', kind: 'declaration', reference: 'OVERDUE-1' }, record);
    await machine.housekeep();
    await machine.housekeep();
    const overdueSince = new Date(Date.parse(at) + 30 * 60_000).toISOString();
    expect(await toldOf('OVERDUE-1')).toMatchObject([{ outcome: 'overdue', messageId: 'out-1', overdueSince }]);
    const route = toOperator.declarationResponses.replace(/\{.*\}/, 'K-2');
    const answer = response({ lrn: 'OVERDUE-1', messageId: 'late-1', reference: 'K-2' });
    expect((await machine.callback(route, answer)).status).toBe(200);
    expect((await toldOf('OVERDUE-1'))[1]).toMatchObject({ outcome: 'accepted', messageId: 'late-1', overdueSince });
    expect(machine.logs.join('\n')).toMatch(/"message.answered-late".*"OVERDUE-1"/);
  });
});
