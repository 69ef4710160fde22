import * as z from 'zod';
import { valueIn } from './fault.ts';

/** The id of a resource of EC2, for example `vpc-0a1b2c3d4e5f67890`. */
const idOf = (prefix: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`),
      `an id of AWS: ${prefix}- and 17 (or, of old ones, 8) digits or letters a to f`,
    );

const idsOf = (prefix: string, most: number) =>
  z
    .array(idOf(prefix))
    .min(1, 'at least one')
    .max(most, `at most ${most}`)
    .refine((ids) => new Set(ids).size === ids.length, 'name each once');

/**
 * The operator's network in which a lane's sender runs, where the authority is on a private line. It must be in the
 * region of the deployment.
 */
export const network = z
  .strictObject({
    vpcId: idOf('vpc'),
    /** The subnets with a route to the authority; two in different zones outlast the failure of one. Lambda takes 16. */
    subnetIds: idsOf('subnet', 16),
    /** A security group of the operator's, whose rules stay as they are; else one is made. */
    securityGroupId: idOf('sg').optional(),
    /** The route tables of the subnets: the endpoint of DynamoDB is reached by routes. */
    routeTableIds: idsOf('rtb', 100).optional(),
    /**
     * `existing`: the network reaches the services of AWS already, by endpoints or a NAT gateway. `create`: endpoints
     * are made for those that the sender calls.
     */
    endpoints: z.enum(['existing', 'create']).default('existing'),
    /**
     * AWS's own list of DynamoDB's addresses in the region. With it, and with `create`, the security group that is made
     * lets nothing out to other addresses.
     */
    dynamodbPrefixListId: idOf('pl').optional(),
    /** The same of S3, by which a sender reads what the table has given up of a filing. */
    s3PrefixListId: idOf('pl').optional(),
  })
  .refine((value) => valueIn(value, ['endpoints']) !== 'create' || valueIn(value, ['routeTableIds']) !== undefined, {
    path: ['routeTableIds'],
    message: 'the route tables of the subnets, since endpoints is create',
    // Also beside other faults.
    when: () => true,
  });

export type Network = z.infer<typeof network>;
