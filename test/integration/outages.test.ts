import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingKind } from '../../schemas/filing.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { creation, item, submissionOf } from '../support/messages.ts';

const PAUSE_SECONDS = 2;

describe('when customs cannot be spoken to', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await startMachine({
      lane: { pauseSeconds: PAUSE_SECONDS, timeoutSeconds: 1, technicalReplay: { delaySeconds: 1, times: 2 } },
    });
  });
  afterAll(() => machine?.stop());

  const callsFor = (...lrns: string[]) => machine.customs.received.filter(({ lrn }) => lrns.includes(lrn ?? ''));
  const submit = (...lrns: string[]) => Promise.all(lrns.map((lrn) => machine.submit(submissionOf(creation(lrn)))));
  /** Runs housekeeping as if its minutes were short, until all are answered. */
  const drained = (...lrns: string[]) =>
    expect
      .poll(
        async () => {
          await machine.housekeep();
          return (await Promise.all(lrns.map((lrn) => machine.filing(lrn)))).map(({ status }) => status);
        },
        { timeout: 30_000, interval: 300 },
      )
      .toEqual(lrns.map(() => 'answered'));

  it('[H7-E500a, H7-E500b, H7-E500c] one at a time is tried, a pause apart, and all goes afterwards under its messageId', async () => {
    const lrns = Array.from({ length: 6 }, (_, n) => `OUTAGE-${n}`);
    machine.customs.misbehave({ kind: 'http-500', times: 3 });
    await submit('OUTAGE-0');
    await machine.until('OUTAGE-0', ({ status }) => status === 'waiting');
    await submit(...lrns.slice(1));
    await drained(...lrns);

    const calls = callsFor(...lrns).sort((a, b) => new Date(a.at).getTime() - new Date(b.at).getTime());
    const failed = calls.filter(({ status }) => status === 500);
    expect(failed).toHaveLength(3);
    for (const [n, call] of failed.entries()) {
      const next = calls[calls.indexOf(call) + 1];
      const apart = new Date(next?.at ?? 0).getTime() - new Date(call.at).getTime();
      expect(apart, `after failure ${n}`).toBeGreaterThanOrEqual(PAUSE_SECONDS * 1000);
    }
    for (const lrn of lrns) {
      expect(callsFor(lrn).filter(({ status }) => status === 200)).toHaveLength(1);
      expect(new Set(callsFor(lrn).map(({ messageId }) => messageId)).size).toBe(1);
    }
    expect(await machine.queued('deadLetters')).toBe(0);
    expect(machine.logs.join('\n')).toContain('lane.recovered');
  });

  it('[H7-E500t] a call without answer counts as a 500, and goes again', async () => {
    machine.customs.misbehave({ kind: 'timeout', times: 1 });
    await submit('SILENT-1');
    const waiting = await machine.until('SILENT-1', ({ status }) => status === 'waiting');
    expect(waiting.errors).toMatchObject([{ errorCode: 'timeout' }]);
    await drained('SILENT-1');
    expect(new Set(callsFor('SILENT-1').map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('[H7-E404] a 404 pauses the lane, refuses nothing, and what waited goes once the URL is right', async () => {
    machine.customs.misbehave({ kind: 'not-found', times: 1 });
    await submit('LOST-1');
    await machine.until('LOST-1', ({ status }) => status === 'waiting');
    await submit('LOST-2');
    await machine.until(
      'LOST-2',
      ({ status, errors }) =>
        status === 'waiting' && errors[0]?.errorDescription?.startsWith('waits: http-404') === true,
    );
    expect(callsFor('LOST-2')).toEqual([]);
    await drained('LOST-1', 'LOST-2');
    expect(await machine.queued('deadLetters')).toBe(0);
  });

  it('[H7-E401] a second 401 pauses the lane, and loses nothing', async () => {
    machine.customs.misbehave({ kind: 'reject-token', times: 2 });
    await submit('TOKEN-1');
    await machine.until('TOKEN-1', ({ status }) => status === 'waiting');
    expect(callsFor('TOKEN-1').map(({ status }) => status)).toEqual([401, 401]);
    await drained('TOKEN-1');
  });

  it('[H7-Etech] a technical Error_H7 has the same message sent again after the delay', async () => {
    machine.customs.misbehave({ kind: 'technical-error', times: 1 });
    await submit('TECHNICAL-1');
    await machine.until('TECHNICAL-1', ({ status, history }) => status === 'waiting' && history.length === 2);
    await drained('TECHNICAL-1');
    const calls = callsFor('TECHNICAL-1');
    expect(calls.map(({ status }) => status)).toEqual([200, 200]);
    expect(calls[1]?.body).toEqual(calls[0]?.body);
  });

  it('[H7-Etech] so it does for a validation, a request and a fallback', async () => {
    const books = { ...item(), commodityCode: '490300' };
    await machine.submit(submissionOf(creation('TECH-D', 'D', [books])));
    await machine.submit(submissionOf(creation('TECH-A', 'A', [books])));
    await machine.until('TECH-D', ({ state }) => state === 'anticipated');
    await machine.until('TECH-A', ({ state }) => state === 'validated');
    const information = {
      manifestLodgementDateTime: '2026-11-20T18:00:00+01:00[Europe/Paris]',
      fallbackReferenceNumber: '17',
    };
    const invalidation = { operatorRequestReference: 'TECH-REQ', invalidationMotivation: 'ordered by mistake' };
    const amendment = { operatorRequestReference: 'TECH-AM', amendmentMotivation: 'wrong goods', lrn: 'TECH-D' };
    const messages: [string, FilingKind, string, object][] = [
      ['TECH-D', 'declaration', 'Validation_H7', { header: { lrn: 'TECH-D' } }],
      ['TECH-F', 'declaration', 'Fallback_H7', { ...creation('TECH-F'), fallbackProcedureInformation: information }],
      [
        'TECH-AM',
        'request',
        'Request_Amendment_H7',
        { header: amendment, declaration: creation('TECH-D', 'A', [books]).declaration },
      ],
      ['TECH-REQ', 'request', 'Request_Invalidation_H7', { header: invalidation, declarations: [{ lrn: 'TECH-A' }] }],
    ];
    for (const [reference, kind, message, payload] of messages) {
      machine.customs.misbehave({ kind: 'technical-error', times: 1 });
      await machine.submit(submissionOf(payload, { message }));
      await machine.until(reference, ({ status }) => status === 'waiting', kind);
      await expect
        .poll(
          async () => {
            await machine.housekeep();
            return (await machine.filing(reference, kind)).status;
          },
          { timeout: 30_000, interval: 300 },
        )
        .toBe('answered');
      const calls = machine.customs.received.filter(
        ({ messageName, status }) => messageName === message && status === 200,
      );
      expect(calls, message).toHaveLength(2);
      expect(calls[1]?.body).toEqual(calls[0]?.body);
    }
  }, 60_000);
});
