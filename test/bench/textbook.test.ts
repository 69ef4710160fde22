import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, it, onTestFinished } from 'vitest';
import { answerDeclarations } from '../../bench/support/answered-declarations.ts';
import { billOf } from '../../bench/support/bill.ts';
import { proveFiled } from '../../bench/support/proof.ts';
import { sendDeclarations } from '../../bench/support/sent-declarations.ts';
import { startTextbook } from '../../bench/textbook/textbook.ts';
import { creation, response, submissionOf } from '../support/messages.ts';

const PATIENCE_MS = 60_000;

async function textbook() {
  const started = await startTextbook({ perSecond: 1000 });
  onTestFinished(() => started.stop());
  return started;
}

it('the textbook files a declaration once, keeps its callbacks and tells of them', {
  timeout: PATIENCE_MS,
}, async () => {
  const design = await textbook();
  const lrns = ['A', 'B', 'C'];
  await sendDeclarations(design, lrns);
  await answerDeclarations(design, lrns);
  await proveFiled(design, lrns, 2);
});

it('a declaration that is submitted again is not filed again', { timeout: PATIENCE_MS }, async () => {
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
  // That of A was refused.
  expect(bill.units['idempotency']?.table).toBe(3);
});

it('only customs’ token is let in, and its authorizer is asked once in five minutes', {
  timeout: PATIENCE_MS,
}, async () => {
  const design = await textbook();
  const body = response();
  const refused = await design.callback('/declarations/1/reponses', body, 'Bearer another');
  expect(refused.status).toBe(403);
  for (const _ of [1, 2, 3]) expect((await design.callback('/declarations/1/reponses', body)).status).toBe(200);
  expect(design.gateway.functions.get('textbook-authorizer')?.counts.invocations).toBe(2);
  expect(design.gateway.functions.get('textbook-receiver')?.counts.invocations).toBe(3);
});

it('a proof fails where a declaration was not called back', { timeout: PATIENCE_MS }, async () => {
  const design = await textbook();
  await sendDeclarations(design, ['A', 'B']);
  await answerDeclarations(design, ['A']);
  await design.callback('/declarations/9/reponses', response({ lrn: 'B' }));
  await design.callback('/declarations/9/reponses', response({ lrn: 'B' }));
  await expect(proveFiled(design, ['A', 'B'], 2)).rejects.toThrow(/^B has .*"callbacks":1,"isReleased":false/);
});
