import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snsOutcomesInBatches } from '../../../functions/outcomes/batches.ts';
import { snsOutcomes } from '../../../functions/outcomes/outcomes.ts';
import { publication, publishedBytes } from '../../../functions/outcomes/publication.ts';
import { type QueueStandIn, startQueues } from '../../../local/stand-ins/queues.ts';
import { type Outcome, outcome as outcomeSchema } from '../../../schemas/outcome.ts';
import { takeAll } from '../../support/queues.ts';
import { TOY } from '../../support/toy/register.ts';

const SNS_TAKES = 262_144;
/** A text of characters that SNS and SQS take. */
const TAKEN = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]+$/u;

const outcome = (more: Partial<Outcome> = {}): Outcome => ({
  id: 'Complaint/e-1/L-1/abcdef01',
  at: '2026-11-29T10:00:00.000Z',
  outcome: 'rejected',
  authority: TOY,
  message: 'Complaint',
  messageId: 'e-1',
  reference: 'L-1',
  kind: 'declaration',
  platform: 'shop-1',
  ...more,
});
const errors = (count: number, description: string) =>
  Array.from({ length: count }, (_, n) => ({
    errorType: 15,
    errorCode: `E_${n}`,
    errorPointer: `declaration.items[${n}]`,
    errorDescription: description,
  }));
const priceOf = (kilobytes: number) => ({ parts: Array.from({ length: kilobytes }, () => 'x'.repeat(1020)) });
const told = (given: Outcome) => JSON.parse(publication(given).Message) as Outcome;

describe('an outcome', () => {
  it('goes out as it is where it fits', () => {
    const small = outcome({ errors: errors(99, 'x'.repeat(350)), price: priceOf(100) });
    expect(told(small)).toEqual(small);
  });

  it.each([
    [594, 350, 'é'],
    [999, 200, 'x'],
    [999, 350, '\u{1f4e6}'],
    [999, 350, '\u0001'],
    [3, 2_000_000, 'x'],
    [200_000, 1, 'x'],
  ])(
    '[F14, H7-Efunc] with %i errors of %i characters %j is within what SNS takes, with the count and where the rest is',
    (count, characters, text) => {
      const given = outcome({ errors: errors(count, text.repeat(characters)) });
      expect(publishedBytes(publication(given))).toBeLessThanOrEqual(SNS_TAKES);
      const { errors: first = [], errorCount, leftOut, seeAll } = told(given);
      if (first.length === count) {
        expect([errorCount, leftOut, seeAll]).toEqual([undefined, undefined, undefined]);
        return;
      }
      expect({ errorCount, leftOut, seeAll }).toEqual({
        errorCount: count,
        leftOut: ['errors'],
        seeAll: 'declarant show L-1',
      });
      // Only what must be is left out, and each remaining entry is whole.
      expect(Buffer.byteLength(publication(given).Message)).toBeGreaterThan(250_000);
      expect(first).toEqual(given.errors?.slice(0, first.length));
    },
  );

  it('[F14] with a price that is too large is told without them, its errors first', () => {
    const huge = outcome({ price: priceOf(400), state: 'validated' });
    expect(told(huge)).toEqual({
      ...outcome({ state: 'validated' }),
      leftOut: ['price'],
      seeAll: 'declarant show L-1',
    });
    const both = told(outcome({ price: priceOf(245), errors: errors(999, 'x'.repeat(350)) }));
    expect(both).toMatchObject({ leftOut: ['price', 'errors'], errorCount: 999 });
    expect(both.errors?.length).toBeGreaterThan(400);
    const beside = told(outcome({ price: priceOf(100), errors: errors(999, 'x'.repeat(350)) }));
    expect(beside).toMatchObject({ price: {}, leftOut: ['errors'] });
  });

  it('[F14] with too many faults, or declarations that were asked for, is told all the same', () => {
    const fault = { pointer: '/x'.repeat(90_000), rule: 'unknown property', found: 'string', remedy: 'remove it' };
    const faulty = told(outcome({ outcome: 'refused', faults: Array.from({ length: 2000 }, () => fault) }));
    expect(faulty).toMatchObject({ faultCount: 2000, leftOut: ['faults'] });
    expect(faulty.faults?.[0]?.pointer).toMatch(/^\/x\/x.* … \(\d+ more characters\)$/);
    const coded = told(outcome({ outcome: 'refused', faults: [{ ...fault, pointer: '/x', code: '013' }] }));
    expect(coded.faults).toEqual([{ ...fault, pointer: '/x', code: '013' }]);
    const declarations = Array.from({ length: 20_000 }, (_, n) => `L-${n}-${'x'.repeat(22)}`);
    const request = { message: 'Recall', decision: null, declarations };
    expect(told(outcome({ kind: 'request', request }))).toMatchObject({ leftOut: ['request'] });
  });

  it('[F10, F14] is what SNS takes, and the schema has, whatever texts it holds', () => {
    const text = fc
      .tuple(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom('', '\ud800', '\udc00', '\uffff', '\u0000'),
        fc.nat(5000),
      )
      .map(([start, odd, times]) => `${start}${odd}`.repeat(times));
    const texts = fc.record({
      message: text,
      platform: text,
      rawState: text,
      stateDateTime: text,
      tag: text,
      number: text,
      reason: text,
      errors: fc.array(fc.record({ errorCode: text, errorDescription: text }), { maxLength: 30 }),
      price: fc.array(text, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(texts, (given) => {
        const made = publication(outcome(given));
        expect(publishedBytes(made)).toBeLessThanOrEqual(SNS_TAKES);
        expect(made.Message).toMatch(TAKEN);
        for (const { StringValue } of Object.values(made.MessageAttributes)) {
          expect(StringValue.length).toBeLessThanOrEqual(256);
          expect(StringValue).toMatch(TAKEN);
        }
        expect(outcomeSchema().safeParse(JSON.parse(made.Message)).error).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });
});

describe('outcomes on the topic', () => {
  let standIn: QueueStandIn;
  let topic: string;
  beforeAll(async () => {
    standIn = await startQueues('eu-west-3');
    topic = standIn.createTopic('outcomes').arn;
    const { arn } = standIn.createQueue('shop-1', {});
    standIn.subscribe(topic, 'sqs', arn, { RawMessageDelivery: 'true' });
  });
  afterAll(() => standIn.close());
  const client = () => ({
    ...{ endpoint: standIn.endpoint, region: 'eu-west-3', maxAttempts: 1 },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

  it('[F14] are taken one by one and in batches, each as large as it may be', async () => {
    const sizes: number[] = [];
    const sns = new SNSClient(client());
    sns.middlewareStack.add(
      (next) => (given) => {
        const input = given.input as { PublishBatchRequestEntries?: unknown[] };
        const entries = (input.PublishBatchRequestEntries ?? [input]) as Parameters<typeof publishedBytes>[0][];
        sizes.push(entries.map(publishedBytes).reduce((sum, size) => sum + size));
        return next(given);
      },
      { step: 'initialize' },
    );
    const large = outcome({ errors: errors(999, '\u{1f4e6}'.repeat(300)) });
    const batched = snsOutcomesInBatches(sns, topic);
    await snsOutcomes(sns, topic).publish(large);
    await Promise.all(
      [large, outcome(), outcome({ errors: errors(300, 'x'.repeat(350)) }), large].map(batched.publish),
    );
    const taken = await takeAll<Outcome>(new SQSClient(client()), standIn.urlOf('shop-1'));
    expect(taken.map((one) => one.errorCount).sort()).toEqual([999, 999, 999, undefined, undefined]);
    for (const size of sizes) expect(size).toBeLessThanOrEqual(SNS_TAKES);
    expect(sizes.length).toBeLessThanOrEqual(4);
  });
});
