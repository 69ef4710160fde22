import { describe, expect, it } from 'vitest';
import { checkSubmission } from '../../schemas/check-submission.ts';
import { asyncApi } from '../../schemas/documents/asyncapi.ts';
import { valueAt } from '../../schemas/fault.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

const letter = { id: 'L-1', wish: 'a train' };

function check(message: string, payload: object, more: object = {}) {
  const envelope = { authority: TOY, message, platform: 'shop-1', ...more, payload };
  const { faults, reference } = checkSubmission(readOutboxText(JSON.stringify(envelope)), TOY);
  return { faults: faults.map(({ pointer, found }) => [pointer, found]), reference };
}

describe('the reference of an envelope', () => {
  it('is the reference of a message that holds none', async () => {
    const gateway = new ToyGateway();
    await gateway.submit('Repair', { toy: 'train' }, { reference: 'R-1/2026' });
    expect(gateway.toymaker.calls).toMatchObject([{ message: 'Repair', path: '/repairs' }]);
    expect(await gateway.filing('R-1/2026')).toMatchObject({ reference: 'R-1/2026', status: 'sent' });

    await gateway.submit('Repair', { toy: 'car' }, { reference: 'R-1/2026' });
    expect(gateway.toymaker.calls).toHaveLength(1);
    expect(gateway.told).toMatchObject([{ outcome: 'duplicate', reference: 'R-1/2026' }]);
  });

  it('is given to the authority, which sends it in the message, the same with each try', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push({
      ...{ kind: 'unavailable', cause: 'http-503', httpStatus: 503, mayHaveArrived: true },
      error: { errorCode: 'http-503' },
    });
    await gateway.submit('Repair', { toy: 'train' }, { reference: 'R-2/2026' });
    await gateway.pass(3 * 60_000);
    const [first, second] = gateway.toymaker.calls.map(({ body }) => JSON.parse(body));
    expect(first).toMatchObject({ header: { reference: 'R-2/2026' }, toy: 'train' });
    expect(second).toEqual(first);
  });

  it('is missed where the message holds none', async () => {
    const gateway = new ToyGateway();
    await gateway.submit('Repair', { toy: 'train' });
    expect(gateway.toymaker.calls).toEqual([]);
    expect(gateway.told).toMatchObject([{ outcome: 'refused', faults: [{ pointer: '/reference', found: 'nothing' }] }]);
  });

  it('may repeat that of the message, and not contradict it', async () => {
    const gateway = new ToyGateway();
    await gateway.submit('Letter', letter, { reference: 'L-1' });
    expect(await gateway.filing('L-1')).toMatchObject({ status: 'sent' });

    await gateway.submit('Letter', { ...letter, id: 'L-2' }, { reference: 'L-1' });
    expect(gateway.told).toMatchObject([
      {
        ...{ outcome: 'refused', reference: 'L-2' },
        faults: [{ pointer: '/reference', rule: 'the reference at /payload/id, "L-2"', found: '"L-1"' }],
      },
    ]);
    expect(gateway.toymaker.calls).toHaveLength(1);
  });

  it('finds the filing of a message that should hold one and does not', () => {
    expect(check('Letter', { wish: 'a train' }, { reference: 'L-3' })).toEqual({
      faults: [['/payload/id', 'nothing']],
      reference: 'L-3',
    });
  });

  it.each([
    [7, 'number'],
    ['', 'empty string'],
    ['x'.repeat(101), 'string of 101 characters'],
    ['\ud800', 'string of 1 characters'],
    ['a\nb', 'string of 3 characters'],
  ])('is text that a filing can have: %j', (reference, found) => {
    expect(check('Repair', { toy: 'train' }, { reference }).faults).toEqual([['/reference', found]]);
    expect(check('Letter', letter, { reference }).faults[0]).toEqual(['/reference', found]);
  });

  it('stands in the documents: needed of a message that holds none, and possible of any', () => {
    const { messages } = asyncApi('1').components as { messages: Record<string, object> };
    const required = (message: string) => valueAt(messages[message], '/payload/required');
    expect(required('Repair')).toContain('reference');
    expect(required('Letter')).not.toContain('reference');
    expect(valueAt(messages['Letter'], '/payload/properties/reference/type')).toBe('string');
    expect(valueAt(messages['Repair'], '/correlationId/location')).toBe('$message.payload#/reference');
    expect(valueAt(messages['Letter'], '/correlationId/location')).toBe('$message.payload#/payload/id');
  });
});
