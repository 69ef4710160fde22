import { AccountPrincipal, ArnPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { PlatformConfiguration } from '../../schemas/platforms.ts';

/** The actions needed to put submissions on an outbox. */
const PUT = ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
/** The actions needed to take a platform's outcomes, to give them back, and to see how many there are. */
const TAKE = [
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
];

type Access = Pick<PlatformConfiguration, 'accounts' | 'roles'>;

/** Lets the accounts and roles of all platforms put submissions on an outbox. */
export function grantSubmit(outbox: Queue, platforms: readonly Access[]): void {
  grantActions(outbox, PUT, platforms);
}

/** Lets a platform's accounts and roles take from its own queue. */
export function grantTakeOutcomes(outcomes: Queue, platform: Access): void {
  grantActions(outcomes, TAKE, [platform]);
}

/** One statement, since a policy holds twenty; none where no one is named. */
function grantActions(queue: Queue, actions: string[], platforms: readonly Access[]): void {
  const accounts = new Set(platforms.flatMap(({ accounts = [] }) => accounts));
  const roles = new Set(platforms.flatMap(({ roles = [] }) => roles));
  const principals = [
    ...[...accounts].map((account) => new AccountPrincipal(account)),
    ...[...roles].map((role) => new ArnPrincipal(role)),
  ];
  if (principals.length === 0) return;
  queue.addToResourcePolicy(new PolicyStatement({ principals, actions, resources: [queue.queueArn] }));
}
