import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSecurityGroupEgress } from 'aws-cdk-lib/aws-ec2';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { urlsOf } from '../../schemas/lane.ts';
import type { Network } from '../../schemas/network.ts';
import type { GatewayFunction } from '../gateway-function.ts';
import { NetworkEndpoints } from './network-endpoints.ts';

export interface LaneNetworkProps {
  readonly network: Network;
  /** The lane's settings, with the URLs that its sender calls. */
  readonly lane: object;
  readonly sender: GatewayFunction;
  readonly functionName: string;
}

/** The actions by which Lambda itself keeps a function's interfaces in a VPC: those of AWSLambdaVPCAccessExecutionRole. */
const INTERFACE_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** The port of the services of AWS. */
const AWS_PORT = 443;

/**
 * The place of a lane's sender in the operator's network. Nothing comes in, and where the security group is ours, only
 * what the lane needs goes out; names are resolved by the VPC, which no security group stands in the way of. The queue
 * itself is read by Lambda, from outside the network.
 */
export class LaneNetwork extends Construct {
  constructor(scope: Construct, id: string, { network, lane, sender, functionName }: LaneNetworkProps) {
    super(scope, id);
    const { vpcId, subnetIds, endpoints, dynamodbPrefixListId, s3PrefixListId } = network;
    const isCreated = endpoints === 'create';
    const isClosed = isCreated && dynamodbPrefixListId !== undefined;
    const group =
      network.securityGroupId ??
      new CfnSecurityGroup(this, 'SecurityGroup', {
        vpcId,
        groupDescription: `Lets ${functionName} reach its authority and the services of AWS`,
        securityGroupEgress: rulesTo([
          ...urlsOf(lane).map(([name, url]) => ({ name, ...addressOf(url) })),
          // The addresses of endpoints that are there are not known here: routes decide how far this goes.
          ...(isClosed ? [] : [{ name: 'services of AWS', cidrIp: ANYWHERE, port: AWS_PORT }]),
        ]),
      }).attrGroupId;

    if (isCreated) {
      const made = new NetworkEndpoints(this, 'Endpoints', { network, group, functionName });
      if (isClosed && network.securityGroupId === undefined) {
        const out = { groupId: group, ipProtocol: 'tcp', fromPort: AWS_PORT, toPort: AWS_PORT };
        new CfnSecurityGroupEgress(this, 'ToEndpoints', { ...out, destinationSecurityGroupId: made.group });
        new CfnSecurityGroupEgress(this, 'ToDynamoDb', { ...out, destinationPrefixListId: dynamodbPrefixListId });
        if (s3PrefixListId !== undefined)
          new CfnSecurityGroupEgress(this, 'ToS3', { ...out, destinationPrefixListId: s3PrefixListId });
      }
    }
    (sender.node.defaultChild as CfnFunction).vpcConfig = { subnetIds, securityGroupIds: [group] };
    grantInterfaces(sender, functionName);
  }
}

/**
 * Lets Lambda keep the function's interfaces, and the function's own code not: by the condition, which AWS recommends,
 * the code has no right that it would not have outside a network.
 */
function grantInterfaces(sender: GatewayFunction, functionName: string): void {
  const about = { actions: INTERFACE_ACTIONS, resources: ['*'] };
  // By its name: the function waits for this policy.
  const arn = Stack.of(sender).formatArn({
    ...{ service: 'lambda', resource: 'function', resourceName: functionName },
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  sender.addToRolePolicy(new PolicyStatement(about));
  sender.addToRolePolicy(
    new PolicyStatement({
      ...about,
      effect: Effect.DENY,
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': arn } },
    }),
  );
  if (sender.role)
    Validations.of(sender.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Interfaces have no names before they are there; the function itself is denied these actions',
    });
}

const ANYWHERE = '0.0.0.0/0';

interface Destination {
  name: string;
  cidrIp: string;
  port: number;
}

/** The address and the port of a URL; a name may have any address. */
function addressOf({ hostname, port, protocol }: URL): Omit<Destination, 'name'> {
  const isAddress = /^[\d.]+$/.test(hostname);
  return {
    cidrIp: isAddress ? `${hostname}/32` : ANYWHERE,
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
  };
}

/** One rule for each address and port, since EC2 refuses a rule that is there twice. */
function rulesTo(destinations: readonly Destination[]): CfnSecurityGroup.EgressProperty[] {
  const rules = new Map<string, CfnSecurityGroup.EgressProperty>();
  for (const { name, cidrIp, port } of destinations) {
    const key = `${cidrIp}:${port}`;
    const same = rules.get(key)?.description;
    const description = same === undefined ? name : `${same}, ${name}`;
    rules.set(key, { ipProtocol: 'tcp', fromPort: port, toPort: port, cidrIp, description });
  }
  return [...rules.values()];
}
