import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterEach, describe, expect, it } from 'vitest';
import { addDeployment } from '../../infra/deployment.ts';
import { catalogue, contractOf } from '../../schemas/catalogue.ts';
import { LONGEST_CALL_SECONDS } from '../../schemas/lane.ts';
import { senderTimes } from '../../schemas/sender-times.ts';
import { settings } from '../../schemas/settings.ts';
import { configured } from './support/synthesized.ts';

const LANE = 'delta-h7';
const { [LANE]: contract } = catalogue;
const withoutToken = () => Object.assign(catalogue, { [LANE]: { ...contract, withoutToken: true } });
afterEach(() => void Object.assign(catalogue, { [LANE]: contract }));

/** The stacks of the sample, its first lane with calls of this time. */
function stacks(timeoutSeconds: number) {
  const configuration = configured();
  Object.assign(configuration.lanes[LANE] ?? {}, { timeoutSeconds });
  const { state, gateway } = addDeployment(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), configuration);
  return { state: Template.fromStack(state), gateway: Template.fromStack(gateway) };
}

describe('the sender of a lane whose calls may take minutes', () => {
  it.each([
    [310, 480],
    [LONGEST_CALL_SECONDS, 600],
  ])('has time for calls of %i s: %i s, by which its outbox hides messages and ends with dead letters', (call, own) => {
    withoutToken();
    const { state, gateway } = stacks(call);
    gateway.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: `declarant-prod-${LANE}-send`,
      Timeout: own,
    });
    const receives = Math.ceil((14 * 86_400) / (6 * own)) - 1;
    expect(6 * own * receives).toBeLessThan(14 * 86_400);
    state.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: `declarant-prod-${LANE}-outbox`,
      VisibilityTimeout: 6 * own,
      RedrivePolicy: { maxReceiveCount: receives },
    });
  });

  it('starts no call that could not end before it does, and plans as far as others', () => {
    withoutToken();
    const { timeoutSeconds, reserveMs, horizonMs, leaseMs } = senderTimes(LANE, { timeoutSeconds: 310 });
    expect(reserveMs).toBeGreaterThan(310_000);
    expect(timeoutSeconds * 1000 - reserveMs).toBeGreaterThanOrEqual(horizonMs);
    expect(leaseMs).toBeGreaterThan(310_000);
  });

  it('is no longer where calls are short, or need a token', () => {
    const token = senderTimes(LANE, { timeoutSeconds: 30 });
    expect(token).toEqual({ timeoutSeconds: 300, reserveMs: 130_000, horizonMs: 120_000, leaseMs: 40_000 });
    withoutToken();
    expect(senderTimes(LANE, { timeoutSeconds: 20 })).toMatchObject({ timeoutSeconds: 300, reserveMs: 50_000 });
  });

  it('may be had only where calls need no token', () => {
    for (const [name, { lane }] of Object.entries(settings)) {
      const of = contractOf(name as keyof typeof settings).withoutToken ? LONGEST_CALL_SECONDS : 30;
      const timeout = lane.shape.timeoutSeconds;
      expect([name, timeout.safeParse(of).success, timeout.safeParse(of + 1).success]).toEqual([name, true, false]);
    }
  });
});
