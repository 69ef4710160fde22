import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, it, onTestFinished } from 'vitest';
import { answerDeclarations } from '../../bench/support/answered-declarations.ts';
import { billOf } from '../../bench/support/bill.ts';
import { proveFiled } from '../../bench/support/proof.ts';
import { sendDeclarations } from '../../bench/support/sent-declarations.ts';
import { startTextbook, type Textbook } from '../../bench/textbook/textbook.ts';
import { needsJava } from '../support/engines.ts';
import { creation, response, state, submissionOf } from '../support/messages.ts';

/** DynamoDB Local takes long to start where others keep the processors busy. */
const PATIENCE = { timeout: 120_000 };
/** DynamoDB Local alone has transactions. */
const WITH_JAVA = { ...PATIENCE, ...needsJava };
const paths = { response: '/declarations/1/reponses', state: '/declarations/1/etats' };

async function textbook() {
  const started = await startTextbook({ perSecond: 1000 });
  onTestFinished(() => started.stop());
  return started;
}

it('the textbook files a declaration once, keeps its callbacks and tells of them', WITH_JAVA, async () => {
  const design = await textbook();
  const lrns = ['A', 'B', 'C'];
  await sendDeclarations(design, lrns);
  await answerDeclarations(design, lrns);
  await proveFiled(design, lrns, 2);
});

it('a declaration that is submitted again is not filed again', WITH_JAVA, async () => {
  const design = await textbook();
  await sendDeclarations(design, ['A']);
  const { endpoints, region, queues } = design.gateway.ready;
  const sqs = new SQSClient({
    endpoint: endpoints.sqs,
    region,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  onTestFinished(() => sqs.destroy());
  const again = { QueueUrl: queues['delta-h7']?.outbox, MessageBody: submissionOf(creation('A')) };
  const bill = await billOf(design, async () => {
    await sqs.send(new SendMessageCommand(again));
    await sendDeclarations(design, ['B']);
  });
  expect(design.customs.received.map(({ lrn }) => lrn)).toEqual(['A', 'B']);
  // The write of A was refused.
  expect(bill.units['idempotency']?.table).toBe(3);
});

it('only customs’ token is let in, and its authorizer is asked once in five minutes', WITH_JAVA, async () => {
  const design = await textbook();
  const body = response();
  const refused = await design.callback(paths.response, body, 'Bearer another');
  expect(refused.status).toBe(403);
  for (const _ of [1, 2, 3]) expect((await design.callback(paths.response, body)).status).toBe(200);
  expect(design.gateway.functions.get('textbook-authorizer')?.counts.invocations).toBe(2);
  expect(design.gateway.functions.get('textbook-receiver')?.counts.invocations).toBe(3);
});

it('a proof fails where a declaration was not called back', WITH_JAVA, async () => {
  const design = await textbook();
  await sendDeclarations(design, ['A', 'B']);
  await answerDeclarations(design, ['A']);
  await design.callback('/declarations/9/reponses', response({ lrn: 'B' }));
  await design.callback('/declarations/9/reponses', response({ lrn: 'B' }));
  await expect(proveFiled(design, ['A', 'B'], 2)).rejects.toThrow(/^B has .*"callbacks":1,"isReleased":false/);
});

/** Calls back, and says what writing that took. */
async function unitsOf(design: Textbook, path: string, body: object) {
  const bill = await billOf(design, async () => {
    expect((await design.callback(path, body)).status).toBe(200);
  });
  return bill.units;
}

it(
  'a callback and its filing are written in one transaction, and nothing where it comes again',
  WITH_JAVA,
  async () => {
    const design = await textbook();
    await sendDeclarations(design, ['A']);
    const released = state({ lrn: 'A' });
    // 1 of the message and 2 of the filing, twice; its move in one index and its first place in the other.
    expect(await unitsOf(design, paths.state, released)).toEqual({ 'message+filing': { table: 6, indexes: 3 } });
    expect(await unitsOf(design, paths.state, released)).toEqual({});
    expect(await design.kept('A')).toEqual({ callbacks: 1, isReleased: true });
  },
);

it('a callback that a later state overtook is kept, and leaves that state', WITH_JAVA, async () => {
  const design = await textbook();
  await sendDeclarations(design, ['A']);
  await design.callback(paths.state, state({ lrn: 'A', at: '2026-11-22T10:01:00+01:00[Europe/Paris]' }));
  const units = await unitsOf(design, paths.response, response({ lrn: 'A' }));
  expect(units).toEqual({ message: { table: 1, indexes: 0 } });
  expect(await design.kept('A')).toEqual({ callbacks: 2, isReleased: true });
});
