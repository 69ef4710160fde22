import { BlockList, isIPv6 } from 'node:net';
import { z } from 'zod';

/** Whether an API's resource policy lets an address call it. */
export type AllowsAddress = (address: string) => boolean;

const list = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const addresses = z.strictObject({ 'aws:SourceIp': list });
const statement = z.strictObject({
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.literal('*'), z.strictObject({ AWS: z.literal('*') })]),
  Action: z.literal('execute-api:Invoke'),
  Resource: list,
  Condition: z.strictObject({ IpAddress: addresses.optional(), NotIpAddress: addresses.optional() }).optional(),
});

/** A policy as far as it is known here: who may call everything, by address. */
export const resourcePolicy = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(statement),
});
export type ResourcePolicy = z.infer<typeof resourcePolicy>;

/** What is denied stays denied; what nothing allows is denied too. */
export function allowedBy({ Statement: statements }: ResourcePolicy): AllowsAddress {
  const judged = statements.map(({ Effect: effect, Condition: { IpAddress, NotIpAddress } = {} }) => {
    const within = IpAddress && networks(IpAddress['aws:SourceIp']);
    const outside = NotIpAddress && networks(NotIpAddress['aws:SourceIp']);
    const applies: AllowsAddress = (address) => within?.(address) !== false && outside?.(address) !== true;
    return { effect, applies };
  });
  return (address) => {
    const effects = judged.filter(({ applies }) => applies(address)).map(({ effect }) => effect);
    return effects.includes('Allow') && !effects.includes('Deny');
  };
}

function networks(ranges: readonly string[]): AllowsAddress {
  const known = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    known.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return (address) => known.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
