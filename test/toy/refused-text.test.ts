import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../functions/authorities/authority.ts';
import { everywhereTaken } from '../../schemas/message-text.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

const key = { authority: TOY, kind: 'declaration', reference: 'C-1' } as const;
const refusal: Verdict = { kind: 'refused', httpStatus: 400, error: { errorCode: 'BIG' } };
const submission = { authority: TOY, message: 'Check', platform: 'shop-1', payload: { id: 'C-1', toy: 'a b' } };

const inverse = (value: object) => Object.fromEntries(Object.entries(value).reverse());

/** A gateway on whose outbox these texts were put, one after the other. */
async function afterTexts(gateway: ToyGateway, ...texts: string[]): Promise<ToyGateway> {
  for (const text of texts) {
    gateway.put(text, 'AROASHOP');
    await gateway.run();
    gateway.clock += 1000;
  }
  return gateway;
}

describe('a text that the authority refused', () => {
  const compact = JSON.stringify(submission);

  const train = { ...submission, payload: { id: 'C-1', toy: '🚂' } };
  const again = JSON.stringify(train);

  it.each([
    ['indented', again, JSON.stringify(train, null, 2)],
    ['with a byte order mark', again, `\uFEFF${again}`],
    ['with ends of lines', again, `\r\n${again}\n`],
    ['with its keys in another order', again, JSON.stringify({ ...inverse(train), payload: inverse(train.payload) })],
    ['with characters escaped', again, everywhereTaken(again)],
    [
      'with a reason and the reference beside it',
      again,
      JSON.stringify({ ...train, reference: 'C-1', reason: 'again' }),
    ],
  ])('[H7-E400] is the same one %s: it is not sent again', async (_, first, second) => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(refusal);
    await afterTexts(gateway, first, second);
    expect(gateway.toymaker.calls).toHaveLength(1);
    expect(gateway.told.map(({ outcome }) => outcome)).toEqual(['refused', 'duplicate']);
  });

  it('[H7-E400] is another one where the space stands in a value', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(refusal);
    await afterTexts(gateway, compact, compact.replace('a b', 'a  b'));
    expect(gateway.toymaker.calls).toHaveLength(2);
  });
});

describe("a text that the authority's own rule of a day forbids", () => {
  it('is refused with its code on that day, and goes on another', async () => {
    const gateway = new ToyGateway();
    gateway.clock = Date.parse('2026-12-24T10:00:00Z');
    await afterTexts(gateway, JSON.stringify(submission));
    expect(gateway.told).toMatchObject([{ outcome: 'refused', faults: [{ pointer: '/payload/toy', code: 'BUSY' }] }]);
    expect((await gateway.filing('C-1')).errors).toMatchObject([{ errorCode: 'BUSY', errorPointer: '/payload/toy' }]);
    gateway.clock = Date.parse('2026-12-27T10:00:00Z');
    await afterTexts(gateway, JSON.stringify(submission));
    expect(gateway.toymaker.calls).toHaveLength(1);
  });
});

describe('a text that is refused twice before it is sent', () => {
  const text = JSON.stringify({ ...submission, message: 'Letter', payload: { id: 'C-1', wish: 'coal' } });

  it('stands in the history once for each reason', async () => {
    const gateway = await afterTexts(new ToyGateway(), text, text);
    const refused = async () => (await gateway.filing('C-1')).history.filter(({ outcome }) => outcome === 'refused');
    expect(await refused()).toHaveLength(1);
    const [first] = (await gateway.ledger.records(key)).filter(({ type }) => type === 'refused');
    if (first?.type !== 'refused') throw new Error('It was not refused');
    const at = new Date(gateway.clock).toISOString();
    await gateway.ledger.refuse(key, { ...first, at, errors: [{ errorDescription: 'withdrawn' }] });
    expect((await refused()).map(({ errors }) => errors)).toEqual([first.errors, [{ errorDescription: 'withdrawn' }]]);
    expect(await gateway.filing('C-1')).toMatchObject({ errors: [{ errorDescription: 'withdrawn' }] });
  });
});
