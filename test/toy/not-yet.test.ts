import { describe, expect, it } from 'vitest';
import { filingLines } from '../../desk/render/filing.ts';
import type { Verdict } from '../../functions/authorities/authority.ts';
import { notYetMs } from '../../functions/send/back-off.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { ToyGateway } from '../support/toy/gateway.ts';

const notYet = (retryMs = 5000): Verdict => ({ kind: 'pending', httpStatus: 202, retryMs });
const taken: Verdict = { kind: 'accepted', httpStatus: 200, answer: { message: 'Checked', body: '{"state":"TAKEN"}' } };
const submitted = { id: 'C-1', toy: 'train' };
const SECOND_MS = 1000;

/** The seconds between the calls. */
function gaps({ toymaker: { calls } }: ToyGateway): number[] {
  return calls.slice(1).map(({ at }, n) => Math.round((at - (calls[n]?.at ?? 0)) / SECOND_MS));
}

describe('"not yet"', () => {
  it('parks the message, which is asked again as soon as it may be, and stops nobody', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(notYet(), notYet(), taken);
    await gateway.submit('Check', submitted);
    const filing = await gateway.filing('C-1');
    expect(filing).toMatchObject({ status: 'waiting', errors: [] });
    expect(filing.history).toMatchObject([{ outcome: 'held', httpStatus: 202, tries: 0, asks: 1 }]);
    expect(gateway.admission.breaker).toEqual({ state: 'closed' });
    expect(gateway.told).toEqual([]);

    await gateway.pass(12 * SECOND_MS);
    expect(gaps(gateway)).toEqual([5, 5]);
    expect(gateway.toymaker.calls.map(({ asks }) => asks)).toEqual([0, 1, 2]);
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'answered', state: 'validated', errors: [] });
    expect(gateway.outbox).toEqual([]);
  });

  it('is shown as what the authority has and is asked again about', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(notYet(), notYet(), notYet());
    await gateway.submit('Check', submitted);
    const shown = async () => filingLines(await gateway.filing('C-1'), keptTerminal().terminal).join('\n');
    expect(await shown()).toMatch(/Status +waiting, the authority has it, and is asked again until it has decided$/m);
    expect(await shown()).toMatch(/→ +Check +held, asked once, due /);
    await gateway.pass(6 * SECOND_MS);
    expect(await shown()).toMatch(/→ +Check +held, asked 2 times, due /);
    expect(await shown()).not.toContain('Errors');
  });

  it('is no failure of the message: it never counts as failing alone', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(...Array.from({ length: 30 }, () => notYet()), taken);
    await gateway.submit('Check', submitted);
    await gateway.pass(5 * 60 * SECOND_MS);
    expect(new Set(gaps(gateway))).toEqual(new Set([5]));
    expect(gateway.admission.breaker).toEqual({ state: 'closed' });
    expect(gateway.toymaker.calls).toHaveLength(31);
  });

  it('backs off: by what the authority asks for, then by how long it has been asked', () => {
    expect([0, 60, 300, 600].map((seconds) => notYetMs(5000, seconds * SECOND_MS))).toEqual([5000, 5000, 5000, 10_000]);
    expect(notYetMs(5000, 1e12)).toBe(3_600_000);
    expect(notYetMs(7_200_000, 0)).toBe(7_200_000);
  });

  it('shows that the authority is there where it was the try after a failure', async () => {
    const gateway = new ToyGateway();
    const error = { errorCode: 'http-503' };
    gateway.toymaker.answers.push(
      { kind: 'unavailable', cause: 'http-503', httpStatus: 503, error, mayHaveArrived: false },
      notYet(),
      taken,
    );
    await gateway.submit('Check', submitted);
    await gateway.pass(130 * SECOND_MS);
    expect(gateway.admission.breaker.state).toBe('ramping');
    expect(await gateway.filing('C-1')).toMatchObject({ status: 'answered' });
  });

  it('is asked by one pointer only, and by housekeeping where that is lost or due later', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(notYet(), taken);
    await gateway.submit('Check', submitted);
    const [pointer] = gateway.outbox.splice(0);
    gateway.put(pointer?.body ?? '');
    await gateway.run();
    expect(gateway.toymaker.calls).toHaveLength(1);
    await gateway.pass(20 * 60 * SECOND_MS);
    expect(gateway.toymaker.calls).toHaveLength(2);

    const busy = new ToyGateway();
    busy.toymaker.answers.push(notYet());
    await busy.submit('Check', submitted);
    for (const one of busy.outbox) one.visibleAt += 10 * 60 * SECOND_MS;
    await busy.pass(3 * 60 * SECOND_MS);
    expect([busy.outbox.length, busy.toymaker.calls.length]).toEqual([1, 1]);

    const slow = new ToyGateway();
    slow.toymaker.answers.push(notYet(20 * 60 * SECOND_MS), taken);
    await slow.submit('Check', submitted);
    expect(slow.outbox).toEqual([]);
    await slow.pass(22 * 60 * SECOND_MS);
    // The call follows at the next look after it.
    expect(gaps(slow)).toEqual([21 * 60]);
  });
});
