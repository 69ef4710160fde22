import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A version of the callback token that is taken. */
export interface TakenVersion {
  token: 'current' | 'previous';
  versionId: string;
  /** ISO 8601 in UTC. */
  createdAt: string;
}

/** The secret whose value authorities call back with. */
export interface TokenSecret {
  readonly name: string;
  /** The versions that are taken, the current one first. */
  versions(): Promise<TakenVersion[]>;
  /** Makes a value the current one: what was current becomes the previous one. Returns the version's id. */
  put(value: string): Promise<string>;
}

const labels = { AWSCURRENT: 'current', AWSPREVIOUS: 'previous' } as const;

export function tokenSecret(client: SecretsManagerClient, name: string): TokenSecret {
  return {
    name,
    async versions() {
      const { ListSecretVersionIdsCommand } = await import('@aws-sdk/client-secrets-manager');
      const { Versions = [] } = await client.send(new ListSecretVersionIdsCommand({ SecretId: name }));
      return Object.entries(labels).flatMap(([label, token]) =>
        Versions.filter(({ VersionStages = [] }) => VersionStages.includes(label)).map(
          ({ VersionId = '', CreatedDate = new Date(0) }) => ({
            token,
            versionId: VersionId,
            createdAt: CreatedDate.toISOString(),
          }),
        ),
      );
    },
    async put(value) {
      const { PutSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
      const { VersionId = '' } = await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: value }));
      return VersionId;
    },
  };
}
