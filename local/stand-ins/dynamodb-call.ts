import { DeclarantError } from '../../schemas/declarant-error.ts';

/** An error that DynamoDB answered with. */
export class DynamodbError extends DeclarantError {
  override readonly name = 'DynamodbError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Calls a local DynamoDB without the SDK, which would take longer to load than all else at start.
 * No stand-in checks the signature, but each wants one.
 */
export function callDynamodb(endpoint: string, operation: string, input: object): Promise<Record<string, unknown>> {
  return call(endpoint, `DynamoDB_20120810.${operation}`, input);
}

/** Calls the streams of DynamoDB Local, which answer where its tables do. */
export function callDynamodbStreams(
  endpoint: string,
  operation: string,
  input: object,
): Promise<Record<string, unknown>> {
  return call(endpoint, `DynamoDBStreams_20120810.${operation}`, input);
}

async function call(endpoint: string, target: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (response.ok) return answer;
  const code = String(answer.__type ?? '').replace(/^.*#/, '');
  throw new DynamodbError(code, String(answer.message ?? answer.Message ?? code));
}
