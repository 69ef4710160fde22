import type { SQSRecord } from 'aws-lambda';
import { expect, it } from 'vitest';
import { readQueued } from '../../../functions/send/queued.ts';
import { reportUngrouped } from '../../../functions/send/ungrouped.ts';
import { TOY } from '../../support/toy/register.ts';
import { GATEWAY_ROLE, trusting } from '../../support/trust.ts';

const queued = (body: string, group?: string, { receives = 1, sender = 'AROASHOP:session' } = {}) =>
  readQueued({
    body,
    attributes: {
      ...{ ApproximateReceiveCount: String(receives), SenderId: sender },
      ...(group !== undefined && { MessageGroupId: group }),
    },
  } as unknown as SQSRecord);

function reported(...messages: ReturnType<typeof queued>[]) {
  const lines: unknown[] = [];
  const telemetry = { event: (name: string, fields: object) => void lines.push({ name, ...fields }), problem() {} };
  reportUngrouped(messages, { ...trusting(), authority: { name: TOY }, telemetry } as never);
  return lines;
}

const from = (platform: string) => JSON.stringify({ platform, payload: {} });

it('counts the submissions of a batch that are not in the group of their platform, in one line', () => {
  const found = reported(
    queued(from('shop-1')),
    queued(from('shop-1')),
    queued(from('shop-2'), 'shop-1'),
    queued('no JSON'),
    queued(from('shop-3'), 'shop-3'),
  );
  const platforms = ['shop-1', 'shop-2'];
  expect(found).toEqual([{ name: 'submission.ungrouped', authority: TOY, count: 4, platforms }]);
});

it("counts neither those in their group, nor one twice, nor the gateway's own, nor names what is no name", () => {
  expect(reported(queued(from('shop-1'), 'shop-1'), queued('no JSON', 'shop-1'))).toEqual([]);
  expect(reported(queued(from('shop-1'), undefined, { receives: 2 }))).toEqual([]);
  expect(reported(queued('{"resume":{}}', undefined, { sender: `${GATEWAY_ROLE}:session` }))).toEqual([]);
  expect(reported(queued(from('a name with spaces')))).toMatchObject([{ count: 1, platforms: [] }]);
});
