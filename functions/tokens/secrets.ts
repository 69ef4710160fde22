import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Reads the current value of a secret by its name. */
export type ReadSecret = (name: string) => Promise<string>;

export function secretsManager(client: SecretsManagerClient): ReadSecret {
  return async (name) => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    if (!SecretString) throw new SecretError(name, 'holds no text');
    return SecretString;
  };
}

/** A secret that cannot be used; says which and why, never what it holds. */
export class SecretError extends Error {
  readonly code = 'SECRET_UNUSABLE';

  constructor(name: string, why: string) {
    super(`The secret ${name} ${why}`);
    this.name = 'SecretError';
  }
}
