/** The commands of the AWS CLI that documents may name, each with the options that they may give. */
export const awsShapes: Readonly<Record<string, readonly string[]>> = {
  'sso login': [],
  'sts get-caller-identity': [],
  'apigateway update-account': ['patch-operations'],
  'cloudformation delete-stack': ['stack-name'],
  'cloudformation update-termination-protection': ['stack-name', 'no-enable-termination-protection'],
  'cloudformation wait stack-delete-complete': ['stack-name'],
  'dynamodb create-backup': ['table-name', 'backup-name'],
  'dynamodb create-table': [
    'table-name',
    'attribute-definitions',
    'key-schema',
    'billing-mode',
    'table-class',
    'sse-specification',
    'deletion-protection-enabled',
  ],
  'dynamodb delete-table': ['table-name'],
  'dynamodb describe-table': ['table-name', 'query', 'output'],
  'dynamodb list-backups': ['table-name', 'backup-type'],
  'dynamodb query': ['table-name', 'key-condition-expression', 'expression-attribute-values'],
  'dynamodb restore-table-from-backup': ['target-table-name', 'backup-arn'],
  'dynamodb restore-table-to-point-in-time': ['source-table-name', 'target-table-name', 'restore-date-time'],
  'dynamodb scan': ['table-name', 'select', 'limit'],
  'dynamodb update-continuous-backups': ['table-name', 'point-in-time-recovery-specification'],
  'dynamodb update-table': [
    'table-name',
    'deletion-protection-enabled',
    'no-deletion-protection-enabled',
    'stream-specification',
  ],
  'dynamodb update-time-to-live': ['table-name', 'time-to-live-specification'],
  'dynamodb wait table-exists': ['table-name'],
  'ec2 describe-managed-prefix-lists': ['filters', 'query', 'output'],
  'events disable-rule': ['name'],
  'events enable-rule': ['name'],
  'iam attach-role-policy': ['role-name', 'policy-arn'],
  'iam create-role': ['role-name', 'assume-role-policy-document'],
  'iam get-role': ['role-name', 'query', 'output'],
  'lambda get-account-settings': ['query'],
  'lambda invoke': ['function-name', 'cli-read-timeout', 'cli-binary-format', 'payload'],
  'lambda list-event-source-mappings': ['function-name', 'query', 'output'],
  'lambda put-function-concurrency': ['function-name', 'reserved-concurrent-executions'],
  'lambda update-event-source-mapping': ['uuid', 'enabled', 'no-enabled'],
  'logs tail': ['since', 'filter-pattern'],
  'secretsmanager delete-secret': ['secret-id', 'force-delete-without-recovery'],
  'secretsmanager get-secret-value': ['secret-id', 'query', 'output'],
  'secretsmanager put-secret-value': ['secret-id', 'secret-string'],
  'service-quotas list-service-quotas': ['service-code'],
  'service-quotas request-service-quota-increase': ['service-code', 'quota-code', 'desired-value'],
  'ssm get-parameter': ['name', 'query', 'output'],
  'ssm put-parameter': ['name', 'overwrite', 'value'],
  'sqs send-message': ['queue-url', 'message-group-id', 'message-body'],
  'sqs start-message-move-task': ['source-arn'],
};

/** The commands that work without a region; any other without one would look into the wrong region. */
const WITHOUT_REGION: readonly string[] = [
  'sso login',
  'sts get-caller-identity',
  'iam attach-role-policy',
  'iam create-role',
  'iam get-role',
];

/** The faults of a command of the AWS CLI, without its first word. */
export function awsFaults(words: readonly string[]): string[] {
  const shape = Object.keys(awsShapes).find((name) => words.join(' ').startsWith(name));
  if (!shape) return [`aws ${words.join(' ')}: no shape of test/documents/aws-shapes.ts`];
  const given = words.filter((word) => word.startsWith('--')).map((word) => word.slice(2));
  const allowed = [...(awsShapes[shape] ?? []), 'region'];
  return [
    ...given.filter((option) => !allowed.includes(option)).map((option) => `aws ${shape} takes no --${option}`),
    ...(WITHOUT_REGION.includes(shape) || given.includes('region') ? [] : [`aws ${shape} names no --region`]),
  ];
}
