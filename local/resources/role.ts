import { createHash } from 'node:crypto';
import { ACCOUNT } from './resource.ts';

/** The ARN of a role of the template. */
export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

/** A role's unique id: made up from its ARN, so that the template and the functions have the same one. */
export function roleIdOf(arn: string): string {
  return `AROA${createHash('sha256').update(arn).digest('hex').slice(0, 17).toUpperCase()}`;
}
