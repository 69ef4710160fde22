import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { limits } from '../../schemas/shape.ts';
import { describeOnAnEngine } from '../support/engines.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { creation, item, submissionOf } from '../support/messages.ts';

const description = (n: number) => `${n} `.padEnd(512, 'Pull-over en coton biologique, tricoté à la main; ');
const documents = (n: number) =>
  Array.from({ length: 25 }, (_, document) => ({
    previousDocumentReference: `REF-${n}-${document}`.padEnd(30, '0'),
    previousDocumentType: 'N740',
  }));
/** The size of a declaration of 99 items in practice. */
const long = (lrn: string) =>
  submissionOf(
    creation(
      lrn,
      'A',
      Array.from({ length: 99 }, (_, n) => ({
        ...item(1, 'EUR', n + 1),
        goodsDescription: description(n),
        previousDocuments: documents(n),
      })),
    ),
  );
/** A declaration of the given size that cannot be compressed. */
function incompressible(lrn: string, bytes: number): string {
  const made = (note: string) =>
    submissionOf({ ...creation(lrn), declaration: { ...creation(lrn).declaration, note } });
  const room = bytes - Buffer.byteLength(made(''));
  return made(randomBytes(room).toString('base64').slice(0, room));
}

describeOnAnEngine('a large submission, on %s', 'dynamodb-local', (engine) => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await startMachine({ engine, lane: { timeoutSeconds: 10 } });
  });
  afterAll(() => machine?.stop());

  const sentAs = (lrn: string) => machine.customs.received.filter((call) => call.lrn === lrn);

  it.each([
    ['of 99 items with long descriptions and 25 documents each', 'LARGE-1', long('LARGE-1'), 230_000],
    ['of 990 kB that nothing compresses', 'LARGE-2', incompressible('LARGE-2', 990_000), 989_999],
    ['of exactly as many bytes as are taken', 'LARGE-3', incompressible('LARGE-3', limits.bytes), limits.bytes - 1],
  ])('[F11] %s is taken, sent and shown', async (_, lrn, text, least) => {
    expect(Buffer.byteLength(text)).toBeGreaterThan(least);
    await machine.submit(text);
    const filing = await machine.until(lrn, ({ status }) => status === 'answered');
    expect(filing.errors).toEqual([]);
    expect(sentAs(lrn)).toHaveLength(1);
  });

  it('[F11] of one byte more is refused under its reference, with its text, and told', async () => {
    const text = incompressible('LARGE-4', limits.bytes + 1);
    await machine.submit(text);
    const filing = await machine.until('LARGE-4', ({ status }) => status === 'refused');
    expect(filing.errors).toMatchObject([{ errorDescription: expect.stringContaining('at most 1000000 bytes') }]);
    const [record] = await machine.ledger.records({ authority: 'delta-h7', kind: 'declaration', reference: 'LARGE-4' });
    expect(record?.type === 'refused' && record.body === text).toBe(true);
    expect((await machine.outcomes()).filter(({ reference }) => reference === 'LARGE-4')).toMatchObject([
      { outcome: 'refused', faults: [{ rule: 'at most 1000000 bytes', found: '1000001 bytes' }] },
    ]);
    expect(sentAs('LARGE-4')).toEqual([]);
  });

  it('[F11] comes in batches with others like it, more than one invocation carries', { timeout: 240_000 }, async () => {
    const lrns = Array.from({ length: 8 }, (_, n) => `LARGE-B${n}`);
    await Promise.all(lrns.map((lrn) => machine.submit(incompressible(lrn, 900_000))));
    const statuses = async () =>
      (await Promise.all(lrns.map((lrn) => machine.filing(lrn)))).map(({ status }) => status);
    const all = lrns.map(() => 'answered');
    await expect.poll(statuses, { timeout: 200_000, interval: 1000 }).toEqual(all);
    expect(lrns.map((lrn) => sentAs(lrn).length)).toEqual(lrns.map(() => 1));
  });
});
