import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { toyContract } from '../support/toy/contract.ts';
import { ToyGateway } from '../support/toy/gateway.ts';

vi.mock('../../schemas/outbox-text.ts', { spy: true });
const complaint = toyContract.messages.find(({ message }) => message === 'Complaint');
if (complaint?.direction !== 'inbound') throw new Error('the toy has no complaint');
const facts = vi.spyOn(complaint, 'facts');

describe('what is read', () => {
  beforeEach(() => void vi.clearAllMocks());

  it('is read once of a text on the outbox, however many look at it', async () => {
    await new ToyGateway().submit('Letter', { id: 'L-1', wish: 'a train' });
    expect(vi.mocked(readOutboxText)).toHaveBeenCalledTimes(1);
  });

  it('is read once of a filing by whoever notifies of a message of it', async () => {
    const gateway = new ToyGateway();
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train' });
    gateway.isNotifying = false;
    const error = { header: { messageId: 'r-1' }, id: 'L-1', errors: [{ errorCode: 'RED' }] };
    await gateway.callBack('/complaints', error);
    const [stored] = gateway.stored;
    if (!stored) throw new Error('nothing was stored');
    facts.mockClear();
    await gateway.notify(stored);
    expect(gateway.told).toMatchObject([{ outcome: 'rejected', rejectedMessage: 'Letter' }]);
    // Once for the message itself, and once with its filing.
    expect(facts).toHaveBeenCalledTimes(2);
  });
});
