import type * as z from 'zod';
import { type ReadSecret, SecretError } from './secrets.ts';
import { TokenFailure } from './token-failure.ts';

/** Errors of Secrets Manager that are AWS's own, and pass. */
const PASSING = /Throttling|InternalService|Timeout|TooManyRequests|LimitExceeded/;

/**
 * Reads a lane's credentials from its secret.
 * @throws {TokenFailure} where the secret cannot be used
 */
export async function readCredentials<T extends z.ZodObject>(
  name: string,
  readSecret: ReadSecret,
  schema: T,
): Promise<z.infer<T>> {
  try {
    return parsed(name, await readSecret(name), schema);
  } catch (error) {
    const { name: detail, $metadata } = error as Error & { $metadata?: unknown };
    if (error instanceof SecretError)
      throw new TokenFailure({ kind: 'unauthorised', cause: 'secret', detail: error.code });
    if ($metadata === undefined || PASSING.test(detail)) throw error;
    throw new TokenFailure({ kind: 'unauthorised', cause: 'secret', detail });
  }
}

function parsed<T extends z.ZodObject>(name: string, secret: string, schema: T): z.infer<T> {
  let value: unknown;
  try {
    value = JSON.parse(secret);
  } catch {
    throw new SecretError(name, `is not JSON {${Object.keys(schema.shape).join(', ')}}`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const missing = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new SecretError(name, `lacks ${missing}`);
}
