import type * as z from 'zod';
import type { AuthorityName } from './catalogue.ts';
import { deltaH7Credentials } from './delta-h7/credentials.ts';
import { schemaFaults } from './fault.ts';

/** What the value of each lane's secret must be, as JSON. */
const credentials: Readonly<Record<AuthorityName, () => z.ZodObject>> = { 'delta-h7': deltaH7Credentials };

/** What is wrong with the value of a lane's secret, to be read after its name; never with a value in it. */
export function credentialFaults(authority: AuthorityName, secret: string): string[] {
  const schema = credentials[authority]();
  let value: unknown;
  try {
    value = JSON.parse(secret);
  } catch {
    return [` is not JSON {${Object.keys(schema.shape).join(', ')}}`];
  }
  return schemaFaults(schema, value).map(
    ({ pointer, found }) => `: ${pointer.slice(1) || 'it'} must be filled text, and is ${found}`,
  );
}
