import { GetAccountSettingsCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, it, onTestFinished } from 'vitest';
import { lambdaNotifier } from '../../desk/gateway/notifier.ts';
import { FunctionError } from '../../local/lambda/function-error.ts';
import { type InvokeByName, startLambda } from '../../local/stand-ins/lambda.ts';

async function started(invoke: InvokeByName, reserved?: () => number) {
  const lambda = await startLambda(invoke, reserved);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new LambdaClient({ endpoint: lambda.endpoint, region: 'eu-west-3', credentials });
  onTestFinished(async () => {
    client.destroy();
    await lambda.close();
  });
  return { client, endpoint: lambda.endpoint };
}

const callbacks = [{ filing: 'f', entry: 'received/1' }];

it('a function is invoked by its name, with its answer', async () => {
  const { client } = await started(async (name, event) => ({ name, event }));
  const { Payload, FunctionError: error } = await client.send(
    new InvokeCommand({ FunctionName: 'declarant-test-notify', Payload: '{"a":1}' }),
  );
  expect([JSON.parse(Payload?.transformToString() ?? ''), error]).toEqual([
    { name: 'declarant-test-notify', event: { a: 1 } },
    undefined,
  ]);
});

it('an unknown function is reported as not found', async () => {
  const { client } = await started(() => undefined);
  await expect(lambdaNotifier(client, 'declarant-test-notify')(callbacks)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

it.each([
  ['ended at its time-out', () => Promise.reject(timedOut), 'Sandbox.Timedout'],
  ['is of a version that answers as it does to a stream', async () => ({ batchItemFailures: [] }), 'Unknown'],
])('a notifier that %s counts as having told nothing', async (_, invoke, error) => {
  const { client } = await started(invoke);
  expect(await lambdaNotifier(client, 'notify')(callbacks)).toEqual([{ isTold: false, error }]);
});

const timedOut = new FunctionError({ errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out' });

it('a payload that is no JSON is refused', async () => {
  const { endpoint } = await started(async () => 'never');
  const answer = await fetch(`${endpoint}/2015-03-31/functions/x/invocations`, { method: 'POST', body: '{' });
  expect(answer.status).toBe(400);
});

it('the account has 1,000 instances, and what functions reserve is taken from them', async () => {
  const { client } = await started(
    () => undefined,
    () => 178,
  );
  expect((await client.send(new GetAccountSettingsCommand())).AccountLimit).toEqual({
    ConcurrentExecutions: 1000,
    UnreservedConcurrentExecutions: 822,
  });
});
