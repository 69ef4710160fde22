import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { authorityNames } from '../../schemas/catalogue.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { root } from '../support/files.ts';
import { deployment, everything, example, jsonOf, plain, type TemplateJson } from './support/synthesized.ts';

/** The properties by which a resource is known in its account and region. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Events::Rule': 'Name',
  'AWS::ApiGateway::RestApi': 'Name',
  'AWS::ApiGateway::DomainName': 'DomainName',
  'AWS::SSM::Parameter': 'Name',
  'AWS::WAFv2::WebACL': 'Name',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
};

/** Every name that a deployment takes in its account, with the kind whose names must differ. */
function namesOf({ state, gateway }: ReturnType<typeof deployment>): string[] {
  const named = ({ Resources }: TemplateJson) =>
    Object.values(Resources).flatMap(({ Type, Properties }) => {
      const property = nameProperties[Type];
      return property ? [`${Type} ${plain(Properties[property])}`] : [];
    });
  return [`stack ${state.stackName}`, `stack ${gateway.stackName}`, ...named(jsonOf(state)), ...named(jsonOf(gateway))];
}

/** A stage with secrets, and a domain, of its own. */
function stage(name: string, more: object = {}) {
  const lane = { ...example.lanes['delta-h7'], credentialsSecret: `declarant/${name}/delta-h7/credentials` };
  const domain = { ...everything.callbacks.domain, name: `${name}.example.com` };
  const callbacks = { ...everything.callbacks, tokenSecret: `declarant/${name}/callback-token`, domain };
  return deployment({ ...everything, stage: name, lanes: { 'delta-h7': lane }, callbacks, ...more });
}

describe('several stages in one account', () => {
  const names = ['prod', 'test', 'prod-2'].map((name) => namesOf(stage(name)));

  it('have no name in common', () => {
    const all = names.flat();
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
    expect(all).toContain('AWS::DynamoDB::Table declarant-prod-2-ledger');
  });

  it('name their resources by stage, so that permissions can be given on one of them', () => {
    for (const name of names[0] ?? []) expect(name).toMatch(/(declarant[-/]prod[-/]|prod\.example\.com$)/);
  });

  it('are compared in every kind of resource that has names', () => {
    const kinds = Object.values(stage('prod')).flatMap((part) =>
      'stackName' in part ? Object.values(jsonOf(part).Resources) : [],
    );
    const unnamed = kinds.filter(
      ({ Type, Properties }) =>
        !nameProperties[Type] && Object.keys(Properties).some((property) => /^(\w*Name)$/.test(property)),
    );
    // Names within a resource that is named itself, and references to others.
    const within = [
      'AWS::ApiGateway::BasePathMapping',
      'AWS::ApiGateway::Stage',
      'AWS::IAM::Policy',
      'AWS::Lambda::EventInvokeConfig',
      'AWS::Lambda::EventSourceMapping',
      'AWS::Lambda::Permission',
    ];
    expect([...new Set(unnamed.map(({ Type }) => Type))].sort()).toEqual(within);
  });
});

describe("two operators' agreements with customs", () => {
  const agreement = (name: string) => {
    const lane = { ...example.lanes['delta-h7'], credentialsSecret: `${name}/technical-account` };
    return stage(name, { lanes: { 'delta-h7': lane } });
  };
  const [first, second] = [agreement('operator-a'), agreement('operator-b')];

  it('have each its own credentials, token, ledger and queues', () => {
    const own = (parts: typeof first) =>
      Object.values(jsonOf(parts.gateway).Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy');
    expect(JSON.stringify(own(first))).toContain('operator-a/technical-account-');
    expect(JSON.stringify(own(first))).not.toContain('operator-b');
    expect(JSON.stringify(own(second))).not.toContain('operator-a');
    expect(namesOf(first).filter((name) => namesOf(second).includes(name))).toEqual([]);
  });

  it('do not mention each other', () => {
    expect(JSON.stringify([jsonOf(first.state), jsonOf(first.gateway)])).not.toContain('operator-b');
  });
});

describe('a lane', () => {
  it('is deployed only where the configuration names it', () => {
    const { state, gateway } = deployment();
    const all = JSON.stringify([jsonOf(state), jsonOf(gateway)]);
    for (const authority of authorityNames) {
      const sender = `declarant-prod-${authority}-send`;
      expect(all.includes(sender), authority).toBe(authority in example.lanes);
    }
    const senders = Object.values(jsonOf(gateway).Resources).filter(({ Properties }) =>
      /-send$/.test(String(Properties['FunctionName'] ?? '')),
    );
    expect(senders).toHaveLength(Object.keys(example.lanes).length);
  });
});

describe('the page on the stacks', () => {
  it('names every parameter, and the stacks', () => {
    const page = readFileSync(path.join(root, 'docs/stacks.md'), 'utf8');
    const names = resourceNames('STAGE');
    const { version, callbackUrl, ledger, ledgerStream, outcomes, lane, platform } = names.parameters;
    const parameters = [
      version,
      callbackUrl,
      ledger,
      ledgerStream,
      outcomes,
      platform('PLATFORM'),
      ...Object.values(lane('delta-h7')),
    ];
    for (const name of [names.stateStack, names.stack, ...parameters]) expect(page).toContain(`\`${name}\``);
    expect(page.match(/`\/declarant\/[^`]+`/g)).toHaveLength(parameters.length);
  });
});
