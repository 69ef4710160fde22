import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { concurrencyCheck } from '../../desk/doctor/concurrency.ts';
import type { Installation } from '../../desk/gateway/gateway-connection.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';

const clients: LambdaClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

/** A lane's sender reserves 2, housekeeping 1, the notifier 5 and the keeper 4: 12 in all. */
const configuration = {
  stage: 'prod',
  lanes: { [TOY]: { maximumConcurrency: 2 } },
  callbacks: undefined,
  concurrency: { receiver: 9, notifier: 5, keeper: 4 },
} as unknown as Parameters<typeof concurrencyCheck>[1];

/** The finding in an account of these limits, as Lambda tells them. */
function found(ConcurrentExecutions: number, UnreservedConcurrentExecutions: number, more: Partial<Installation> = {}) {
  const client = new LambdaClient({ region: 'eu-west-3', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  clients.push(client);
  client.middlewareStack.add(
    () => async () => ({
      response: {},
      output: { $metadata: {}, AccountLimit: { ConcurrentExecutions, UnreservedConcurrentExecutions } },
    }),
    { step: 'build', name: 'answer' },
  );
  const { installation } = connectionOf(TOY);
  const deployed = { ...installation, isLocal: false, region: 'eu-west-3', putUp: 'npx cdk deploy --all' };
  return concurrencyCheck({ ...deployed, lambda: async () => client, ...more }, configuration);
}

describe('the reserved instances of all functions', () => {
  it('fit into the quota of the account, with 100 left for functions that reserve none', async () => {
    expect(await found(1000, 980)).toEqual({
      part: 'concurrency',
      verdict: 'ok',
      says: 'its functions reserve 13 instances, all functions of the account 20 of 1000: 980 are left',
      remedy: null,
    });
    expect((await found(113, 100)).verdict).toBe('ok');
  });

  it('are too many for the quota of a new account: more is to be asked for', async () => {
    const { verdict, says, remedy } = await found(111, 99);
    expect(verdict).toBe('fault');
    expect(says).toBe(
      'its functions reserve 13 instances, and the account has 111, of which Lambda keeps 100 for functions that reserve none',
    );
    expect(remedy).toMatch(/^ask AWS for more: aws service-quotas .* --region eu-west-3 .* --desired-value 1000$/);
  });

  it('are fewer in the account than the configuration has: it is not deployed', async () => {
    expect(await found(1000, 989)).toMatchObject({
      verdict: 'warning',
      says: 'its functions are to reserve 13 instances, and all functions of the account reserve 11',
      remedy: 'npx cdk deploy --all',
    });
  });

  it('have no quota beside a local gateway', async () => {
    expect(await found(10, 10, { isLocal: true })).toMatchObject({
      verdict: 'ok',
      says: 'a local gateway has no quota',
    });
  });
});
