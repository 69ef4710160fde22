import type { Answers, Question } from '../lane-settings.ts';
import { environments } from './environments.ts';

const PATH = '/cielinterpro/ws/1.0/declarations';
const declarationsUrl = (host: string) => `http://${host}${PATH}`;
const tokenUrl = (host: string) => `http://${host}/authtoken/oauth2/v1/token`;

/** The token endpoint of the environment of the declarations, if that is a documented one. */
function tokensBeside({ 'declarations-url': url = '' }: Answers): string | undefined {
  const environment = Object.values(environments).find(({ declarations }) => url.includes(`//${declarations}/`));
  return environment && tokenUrl(environment.tokens);
}

/** The questions of `init` about a lane to CIEL. */
export const questions = [
  {
    flag: 'declarations-url',
    at: ['declarationsUrl'],
    kind: 'text',
    asks: `URL that declarations are posted to. Documented, to be confirmed by customs: ${PATH} at http://${environments.production.declarations}, and for qualification at http://${environments.qualification.declarations}.`,
    usual: () => declarationsUrl(environments.production.declarations),
  },
  {
    flag: 'token-url',
    at: ['tokenUrl'],
    kind: 'text',
    asks: 'URL of the token endpoint, which is on another host than the declarations.',
    usual: tokensBeside,
  },
  {
    flag: 'vpc-id',
    at: ['network', 'vpcId'],
    kind: 'text',
    asks: 'The VPC with the private line to customs, for example vpc-0a1b2c3d4e5f67890.',
    usual: () => undefined,
    needed: true,
  },
  {
    flag: 'subnet-ids',
    at: ['network', 'subnetIds'],
    kind: 'list',
    asks: 'Its subnets with a route to customs, with commas; two in different zones are best.',
    usual: () => undefined,
    needed: true,
  },
  {
    flag: 'security-group-id',
    at: ['network', 'securityGroupId'],
    kind: 'text',
    asks: 'A security group of yours for the sender; without one, a group is made that lets out only what is needed.',
    usual: () => '',
    optional: true,
  },
  {
    flag: 'endpoints',
    at: ['network', 'endpoints'],
    kind: 'text',
    asks: 'How the subnets reach the services of AWS: existing, by endpoints or a NAT gateway of yours; or create, and endpoints are made, which cost some 45 USD a month.',
    usual: () => 'existing',
  },
  {
    flag: 'route-table-ids',
    at: ['network', 'routeTableIds'],
    kind: 'list',
    asks: 'The route tables of these subnets, with commas: needed with create.',
    usual: ({ endpoints }) => (endpoints === 'create' ? undefined : ''),
    optional: true,
  },
  {
    flag: 'listing-url',
    at: ['returns', 'listingUrl'],
    kind: 'text',
    asks: 'URL of the folder that lists the declarations that come back, above the SIREN; the documented one of the CNIV is http://10.222.223.1/reception_douanes. Without one they are taken in by hand.',
    usual: () => '',
    optional: true,
  },
] as const satisfies readonly Question[];
