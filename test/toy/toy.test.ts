import { describe, expect, it } from 'vitest';
import { ToyGateway } from '../support/toy/gateway.ts';

describe('an authority that production does not have', () => {
  it('is sent to, calls back, and platforms are told of it', async () => {
    const gateway = new ToyGateway();
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train' });
    expect(gateway.toymaker.calls.map(({ path }) => path)).toEqual(['/letters']);
    expect(await gateway.filing('L-1')).toMatchObject({ authority: 'toy', status: 'sent', state: null });

    await gateway.callBack('/receipts', { header: { messageId: 'r-1' }, id: 'L-1', state: 'TAKEN' });
    expect(await gateway.filing('L-1')).toMatchObject({ status: 'answered', state: 'validated' });
    expect(gateway.told.map(({ outcome, reference }) => [outcome, reference])).toEqual([['accepted', 'L-1']]);
  });

  it('waits in the ledger while it does not answer, and is put back by housekeeping', async () => {
    const gateway = new ToyGateway();
    const error = { errorCode: 'http-503' };
    const down = { kind: 'unavailable', cause: 'http-503', httpStatus: 503, error, mayHaveArrived: false } as const;
    gateway.toymaker.answers.push(down);
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train' });
    expect(await gateway.filing('L-1')).toMatchObject({ status: 'waiting' });
    expect(gateway.admission.breaker.state).toBe('open');
    await gateway.pass(3 * 60_000);
    expect(gateway.toymaker.calls).toHaveLength(2);
    expect(await gateway.filing('L-1')).toMatchObject({ status: 'sent' });
    expect(gateway.admission.breaker.state).toBe('ramping');
  });

  it('is told of as overdue where no answer comes', async () => {
    const gateway = new ToyGateway();
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train' });
    await gateway.pass(31 * 60_000);
    expect(gateway.told.map(({ outcome }) => outcome)).toEqual(['overdue']);
  });
});
