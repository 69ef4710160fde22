import { describe, expect, it, vi } from 'vitest';
import { readSubmissions } from '../../desk/submit/submissions.ts';
import { outboxDigest } from '../../functions/ledger/submission-digest.ts';
import { messageOf, outboundOrFirst } from '../../schemas/catalogue.ts';
import { checkSubmission } from '../../schemas/check-submission.ts';
import type { OutboundMessage } from '../../schemas/contract.ts';
import { asyncApi } from '../../schemas/documents/asyncapi.ts';
import { messageSchema } from '../../schemas/documents/json-schema.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

const toys = '[{"toy":"train","price":5.8000}]';
const plain = `{"child":"Ann","year":2026,"toys":${toys}}`;
const forms = {
  plain,
  wrapped: `{"tally":${plain}}`,
  lines: JSON.stringify({ lines: 'Ann\n2026\ntrain 5.8000' }),
};
const envelope = (payload: string, more = '') =>
  `{"authority":"toy","message":"Tally","platform":"shop-1"${more},"payload":${payload}}`;
const check = (payload: string, more?: string) => checkSubmission(readOutboxText(envelope(payload, more)), TOY);
const faultsOf = (payload: string, more?: string) =>
  check(payload, more).faults.map(({ pointer, rule, found }) => [pointer, rule, found]);

async function sent(payload: string) {
  const gateway = new ToyGateway();
  gateway.put(envelope(payload), 'AROASHOP');
  await gateway.run();
  return gateway;
}

describe('a reference that follows from several fields', () => {
  it('is the reference of the filing, with its slash', async () => {
    const gateway = await sent(forms.plain);
    expect(await gateway.filing('Ann/2026')).toMatchObject({ reference: 'Ann/2026', status: 'sent' });
    gateway.put(envelope(`{"child":"Ann","year":2026,"toys":[]}`), 'AROASHOP');
    await gateway.run();
    expect(gateway.told).toMatchObject([{ outcome: 'duplicate', reference: 'Ann/2026' }]);
  });

  it('may be repeated by the envelope, and not contradicted', () => {
    expect(faultsOf(plain, ',"reference":"Ann/2026"')).toEqual([]);
    expect(faultsOf(plain, ',"reference":"Ann"')).toEqual([
      ['/reference', 'the reference at /payload/year, "Ann/2026"', '"Ann"'],
    ]);
  });

  it('names its place where it is too long', () => {
    const long = JSON.stringify({ child: 'x'.repeat(96), year: 2026, toys: [] });
    expect(faultsOf(long)).toMatchObject([['/payload/year', expect.any(String), 'string of 101 characters']]);
  });

  it('is that of the envelope where a field is missing', () => {
    const { faults, reference } = check('{"child":"Ann","toys":[]}', ',"reference":"Ann/2026"');
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/payload/year']);
    expect(reference).toBe('Ann/2026');
  });

  it('cannot be set by the desk, and is known to it', () => {
    const files = [{ name: 'a.json', text: envelope(forms.wrapped) }];
    expect(readSubmissions(files)).toMatchObject([{ reference: 'Ann/2026' }]);
    expect(() => readSubmissions(files, { reference: 'Bea/2026' })).toThrow(
      '--reference cannot be given: the reference of Tally follows from what it says at /payload/year.',
    );
  });

  it('has no one place in the documents', () => {
    const { messages } = asyncApi('1').components as { messages: Record<string, object> };
    expect(messages['Tally']).not.toHaveProperty('correlationId');
    expect(messages['Letter']).toHaveProperty('correlationId');
  });
});

describe('a message in another form', () => {
  it.each([
    ['plain', forms.plain],
    ['wrapped', forms.wrapped],
  ])('is kept and goes out in its own form, with its numbers as written: %s', async (_, form) => {
    const gateway = await sent(form);
    expect(gateway.toymaker.calls[0]?.body).toContain(`"child":"Ann","year":2026,"toys":${toys}`);
    const filing = await gateway.filing('Ann/2026');
    expect(filing.declaration).toMatchObject({ child: 'Ann', toys: [{ toy: 'train', price: 5.8 }] });
  });

  it('goes out as the text that it is, with each try, and is known in its own form', async () => {
    const gateway = new ToyGateway();
    const error = { errorCode: 'http-503' };
    gateway.toymaker.answers.push({
      ...{ kind: 'unavailable', cause: 'http-503', httpStatus: 503, error, mayHaveArrived: false },
    });
    const text = '\ufeffAnn\r\n2026\ntrain 5.8000';
    gateway.put(envelope(JSON.stringify({ lines: text })), 'AROASHOP');
    await gateway.run();
    await gateway.pass(3 * 60_000);
    const bodies = gateway.toymaker.calls.map(({ body }) => body);
    expect(bodies).toEqual([text, text]);
    const filing = await gateway.filing('Ann/2026');
    expect(filing).toMatchObject({ status: 'sent', declaration: { child: 'Ann', toys: [{ price: 5.8 }] } });
    const records = await gateway.ledger.records({ authority: TOY, kind: 'declaration', reference: 'Ann/2026' });
    expect(records).toMatchObject([{ body: expect.stringContaining('"price":5.8000'), raw: text }]);
  });

  it('is read once by the sender', async () => {
    const read = vi.spyOn(outboundOrFirst(TOY, 'Tally') as Required<OutboundMessage>, 'read');
    await sent(forms.lines);
    expect(read).toHaveBeenCalledTimes(1);
    read.mockRestore();
  });

  it('has its faults where they would stand in its own form', () => {
    const wrong = '{"child":"","year":2026,"toys":[{"toy":7}]}';
    const pointers = ['/payload/child', '/payload/toys/0/toy'];
    for (const form of [wrong, `{"tally":${wrong}}`])
      expect(faultsOf(form).map(([pointer]) => pointer)).toEqual(pointers);
    expect(faultsOf(JSON.stringify({ lines: '\n2026\ntrain 1.234\na b c' })).map(([pointer]) => pointer)).toEqual([
      '/payload/lines',
      '/payload/child',
      '/payload/toys/1/price',
      '/payload/toys/0/price',
    ]);
  });

  it('is the same submission again however it is wrapped, and another one as another text', () => {
    const [first, wrapped, lines, otherLines] = [
      ...Object.values(forms),
      JSON.stringify({ lines: 'Ann\n2026\ntrain 5.8' }),
    ].map((form) => outboxDigest(envelope(form), TOY));
    expect(wrapped).toBe(first);
    expect(new Set([first, lines, otherLines]).size).toBe(3);
  });

  it('stands in its schema for platforms', () => {
    const entry = messageOf(TOY, 'Tally');
    if (!entry) throw new Error('the toy has no tally');
    expect(messageSchema(entry, 'submission')).toMatchObject({
      anyOf: [{ properties: { child: {} } }, { anyOf: [{ required: ['tally'] }, { required: ['lines'] }] }],
    });
    expect(messageSchema(entry, 'wire')).not.toHaveProperty('anyOf');
  });
});
