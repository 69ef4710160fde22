import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const client = new SecretsManagerClient();
const known = new Map<string, Promise<string>>();

/** A secret's value, read once by each instance. */
export function secret(name: string): Promise<string> {
  let value = known.get(name);
  if (!value) {
    value = client.send(new GetSecretValueCommand({ SecretId: name })).then(({ SecretString = '' }) => SecretString);
    value.catch(() => known.delete(name));
    known.set(name, value);
  }
  return value;
}
