import { closedNetwork, everything, example, lanesIn } from './synthesized.ts';

/** The sample as a stage of its own, whose names no other stage takes. */
export function stageOf(stage: string, more: { callbacks?: object; [key: string]: unknown } = {}): object {
  const lane = { ...example.lanes['delta-h7'], credentialsSecret: `declarant/${stage}/delta-h7/credentials` };
  const callbacks = { ...example.callbacks, ...more.callbacks, tokenSecret: `declarant/${stage}/callback-token` };
  return { ...more, stage, lanes: { 'delta-h7': lane }, callbacks };
}

/** The sample with its callbacks changed. */
const withCallbacks = (callbacks: object) => ({ callbacks: { ...example.callbacks, ...callbacks } });

/** Changes of the sample that make every part of the templates, alone and with the others. */
export const configurations: Readonly<Record<string, object>> = {
  'the sample': {},
  'all that may be configured': everything,
  'a name of its own': withCallbacks({ domain: everything.callbacks.domain }),
  'a firewall': withCallbacks({ webAcl: true }),
  'networks that are let in': withCallbacks({ allowedNetworks: ['192.0.2.0/24', '2001:db8::/32'] }),
  'many platforms': { platforms: Array.from({ length: 20 }, (_, n) => `shop-${n}`) },
  'addresses that are told of alarms': { alarms: { emails: ['one@example.com', 'two@example.com'] } },
  'endpoints in a network, and a security group of its own': {
    lanes: lanesIn({ ...closedNetwork, securityGroupId: 'sg-0a1b2c3d4e5f60005' }),
  },
  'another stage': stageOf('test'),
  'another region': { region: 'us-east-1' },
  'all of it for ten years': { ...everything, retentionDays: 3660, logRetentionDays: 3653 },
};
