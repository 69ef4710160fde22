import { Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Network } from '../../schemas/network.ts';

export interface NetworkEndpointsProps {
  readonly network: Network;
  /** The id of the sender's security group. */
  readonly group: string;
  readonly functionName: string;
}

/** The services that a sender calls beside DynamoDB and S3. Its log and its metrics leave through Lambda. */
const SERVICES = ['secretsmanager', 'sns', 'sqs'];

/** The endpoints of the services of AWS that a sender calls, in a network that does not reach them otherwise. */
export class NetworkEndpoints extends Construct {
  /** The id of their security group. */
  readonly group: string;

  constructor(scope: Construct, id: string, { network, group, functionName }: NetworkEndpointsProps) {
    super(scope, id);
    const { vpcId, subnetIds, routeTableIds = [] } = network;
    const nameOf = (service: string) => `com.amazonaws.${Stack.of(this).region}.${service}`;

    this.group = new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId,
      groupDescription: `Lets ${functionName} into the endpoints of the services of AWS`,
      securityGroupIngress: [
        { ipProtocol: 'tcp', fromPort: 443, toPort: 443, sourceSecurityGroupId: group, description: functionName },
      ],
    }).attrGroupId;
    for (const [name, service] of Object.entries({ DynamoDb: 'dynamodb', S3: 's3' }))
      new CfnVPCEndpoint(this, name, {
        ...{ vpcId, routeTableIds },
        serviceName: nameOf(service),
        vpcEndpointType: 'Gateway',
      });
    for (const service of SERVICES)
      new CfnVPCEndpoint(this, service, {
        vpcId,
        subnetIds,
        serviceName: nameOf(service),
        vpcEndpointType: 'Interface',
        privateDnsEnabled: true,
        securityGroupIds: [this.group],
      });
  }
}
