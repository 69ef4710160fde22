/** A permission that AWS refused; its name is undefined where AWS does not say it. */
export interface RefusedPermission {
  permission: string | undefined;
}

/** The names of errors by which the services of AWS say that a permission is missing. */
const refusals: readonly string[] = [
  'AccessDeniedException',
  'AccessDenied',
  // SNS.
  'AuthorizationErrorException',
  'AuthorizationError',
  // SQS, where the key of a queue may not be used.
  'KmsAccessDenied',
];

const NAMED = /not authorized to perform:? ([a-z0-9-]+:[a-z*]+)/i;

/** The permission that an error of AWS, or its cause, says was refused; undefined for any other error. */
export function refusedPermission(error: unknown): RefusedPermission | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (refusals.includes(one.name)) return { permission: NAMED.exec(one.message)?.[1] };
  }
  return undefined;
}
