import '../support/toy/alone.ts';

import type { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { acting } from '../../desk/actions/acting.ts';
import { switchLane } from '../../desk/actions/switch-lane.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { refusedPermission } from '../../desk/gateway/refused-permission.ts';
import { putAll } from '../../desk/submit/put-all.ts';
import type { PersonAction } from '../../functions/ledger/actions.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';

const denied = (permission: string, name = 'AccessDeniedException') =>
  Object.assign(
    new Error(
      `User: arn:aws:sts::1:assumed-role/Clerk/anna is not authorized to perform: ${permission} on resource: x`,
    ),
    { name, $metadata: { httpStatusCode: 400 } },
  );

/** A gateway that keeps what people do. */
function gatewayThat(more: Partial<GatewayConnection> = {}) {
  const kept: (PersonAction | string)[] = [];
  const gateway: GatewayConnection = {
    ...connectionOf(TOY),
    actions: async () => ({
      keep: async (action) => {
        kept.push(action);
        return { month: '', entry: '' };
      },
      end: async (_, result) => void kept.push(result),
      async *between() {},
    }),
    ...more,
  };
  return { gateway, kept };
}

describe('a person acts', () => {
  const about = { action: 'pause', authority: TOY, reason: 'maintenance' };

  it('only once it is kept who does it, when and why; and then how it ended', async () => {
    const { gateway, kept } = gatewayThat();
    const before = async () => void expect(kept).toMatchObject([{ who: 'somebody', ...about, at: expect.any(String) }]);
    await acting(gateway, about, before);
    await expect(acting(gateway, about, () => Promise.reject(new TypeError('a defect')))).rejects.toThrow(TypeError);
    expect(kept.filter((one) => typeof one === 'string')).toEqual(['done', 'failed']);
  });

  it.each([
    ['AccessDeniedException', 'dynamodb:UpdateItem'],
    ['AccessDenied', 'sqs:sendmessage'],
    ['AuthorizationErrorException', 'SNS:Publish'],
  ])('without a permission (%s): the fault names it', async (name, permission) => {
    const { gateway } = gatewayThat();
    await expect(acting(gateway, about, () => Promise.reject(denied(permission, name)))).rejects.toMatchObject({
      name: 'DeskFault',
      code: 'ACCESS_DENIED',
      exitCode: 1,
      permission,
    });
  });

  it('not at all where the record of it is refused', async () => {
    const { gateway } = gatewayThat({ actions: () => Promise.reject(denied('dynamodb:PutItem')) });
    let isDone = false;
    const act = async () => {
      isDone = true;
    };
    await expect(acting(gateway, about, act)).rejects.toMatchObject({ permission: 'dynamodb:PutItem' });
    expect(isDone).toBe(false);
  });
});

describe('a refused permission', () => {
  it('is found below another error, and in no other one', () => {
    expect(refusedPermission(new Error('it failed', { cause: denied('sns:Publish') }))).toEqual({
      permission: 'sns:Publish',
    });
    expect(refusedPermission(Object.assign(new Error('no'), { name: 'AccessDenied' }))).toEqual({
      permission: undefined,
    });
    expect(refusedPermission(new Error('throttled'))).toBeUndefined();
  });

  it('[H7-S6] to tell the platforms leaves the lane paused, and says both', async () => {
    const { gateway } = gatewayThat({
      laneSwitch: async () => ({ pause: async () => ({ state: 'closed' }) }) as never,
      outcomes: async () => ({ publish: () => Promise.reject(denied('sns:Publish')) }),
    });
    await expect(switchLane(gateway, 'pause', { lane: TOY, reason: 'maintenance' })).rejects.toMatchObject({
      code: 'AWS',
      permission: 'sns:Publish',
      message: expect.stringContaining('toy is paused, but the platforms could not be told'),
    });
  });

  it('to put anything on an outbox is one fault, not one a submission', async () => {
    const sqs = { send: () => Promise.reject(denied('sqs:sendmessage', 'AccessDenied')) } as unknown as SQSClient;
    const { gateway } = gatewayThat({ queues: async () => sqs, outbox: async () => 'http://q/outbox' });
    const one = { source: 'a', authority: TOY, message: 'Letter', platform: 'desk', reference: 'L-1', body: '{}' };
    await expect(putAll(gateway, [one, one])).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
