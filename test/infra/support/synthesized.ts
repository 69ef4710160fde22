import { readFileSync } from 'node:fs';
import path from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addDeployment, type Deployment } from '../../../infra/deployment.ts';
import { type Configuration, parseConfiguration } from '../../../schemas/configuration.ts';
import { root } from '../../support/files.ts';

const file = path.join(root, 'samples/config.example.json');
const cdk = JSON.parse(readFileSync(path.join(root, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };

/** The sample's own text, as an object to be changed. */
export const example = JSON.parse(readFileSync(file, 'utf8'));

/** A network that reaches nothing of AWS by itself. */
export const closedNetwork = {
  vpcId: 'vpc-0a1b2c3d4e5f60001',
  subnetIds: ['subnet-0a1b2c3d4e5f60002', 'subnet-0a1b2c3d4e5f60003'],
  routeTableIds: ['rtb-0a1b2c3d4e5f60004'],
  endpoints: 'create',
  dynamodbPrefixListId: 'pl-0a1b2c3d',
};

/** The sample's lanes, that of CIEL in this network. */
export const lanesIn = (network: object | undefined) => ({
  ...example.lanes,
  ciel: { ...example.lanes.ciel, network },
});

/** Everything that a configuration may ask for. */
export const everything = {
  lanes: lanesIn(closedNetwork),
  platforms: ['shop-1'],
  alarms: { emails: ['operator@example.com'] },
  callbacks: {
    ...example.callbacks,
    domain: {
      name: 'customs.example.com',
      certificateArn: 'arn:aws:acm:eu-west-3:123456789012:certificate/0a1b2c3d-0000-4000-8000-000000000000',
    },
    allowedNetworks: ['192.0.2.0/24'],
    webAcl: true,
    webAclLogs: true,
    accessLogs: true,
  },
  concurrency: { receiver: 7, notifier: 8, keeper: 9 },
  tags: { 'cost-centre': 'customs' },
};

/** The sample configuration with changes at its top level. */
export function configured(changes: object = {}): Configuration {
  return parseConfiguration(JSON.stringify({ ...example, ...changes }), 'the changed sample');
}

/**
 * An app as `cdk synth` makes it. Bundling is left out, since the bundles themselves run in the
 * integration tests.
 * @param more context that is given beside: `first`
 */
export function deployment(changes: object = {}, more: object = {}): Deployment & { app: App } {
  const context = { ...cdk.context, 'aws:cdk:bundling-stacks': [], ...more };
  const app = new App({ context });
  return { app, ...addDeployment(app, configured(changes)) };
}

/** The templates of the sample configuration with changes. */
export function synthesized(changes: object = {}): { state: Template; gateway: Template } {
  const { state, gateway } = deployment(changes);
  return { state: Template.fromStack(state), gateway: Template.fromStack(gateway) };
}

export interface TemplateJson {
  Resources: Record<string, { Type: string; Properties: Record<string, unknown>; [more: string]: unknown }>;
  Outputs?: Record<string, { Value: unknown }>;
}

export const jsonOf = (stack: Stack): TemplateJson => Template.fromStack(stack).toJSON() as TemplateJson;

/** The text of a template's value in one account of one region; a resource stands for itself as `<Id>`. */
export function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, argument] = ['', undefined]] = Object.entries(value as Record<string, unknown>);
  if (name === 'Ref') return pseudo[String(argument)] ?? `<${argument}>`;
  if (name === 'Fn::GetAtt') return `<${(argument as string[]).join('.')}>`;
  if (name === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map(plain).join(separator);
  }
  throw new TypeError(`${name} is not read here`);
}

const pseudo: Record<string, string> = {
  'AWS::Partition': 'aws',
  'AWS::AccountId': '123456789012',
  'AWS::URLSuffix': 'amazonaws.com',
};
