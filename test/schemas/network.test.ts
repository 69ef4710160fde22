import { describe, expect, it } from 'vitest';
import { faultLine, schemaFaults } from '../../schemas/fault.ts';
import { isPrivate, privateUrl, safeUrl, urlsOf } from '../../schemas/lane.ts';
import { network } from '../../schemas/network.ts';

const vpcId = 'vpc-0a1b2c3d4e5f67890';
const subnetIds = ['subnet-0a1b2c3d4e5f67891', 'subnet-1a2b3c4d'];
const routeTableIds = ['rtb-0a1b2c3d4e5f67892'];

describe('a network', () => {
  const faultsOf = (value: unknown) => schemaFaults(network, value).map(faultLine);

  it('[CI-6] is a VPC and subnets, which reach the services of AWS already', () => {
    expect(network.parse({ vpcId, subnetIds })).toEqual({ vpcId, subnetIds, endpoints: 'existing' });
    const whole = { vpcId, subnetIds, securityGroupId: 'sg-0a1b2c3d', routeTableIds, endpoints: 'create' };
    expect(faultsOf({ ...whole, dynamodbPrefixListId: 'pl-0a1b2c3d' })).toEqual([]);
  });

  it.each([
    [{ vpcId: 'vpc-12' }, '/vpcId: an id of AWS: vpc- and 17'],
    [{ vpcId: 'subnet-0a1b2c3d' }, '/vpcId: an id of AWS: vpc- and 17'],
    [{ vpcId: 'vpc-0A1B2C3D' }, '/vpcId: an id of AWS: vpc- and 17'],
    [{ vpcId: undefined }, '/vpcId: a string; found nothing'],
    [{ subnetIds: [] }, '/subnetIds: at least one'],
    [{ subnetIds: Array.from({ length: 17 }, (_, n) => `subnet-0a1b2c${n + 10}`) }, '/subnetIds: at most 16'],
    [{ subnetIds: ['subnet-0a1b2c3d', 'subnet-0a1b2c3d'] }, '/subnetIds: name each once'],
    [{ subnetIds: ['subnet-0a1b2c3d', 'Subnet A'] }, '/subnetIds/1: an id of AWS: subnet- and 17'],
    [{ securityGroupId: 'default' }, '/securityGroupId: an id of AWS: sg- and 17'],
    [{ routeTableIds: ['main'] }, '/routeTableIds/0: an id of AWS: rtb- and 17'],
    [{ dynamodbPrefixListId: 'com.amazonaws.eu-west-3.dynamodb' }, '/dynamodbPrefixListId: an id of AWS: pl- and 17'],
    [{ endpoints: 'none' }, '/endpoints: one of existing, create'],
    [
      { endpoints: 'create' },
      '/routeTableIds: the route tables of the subnets, since endpoints is create; found nothing',
    ],
    [{ securityGroup: 'sg-0a1b2c3d' }, '/securityGroup: unknown property'],
  ])('is refused with %o, by its name', (change, text) => {
    expect(faultsOf({ vpcId, subnetIds, ...change })).toEqual([expect.stringContaining(text)]);
  });

  it('is refused with all its faults at once, and whatever it is', () => {
    expect(faultsOf({ vpcId: 'x', subnetIds: [], endpoints: 'create' })).toHaveLength(3);
    for (const value of [null, 7, 'vpc-0a1b2c3d', []]) expect(faultsOf(value)).toHaveLength(1);
  });
});

describe('plain HTTP', () => {
  const isTaken = (schema: typeof safeUrl, url: string) => schemaFaults(schema, url).length === 0;

  it.each([
    'http://10.0.0.1/a',
    'http://10.255.255.255:8080/a',
    'http://172.16.0.1',
    'http://172.31.255.254',
    'http://192.168.0.1',
    // The same addresses in other spellings, which the reader of URLs puts right.
    'http://0x0a.0.0.1',
    'http://012.0.0.1',
    'http://167772161',
    'http://10.1',
  ])('[CI-6] goes to the private address %s on a private line only', (url) => {
    expect(isTaken(privateUrl, url)).toBe(true);
    expect(isTaken(safeUrl, url)).toBe(false);
  });

  it.each([
    'http://11.0.0.1',
    'http://9.255.255.255',
    'http://172.15.0.1',
    'http://172.32.0.1',
    'http://192.169.0.1',
    'http://169.254.169.254',
    'http://100.64.0.1',
    'http://0.0.0.0',
    'http://10.0.0.1.example.com',
    'http://10.example.com',
    'http://authority.internal',
    'http://[fd00::1]',
    'http://user:word@10.0.0.1',
    'http://10.0.0.1/?a=b',
    'ftp://10.0.0.1',
  ])('[CI-6] does not go to %s', (url) => {
    expect(isTaken(privateUrl, url)).toBe(false);
  });

  it('goes to this machine, and HTTPS goes anywhere, in every lane', () => {
    for (const url of ['http://127.0.0.1:9000', 'https://authority.example', 'https://10.0.0.1'])
      for (const schema of [safeUrl, privateUrl]) expect(isTaken(schema, url), url).toBe(true);
    expect(isPrivate(new URL('http://127.0.0.1'))).toBe(false);
  });
});

it('the URLs of a lane are found in its parts, too, by their places', () => {
  const lane = {
    baseUrl: 'https://a.example',
    feed: { listUrl: 'https://b.example', every: 7 },
    names: ['x'],
    noUrl: 7,
  };
  expect(urlsOf(lane).map(([name, { host }]) => [name, host])).toEqual([
    ['baseUrl', 'a.example'],
    ['feed.listUrl', 'b.example'],
  ]);
});
