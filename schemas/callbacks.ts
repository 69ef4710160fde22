import * as z from 'zod';
import { secretName } from './lane.ts';

/** An IPv4 or IPv6 network in CIDR notation that is smaller than the whole internet. */
const network = z
  .string()
  .refine(
    (range) => z.union([z.cidrv4(), z.cidrv6()]).safeParse(range).success,
    'a network, for example 192.0.2.0/24 or 2001:db8::/32',
  )
  .refine((range) => !range.endsWith('/0'), 'smaller than the whole internet: leave the list out to allow everybody');

/** A domain name of the operator's own for callbacks. */
const domain = z.strictObject({
  /** The host's name; the operator's DNS points it at the target that the deployment prints. */
  name: z
    .string()
    .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, "a host's name in small letters"),
  /** Its certificate in AWS Certificate Manager, in the region of the deployment. */
  certificateArn: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]+$/,
      'the ARN of a certificate, arn:aws:acm:REGION:ACCOUNT:certificate/ID',
    ),
});

/** The settings of the API on which authorities call back. */
export const callbacks = z
  .strictObject({
    /** The name of the secret with the bearer token of the callbacks. */
    tokenSecret: secretName,
    /** The operator's own domain name; without it callbacks come in under the name of the API. */
    domain: domain.optional(),
    /** The networks from which callbacks are taken; all where it is left out. */
    allowedNetworks: z
      .array(network)
      .min(1, 'at least one network: leave the list out to allow everybody')
      // API Gateway takes 8192 bytes of policy.
      .max(100, 'at most 100 networks')
      .optional(),
    /** A web application firewall in front of the callbacks; it costs about 7 USD a month and 0.60 a million calls. */
    webAcl: z.boolean('true or false').default(false),
    /**
     * Logs of the calls as the API had them, also of those that it refused by itself. They want the account's role for
     * logs of API Gateway, which is made once by hand.
     */
    accessLogs: z.boolean('true or false').default(false),
    /** Logs of the calls that the firewall blocked; they need `webAcl`. */
    webAclLogs: z.boolean('true or false').default(false),
  })
  .refine(({ webAcl, webAclLogs }) => webAcl || !webAclLogs, {
    path: ['webAclLogs'],
    message: 'webAcl beside it: without a firewall there is nothing to log',
  });
export type CallbacksConfiguration = z.infer<typeof callbacks>;
