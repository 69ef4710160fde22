import type { WireCall } from './wire.ts';

interface DynamodbInput {
  Item?: Record<string, { S?: string }>;
  Key?: Record<string, { S?: string }>;
  IndexName?: string;
  ExpressionAttributeValues?: Record<string, { S?: string }>;
}

/** Names a call by its action, without its subject: `PutItem sent`, `Query by-fact waiting`, `POST /declarations`. */
export function labelOf({ service, headers, body, path }: WireCall): string {
  const target = String(headers['x-amz-target'] ?? '');
  const operation = target.slice(target.indexOf('.') + 1);
  switch (service) {
    case 'dynamodb':
      return `${operation} ${itemOf(JSON.parse(body.toString()) as DynamodbInput)}`.trim();
    case 'customs':
      return `POST ${path.replace(/^\/dh7/, '').replace(/\d{4,}/g, '{}')}`;
    case 'secrets-manager':
      return `${operation} ${(JSON.parse(body.toString()) as { VersionStage?: string }).VersionStage ?? ''}`.trim();
    default:
      return operation || (new URLSearchParams(body.toString()).get('Action') ?? 'unknown');
  }
}

/** The kind of item that is read or written: by its sort key, or by the index. */
function itemOf({ Item, Key, IndexName, ExpressionAttributeValues: values = {} }: DynamodbInput): string {
  const entry = (Item ?? Key)?.['entry']?.S;
  if (entry !== undefined) return entry.split('/')[0] ?? '';
  const [, fact = ''] = (values[':fact']?.S ?? '').split('/');
  return `${IndexName ?? 'filing'} ${fact}`;
}
