import { describe, expect, it } from 'vitest';
import { laneKey } from '../../functions/table/plain-table.ts';
import { authorityNames } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { listOf, patternOf, peoplePolicies } from './support/people-policies.ts';
import { deployment, everything, jsonOf, plain, type TemplateJson } from './support/synthesized.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}

const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-3:123456789012:${rest}`;
const table = arn('dynamodb', 'table/declarant-prod-ledger');
const topic = arn('sns', 'declarant-prod-outcomes');
const outboxOf = (lane: string) => arn('sqs', `declarant-prod-${lane}-outbox`);
/** The parameter of the stream's ARN, which only AWS knows. */
const stream = '<SsmParameterValuedeclarantprodledgerstreamC96584B6F00A464EAD1953AFF4B05118Parameter>';
const untold = arn('sqs', 'declarant-prod-untold');
const unkept = arn('sqs', 'declarant-prod-unkept');
const deadLettersOf = (lane: string) => arn('sqs', `declarant-prod-${lane}-dead-letters`);
const secret = (name: string) => arn('secretsmanager', `secret:declarant/prod/${name}-??????`);

/** The objects of the archive, which all functions may read. */
const objects = 'arn:aws:s3:::declarant-prod-archive-123456789012-eu-west-3/*';
/** The table by which filings are found there. */
const archivedTable = arn('dynamodb', 'table/declarant-prod-archived');
const readsArchive = { [objects]: ['s3:GetObject'], [archivedTable]: ['dynamodb:BatchGetItem', 'dynamodb:Query'] };

/** The permissions of whoever puts back what is parked, on every outbox. */
const released = Object.fromEntries(authorityNames.map((lane) => [outboxOf(lane), ['sqs:SendMessage']]));

/** Those of housekeeping, on the dead letters of every lane. */
const lookedInto = Object.fromEntries(
  authorityNames.map((lane) => [
    deadLettersOf(lane),
    ['sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
  ]),
);

/** The permissions of a lane's sender. */
const sender = (lane: string) => ({
  ...readsArchive,
  [table]: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
  [topic]: ['sns:Publish'],
  [outboxOf(lane)]: [
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ReceiveMessage',
    'sqs:SendMessage',
  ],
  [deadLettersOf(lane)]: ['sqs:SendMessage'],
  [secret(`${lane}/credentials`)]: ['secretsmanager:GetSecretValue'],
  'its own logs': ['logs:CreateLogStream', 'logs:PutLogEvents'],
});

/** Those by which Lambda keeps a sender's interfaces in a network, which the sender itself is denied. */
const interfaces = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** The permissions of each function, by resource. Any other is a decision to be made. */
const allowed = {
  ...Object.fromEntries(authorityNames.map((lane) => [`declarant-prod-${lane}-send`, sender(lane)])),
  // It finds by the books the filings among which a message is carried out.
  'declarant-prod-delta-h7-send': {
    ...sender('delta-h7'),
    [table]: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
  },
  'declarant-prod-ciel-send': { ...sender('ciel'), 'any interface, by Lambda alone': interfaces },
  'declarant-prod-receive': {
    ...readsArchive,
    [table]: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    [`${table}/index/by-customs-reference`]: ['dynamodb:Query'],
    [secret('callback-token')]: ['secretsmanager:GetSecretValue where it is AWSCURRENT or AWSPREVIOUS'],
    'its own logs': ['logs:CreateLogStream', 'logs:PutLogEvents'],
  },
  'declarant-prod-notify': {
    ...readsArchive,
    [table]: ['dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    [`${table}/index/by-customs-reference`]: ['dynamodb:Query'],
    [topic]: ['sns:Publish'],
    ...released,
    [stream]: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    [untold]: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
    'its own logs': ['logs:CreateLogStream', 'logs:PutLogEvents'],
  },
  'declarant-prod-keep': {
    ...readsArchive,
    [table]: ['dynamodb:BatchGetItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    [`${table}/index/by-customs-reference`]: ['dynamodb:Query'],
    [stream]: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    [unkept]: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
    'its own logs': ['logs:CreateLogStream', 'logs:PutLogEvents'],
  },
  // It may not delete what it wrote.
  'declarant-prod-archive': {
    [table]: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:Scan'],
    [archivedTable]: ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    [objects]: ['s3:GetObject', 's3:PutObject'],
    [objects.replace('/*', '')]: ['s3:ListBucket'],
    'its own logs': ['logs:CreateLogStream', 'logs:PutLogEvents'],
  },
  'declarant-prod-housekeeping': {
    ...readsArchive,
    [table]: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    [`${table}/index/by-fact`]: ['dynamodb:Query'],
    [`${table}/index/by-standing`]: ['dynamodb:Query'],
    [topic]: ['sns:Publish'],
    ...released,
    ...lookedInto,
    'its own logs': ['logs:CreateLogStream', 'logs:PutLogEvents'],
  },
};

/** The only condition there is, on the labels of a secret's versions. */
const labels = { 'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPREVIOUS'] } };

/** The permissions of the roles of a template's functions, in the form of `allowed`. */
function permissionsIn({ Resources }: TemplateJson): Record<string, Record<string, string[]>> {
  const resources = Object.entries(Resources);
  const functions = resources.filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
  return Object.fromEntries(
    functions.map(([, { Properties }]) => {
      const role = plain(Properties['Role']).replace('.Arn>', '>');
      const { LogGroup } = Properties['LoggingConfig'] as { LogGroup: string };
      // The streams of its group: Lambda names them.
      const ownLogs = arn('logs', `log-group:${LogGroup}:*`);
      const statements = resources
        .filter(([, resource]) => resource.Type === 'AWS::IAM::Policy')
        .filter(([, policy]) => (policy.Properties['Roles'] as unknown[]).map(plain).includes(role))
        .flatMap(([, policy]) => (policy.Properties['PolicyDocument'] as { Statement: Statement[] }).Statement);
      const found: Record<string, string[]> = {};
      const denied = statements.filter(({ Effect }) => Effect === 'Deny');
      for (const { Effect, Action, Resource, Condition } of statements) {
        if (Effect === 'Deny') continue;
        if (Condition) expect(Condition).toEqual(labels);
        const only = Condition ? ' where it is AWSCURRENT or AWSPREVIOUS' : '';
        for (const one of [Resource].flat().map(plain)) {
          const isDenied = denied.some((statement) => String(statement.Action) === String(Action));
          const name =
            one === ownLogs ? 'its own logs' : one === '*' && isDenied ? 'any interface, by Lambda alone' : one;
          const actions = [Action].flat().map((action) => `${action}${only}`);
          found[name] = [...new Set([...(found[name] ?? []), ...actions])].sort();
        }
      }
      return [Properties['FunctionName'] as string, found];
    }),
  );
}

const whole = deployment(everything);

describe('the permissions of the functions', () => {
  const { gateway, state } = whole;
  const template = jsonOf(gateway);

  it('are exactly those listed', () => {
    expect(permissionsIn(template)).toEqual(allowed);
  });

  it('are not given by managed policies, policies in the roles, shared roles, or wildcards', () => {
    const roles = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
    const functions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
    expect(roles).toHaveLength(functions.length);
    expect(new Set(functions.map(({ Properties }) => plain(Properties['Role']))).size).toBe(functions.length);
    for (const [id, { Properties }] of roles) {
      expect(Object.keys(Properties), id).toEqual(['AssumeRolePolicyDocument', 'Tags']);
      expect(JSON.stringify(Properties['AssumeRolePolicyDocument']), id).toContain('"lambda.amazonaws.com"');
    }
    for (const kind of ['AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy', 'AWS::IAM::User', 'AWS::IAM::Group'])
      expect(Object.values(template.Resources).filter(({ Type }) => Type === kind)).toEqual([]);
    expect(JSON.stringify(allowed).replaceAll(objects, '')).not.toContain('*');
  });

  it('are absent from the state stack, which runs nothing', () => {
    const kinds = Object.values(jsonOf(state).Resources).map(({ Type }) => Type);
    expect(kinds.filter((kind) => kind.startsWith('AWS::IAM::') || kind.startsWith('AWS::Lambda::'))).toEqual([]);
  });

  it('to be invoked are given to API Gateway and the schedule alone', () => {
    const permissions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Permission');
    const callers = permissions.map(({ Properties }) => [
      Properties['Principal'],
      plain(Properties['SourceArn']).replace(/<\w+?(Api|EachMinute|EachHour)\w+\b/, '<$1'),
    ]);
    expect(callers.sort()).toEqual([
      ['apigateway.amazonaws.com', `${arn('execute-api', '<Api>')}/*/*/*`],
      ['events.amazonaws.com', '<EachHour.Arn>'],
      ['events.amazonaws.com', '<EachMinute.Arn>'],
    ]);
  });
});

describe('the permissions of platforms', () => {
  const role = 'arn:aws:iam::444455556666:role/shop-2';
  const { state } = deployment({
    platforms: ['shop-1', { name: 'shop.2', accounts: ['111122223333'], roles: [role] }],
  });
  const resources = Object.entries(jsonOf(state).Resources);

  /** The rights of principals other than services, by queue. */
  const granted = resources
    .filter(([, { Type }]) => Type === 'AWS::SQS::QueuePolicy')
    .flatMap(([, { Properties }]) => {
      const { Statement } = Properties['PolicyDocument'] as {
        Statement: (Statement & { Principal: { AWS?: unknown } })[];
      };
      const [queueId] = (Properties['Queues'] as unknown[]).map(plain);
      const [, queue] = resources.find(([id]) => `<${id}>` === queueId) ?? [];
      return Statement.filter(({ Effect, Principal }) => Effect === 'Allow' && Principal.AWS).map(
        ({ Action, Principal }) => ({
          queue: queue?.Properties['QueueName'],
          who: [Principal.AWS].flat().map(plain),
          may: [Action].flat(),
        }),
      );
    });

  it('are to put on the outboxes and to take from their own queue, if accounts or roles are named', () => {
    const who = ['arn:aws:iam::111122223333:root', role];
    expect(granted).toEqual([
      {
        queue: 'declarant-prod-outcomes-shop-2',
        who,
        may: [
          'sqs:ChangeMessageVisibility',
          'sqs:DeleteMessage',
          'sqs:GetQueueAttributes',
          'sqs:GetQueueUrl',
          'sqs:ReceiveMessage',
        ],
      },
      ...authorityNames.map((lane) => ({
        queue: `declarant-prod-${lane}-outbox`,
        who,
        may: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
      })),
    ]);
  });

  it('are none on a topic: nobody outside subscribes to it', () => {
    const topics = resources.filter(([, { Type }]) => Type === 'AWS::SNS::TopicPolicy');
    expect(topics).toHaveLength(2);
    for (const [id, { Properties }] of topics) {
      const { Statement } = Properties['PolicyDocument'] as { Statement: (Statement & { Principal: unknown })[] };
      for (const { Effect, Action, Principal } of Statement.filter((one) => one.Effect === 'Allow'))
        expect([id, Effect, Action, Object.keys(Principal as object)]).toEqual([
          id,
          'Allow',
          'sns:Publish',
          ['Service'],
        ]);
    }
    const others = resources.filter(([, { Type }]) => Type !== 'AWS::SQS::QueuePolicy');
    expect(JSON.stringify(others)).not.toMatch(/111122223333|444455556666/);
  });
});

describe('the policies for people in docs/security.md', () => {
  const statements = [...peoplePolicies.values()].flat();
  const queues = authorityNames.flatMap((lane) => [outboxOf(lane), deadLettersOf(lane)]);
  const resources = [
    ...[table, archivedTable, topic, untold, ...queues],
    ...Object.values(ledgerTable.indexes).map(({ name }) => `${table}/index/${name}`),
    arn('lambda', 'function:declarant-prod-notify'),
    arn('ssm', `parameter${resourceNames('prod').parameters.version}`),
  ];

  it('name resources as the stacks do, and none that are not there', () => {
    const synthesized = JSON.stringify([jsonOf(whole.gateway), jsonOf(whole.state)]);
    for (const name of resources.map((one) => one.split(/[:/]/).at(-1) ?? ''))
      expect([name, new RegExp(`["/]${name}"`).test(synthesized)]).toEqual([name, true]);
    // CloudWatch lists alarms by their prefix to whom may see all of an account alone.
    const alarms = arn('cloudwatch', 'alarm:*');
    const archived = objects.replace('*', 'OBJECT');
    const named = [
      ...resources,
      alarms,
      archived,
      `${arn('secretsmanager', 'secret:declarant/prod/callback-token')}-AbCdEf`,
    ];
    for (const pattern of statements.flatMap(({ Resource }) => listOf(Resource)))
      expect([pattern, named.some((one) => patternOf(pattern).test(one))]).toEqual([pattern, true]);
  });

  it('let a clerk who reads change nothing but the record of that, and one who acts stop no lane', () => {
    const writes = /:(Put|Update|Delete|Send|Receive|Change|Publish|Invoke)/;
    const reading = peoplePolicies.get('reads')?.filter(({ Action }) => listOf(Action).some((one) => writes.test(one)));
    expect(reading).toMatchObject([
      { Sid: 'KeepWhoReads', Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['actions/*'] } } },
    ]);
    const [kept] = peoplePolicies.get('acts') ?? [];
    const own = authorityNames.map((name) => `${name}/*`);
    expect(kept).toMatchObject({
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['actions/*', 'acts/*', ...own] } },
    });
    expect(laneKey('toll', 'x')).toMatchObject({ [ledgerTable.partitionKey]: 'lane/toll' });
  });
});
