import type * as z from 'zod';
import { jsonIn } from '../../schemas/json.ts';
import { type ReadSecret, type Secret, SecretError } from './secrets.ts';
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
): Promise<Omit<Secret, 'value'> & { value: z.infer<T> }> {
  try {
    const secret = await readSecret(name);
    const { data } = schema.safeParse(jsonIn(secret.value));
    if (data) return { ...secret, value: data };
    throw new SecretError(name, 'is not of the right form');
  } catch (error) {
    const { name: detail, $metadata } = error as Error & { $metadata?: unknown };
    if (error instanceof SecretError)
      throw new TokenFailure({ kind: 'unauthorised', cause: 'secret', detail: error.code });
    if ($metadata === undefined || PASSING.test(detail)) throw error;
    throw new TokenFailure({ kind: 'unauthorised', cause: 'secret', detail });
  }
}
