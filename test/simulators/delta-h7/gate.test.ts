import { describe, expect, it } from 'vitest';
import { Gate } from '../../../local/simulators/delta-h7/misbehaviour/gate.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the gate of the callbacks', () => {
  it('lets as many through as it is wide, and each of the others in its turn', async () => {
    const gate = new Gate(2);
    const entered: number[] = [];
    for (let place = 1; place <= 5; place += 1) void gate.enter().then(() => entered.push(place));
    await settled();
    expect(entered).toEqual([1, 2]);
    gate.leave();
    await settled();
    expect(entered).toEqual([1, 2, 3]);
    gate.leave();
    gate.leave();
    await settled();
    expect(entered).toEqual([1, 2, 3, 4, 5]);
  });

  it('lets nobody slip in before those who wait', async () => {
    const gate = new Gate(1);
    const entered: string[] = [];
    await gate.enter();
    void gate.enter().then(() => entered.push('waited'));
    gate.leave();
    void gate.enter().then(() => entered.push('came later'));
    await settled();
    expect(entered).toEqual(['waited']);
    gate.leave();
    await settled();
    expect(entered).toEqual(['waited', 'came later']);
  });

  it('is as wide as before once all have left', async () => {
    const gate = new Gate(1);
    for (let turn = 0; turn < 3; turn += 1) {
      await gate.enter();
      gate.leave();
    }
    await gate.enter();
    let second = false;
    void gate.enter().then(() => {
      second = true;
    });
    await settled();
    expect(second).toBe(false);
  });
});
