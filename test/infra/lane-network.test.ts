import { readFileSync } from 'node:fs';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { addDeployment } from '../../infra/deployment.ts';
import { root } from '../support/files.ts';
import { closedNetwork, configured, deployment, jsonOf, lanesIn, plain } from './support/synthesized.ts';

const { vpcId, subnetIds, routeTableIds } = closedNetwork;
const given = { vpcId, subnetIds };

interface Statement {
  Effect: string;
  Action: string | string[];
  Condition?: { ArnEquals: Record<string, unknown> };
}

/** The resources of a gateway whose lane to CIEL is in this network. */
function resourcesIn(network: object) {
  const { Resources } = jsonOf(deployment({ lanes: lanesIn(network) }).gateway);
  const ofKind = (kind: string) =>
    Object.entries(Resources).flatMap(([id, { Type, Properties }]): ({ id: string } & Record<string, unknown>)[] =>
      Type === kind ? [{ id, ...Properties }] : [],
    );
  const policies = ofKind('AWS::IAM::Policy') as unknown as {
    id: string;
    PolicyDocument: { Statement: Statement[] };
  }[];
  const [policy] = policies.filter(({ id }) => id.startsWith('LanescielSender'));
  if (!policy) throw new Error('The sender has no policy');
  const functions = ofKind('AWS::Lambda::Function') as unknown as {
    id: string;
    FunctionName: string;
    VpcConfig?: object;
  }[];
  return { Resources, ofKind, functions, policyId: policy.id, statements: policy.PolicyDocument.Statement };
}

type Resources = ReturnType<typeof resourcesIn>;

/** The rules by which a security group lets out, in the form `to port`. */
function egressOf({ ofKind }: Resources, id: string): string[] {
  const groups = ofKind('AWS::EC2::SecurityGroup') as { id: string; SecurityGroupEgress?: Rule[] }[];
  const inside = groups.find((group) => group.id === id)?.SecurityGroupEgress ?? [];
  const beside = (ofKind('AWS::EC2::SecurityGroupEgress') as unknown as (Rule & { GroupId: unknown })[]).filter(
    ({ GroupId }) => plain(GroupId) === `<${id}.GroupId>`,
  );
  return [...inside, ...beside]
    .map(({ IpProtocol, FromPort, ToPort, ...rule }) => {
      expect([IpProtocol, ToPort]).toEqual(['tcp', FromPort]);
      const to = rule.CidrIp ?? rule.DestinationPrefixListId ?? rule.DestinationSecurityGroupId;
      return `${plain(to).replace(/<\w+?(Endpoints)\w+\.GroupId>/, '$1')} ${FromPort}`;
    })
    .sort();
}
interface Rule {
  IpProtocol: string;
  FromPort: number;
  ToPort: number;
  CidrIp?: string;
  DestinationPrefixListId?: string;
  DestinationSecurityGroupId?: unknown;
}

describe('a lane on a private line', () => {
  const open = resourcesIn({ ...given, endpoints: 'existing' });
  const [group] = open.ofKind('AWS::EC2::SecurityGroup');

  it('[CI-6] runs its sender in the VPC, in the subnets that are named', () => {
    const [sender] = open.functions.filter(({ VpcConfig }) => VpcConfig);
    expect(sender).toMatchObject({
      FunctionName: 'declarant-prod-ciel-send',
      VpcConfig: { SubnetIds: subnetIds, SecurityGroupIds: [{ 'Fn::GetAtt': [group?.id, 'GroupId'] }] },
    });
    expect(group).toMatchObject({ VpcId: vpcId });
  });

  it('[CI-6] leaves every other function outside', () => {
    const inside = open.functions.filter(({ VpcConfig }) => VpcConfig).map(({ FunctionName }) => FunctionName);
    expect(inside).toEqual(['declarant-prod-ciel-send']);
    expect(open.functions.length).toBeGreaterThan(5);
  });

  it('[CI-6] lets out only to the addresses of its URLs, and to the services of AWS', () => {
    expect(egressOf(open, String(group?.id))).toEqual([
      '0.0.0.0/0 443',
      '10.0.0.1/32 80',
      '10.0.0.2/32 80',
      '10.0.0.3/32 80',
    ]);
    expect(group).not.toHaveProperty('SecurityGroupIngress');
    expect(open.ofKind('AWS::EC2::VPCEndpoint')).toEqual([]);
  });

  it('[CI-6] takes a security group of the operator as it is', () => {
    const securityGroupId = 'sg-0a1b2c3d4e5f60005';
    const own = resourcesIn({ ...given, securityGroupId });
    expect(own.functions.find(({ VpcConfig }) => VpcConfig)).toMatchObject({
      VpcConfig: { SecurityGroupIds: [securityGroupId] },
    });
    const kinds = Object.values(own.Resources).map(({ Type }) => Type);
    expect(kinds.filter((kind) => kind.startsWith('AWS::EC2::'))).toEqual([]);
  });

  it('lets Lambda keep the interfaces, and the code of the sender not', () => {
    const about = open.statements.filter(({ Action }) => [Action].flat().some((action) => action.startsWith('ec2:')));
    const [allowed, denied] = about;
    expect(about).toHaveLength(2);
    expect(allowed).toMatchObject({ Effect: 'Allow', Resource: '*' });
    expect(denied).toMatchObject({ Effect: 'Deny', Action: allowed?.Action, Resource: '*' });
    expect(plain(denied?.Condition?.ArnEquals['lambda:SourceFunctionArn'])).toBe(
      'arn:aws:lambda:eu-west-3:123456789012:function:declarant-prod-ciel-send',
    );
    // Lambda makes the interfaces with the function, so that the right to must be there before.
    const sender = open.Resources[open.functions.find(({ VpcConfig }) => VpcConfig)?.id ?? ''];
    expect(sender?.['DependsOn']).toContain(open.policyId);
  });
});

describe('the endpoints that are made for a lane', () => {
  const { dynamodbPrefixListId, ...unlisted } = closedNetwork;
  const made = resourcesIn(closedNetwork);
  const endpoints = made.ofKind('AWS::EC2::VPCEndpoint');
  const [own, shared] = made.ofKind('AWS::EC2::SecurityGroup');

  it('[CI-6] are those of the services that the sender may call, and no other', () => {
    const called = new Set(
      made.statements.flatMap(({ Action }) => [Action].flat().map((action) => action.split(':')[0])),
    );
    // The log is written, and the interfaces are made, by Lambda itself.
    for (const service of ['logs', 'ec2']) expect(called.delete(service)).toBe(true);
    const services = endpoints.map(({ ServiceName }) => String(ServiceName).replace('com.amazonaws.eu-west-3.', ''));
    expect(services.sort()).toEqual([...called].sort());
  });

  it('[CI-6] are gateways for DynamoDB and S3, and interfaces with private names for the others', () => {
    const [gateways, others] = [true, false].map((is) =>
      endpoints.filter((one) => (one['VpcEndpointType'] === 'Gateway') === is),
    ) as [typeof endpoints, typeof endpoints];
    for (const one of gateways) expect(one).toMatchObject({ VpcId: vpcId, RouteTableIds: routeTableIds });
    expect(gateways.map((one) => String(one['ServiceName'])).sort()).toEqual(
      ['dynamodb', 's3'].map((service) => `com.amazonaws.eu-west-3.${service}`),
    );
    for (const one of others)
      expect(one).toMatchObject({
        ...{ VpcEndpointType: 'Interface', VpcId: vpcId, SubnetIds: subnetIds, PrivateDnsEnabled: true },
        SecurityGroupIds: [{ 'Fn::GetAtt': [shared?.id, 'GroupId'] }],
      });
  });

  it('[CI-6] let the sender in, and nobody else', () => {
    expect(shared?.['SecurityGroupIngress']).toEqual([
      {
        ...{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, Description: 'declarant-prod-ciel-send' },
        SourceSecurityGroupId: { 'Fn::GetAtt': [own?.id, 'GroupId'] },
      },
    ]);
    const securityGroupId = 'sg-0a1b2c3d4e5f60005';
    const theirs = resourcesIn({ ...closedNetwork, securityGroupId });
    const groups = theirs.ofKind('AWS::EC2::SecurityGroup');
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ SecurityGroupIngress: [{ SourceSecurityGroupId: securityGroupId }] });
    expect(theirs.ofKind('AWS::EC2::SecurityGroupEgress')).toEqual([]);
  });

  it('[CI-6] are all that the sender reaches of AWS, where the addresses of DynamoDB are given', () => {
    const urls = ['10.0.0.1/32 80', '10.0.0.2/32 80', '10.0.0.3/32 80'];
    expect(egressOf(made, String(own?.id))).toEqual([...urls, 'Endpoints 443', 'pl-0a1b2c3d 443']);
    const wider = resourcesIn(unlisted);
    const [group] = wider.ofKind('AWS::EC2::SecurityGroup');
    expect(egressOf(wider, String(group?.id))).toEqual(['0.0.0.0/0 443', ...urls]);
  });
});

describe('a lane that calls private addresses', () => {
  const synthesize = (context: object) => {
    const cdk = JSON.parse(readFileSync(path.join(root, 'cdk.json'), 'utf8')) as { context: object };
    const app = new App({ context: { ...cdk.context, ...context, 'aws:cdk:bundling-stacks': [] } });
    return addDeployment(app, configured({ lanes: lanesIn(undefined) }));
  };

  it('[CI-6] is not deployed without a network', () => {
    expect(() => synthesize({})).toThrow(
      /\/lanes\/ciel\/network: a network, since declarationsUrl, tokenUrl, returns\.listingUrl has a private address; found nothing/,
    );
  });

  it('may run on a machine that is on the line itself', () => {
    expect(synthesize({ local: true })).toBeDefined();
  });
});
