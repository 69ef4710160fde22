import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSecrets } from '../../local/configuration.ts';
import { knownKinds, makerOf, needsNothing } from '../../local/resources/makers.ts';
import { nothingToDo } from '../../local/resources/nothing-to-do.ts';
import { intrinsics } from '../../local/template/intrinsics.ts';
import { configurations } from '../infra/support/configurations.ts';
import { configured, deployment, everything, example, jsonOf } from '../infra/support/synthesized.ts';
import { root } from '../support/files.ts';
import { temporaryFolder } from './support/folder.ts';
import { started } from './support/gateway.ts';

describe('every resource of the templates', () => {
  const resources = Object.values(configurations)
    .map((changes) => deployment(changes))
    .flatMap(({ state, gateway }) => [state, gateway].flatMap((stack) => Object.values(jsonOf(stack).Resources)));
  const kinds = new Set(resources.map(({ Type }) => Type));

  it('is made on this machine, or needs nothing here, for a stated reason', () => {
    expect([...kinds].filter((kind) => !makerOf(kind))).toEqual([]);
    expect([...kinds].filter((kind) => needsNothing(kind)).sort()).toEqual([
      'AWS::ApiGateway::BasePathMapping',
      'AWS::ApiGateway::DomainName',
      'AWS::CloudWatch::Dashboard',
      'AWS::EC2::SecurityGroup',
      'AWS::EC2::SecurityGroupEgress',
      'AWS::EC2::VPCEndpoint',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::KMS::Key',
      'AWS::Lambda::EventInvokeConfig',
      'AWS::Lambda::Permission',
      'AWS::Logs::LogGroup',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
      'AWS::WAFv2::LoggingConfiguration',
      'AWS::WAFv2::WebACL',
      'AWS::WAFv2::WebACLAssociation',
    ]);
    for (const reason of Object.values(nothingToDo)) expect(reason).not.toBe('');
  });

  it('is of a kind that this machine knows, and it knows no other', () => {
    expect(knownKinds.filter((kind) => !kinds.has(kind))).toEqual([]);
    const text = JSON.stringify(resources);
    expect(intrinsics.filter((name) => !text.includes(`{"${name}":`))).toEqual([]);
  });

  it('is created under every configuration', { timeout: 60_000 }, async () => {
    const configFile = path.join(temporaryFolder(), 'config.json');
    writeFileSync(configFile, JSON.stringify({ ...example, ...everything }));
    const { lanes, platforms } = configured(everything);
    const local = readSecrets(path.join(root, 'samples/secrets.local.json'));
    const secrets = Object.entries(local).map(([name, value]) => [name.replace('/local/', '/prod/'), value]);
    const { ready, functions } = await started({ configFile, secrets: Object.fromEntries(secrets) });
    expect(ready.table).toBe('declarant-prod-ledger');
    const { outcomes, ...queues } = ready.queues;
    expect(Object.keys(queues)).toEqual(Object.keys(lanes));
    expect(outcomes).toEqual({ 'shop-1': expect.stringMatching(/\/declarant-prod-outcomes-shop-1$/) });
    expect([...functions.keys()]).toContain('declarant-prod-housekeeping');
    expect(platforms).toEqual(['shop-1']);
  });
});
