import { describe, expect, it } from 'vitest';
import { ToyGateway } from '../support/toy/gateway.ts';
import { letter, receipt } from '../support/toy/messages.ts';
import { paths } from '../support/toy/paths.ts';

const first = letter('L-1');
const again = letter('L-2', { after: 'L-1' });
const another = letter('L-2', { after: 'L-1', wish: 'a car' });

/** A gateway whose toymaker has the first letter, or was only sent it. */
async function afterFirst({ isTaken = true, platform = 'shop-1' } = {}): Promise<ToyGateway> {
  const gateway = new ToyGateway();
  await gateway.submit('Letter', first, { platform });
  if (isTaken) await gateway.callBack(paths.receipts, receipt({ id: 'L-1' }));
  return gateway;
}

describe('a message that has to agree with an earlier filing', () => {
  it('is refused with its fault and code where it does not', async () => {
    const gateway = await afterFirst();
    await gateway.submit('Letter', again);
    expect(await gateway.filing('L-2')).toMatchObject({
      status: 'refused',
      errors: [{ errorCode: 'SAME', errorPointer: '/payload/wish' }],
    });
    await gateway.submit('Letter', another);
    expect(await gateway.filing('L-2')).toMatchObject({ status: 'sent' });
  });

  it('goes where the earlier one is unknown, was not answered, or is of another platform', async () => {
    for (const gateway of [
      new ToyGateway(),
      await afterFirst({ isTaken: false }),
      await afterFirst({ platform: 'shop-2' }),
    ]) {
      await gateway.submit('Letter', again);
      expect(await gateway.filing('L-2')).toMatchObject({ status: 'sent' });
    }
  });

  it('goes with a reason, as an exception', async () => {
    const gateway = await afterFirst();
    await gateway.submit('Letter', again, { reason: 'the train is broken' });
    expect(await gateway.filing('L-2')).toMatchObject({ status: 'sent' });
  });
});
