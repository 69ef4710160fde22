import { BlockList, isIPv6 } from 'node:net';
import { z } from 'zod';

/** A predicate of addresses: true if an API's resource policy lets one call it. */
export type AllowsAddress = (address: string) => boolean;

const list = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const statement = z.strictObject({
  Effect: z.literal('Allow'),
  Principal: z.strictObject({ AWS: z.literal('*') }),
  Action: z.literal('execute-api:Invoke'),
  Resource: list,
  Condition: z.strictObject({ IpAddress: z.strictObject({ 'aws:SourceIp': list }) }),
});

/** A policy of an API that lets networks in: the only kind that is known here. */
export const resourcePolicy = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(statement),
});
export type ResourcePolicy = z.infer<typeof resourcePolicy>;

/** Allows the addresses of every statement, and no others. */
export function allowedBy({ Statement: statements }: ResourcePolicy): AllowsAddress {
  const known = new BlockList();
  for (const range of statements.flatMap(({ Condition }) => Condition.IpAddress['aws:SourceIp'])) {
    const [address = '', bits] = range.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    known.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return (address) => known.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
