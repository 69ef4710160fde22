import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { DeclarantError } from '../../schemas/declarant-error.ts';

/** The value of a secret. */
export interface Secret {
  value: string;
  /** The time at which it was put there, where that is told. */
  createdAt?: Date;
}

/** Reads the current value of a secret by its name. */
export type ReadSecret = (name: string) => Promise<Secret>;

/** A version of a secret. */
export interface SecretVersion extends Secret {
  versionId: string;
}

/** Reads the version of a secret with a label; a secret that was never changed has no previous one. */
export interface ReadSecretVersion {
  (name: string, label: 'AWSCURRENT'): Promise<SecretVersion>;
  (name: string, label: 'AWSPREVIOUS'): Promise<SecretVersion | undefined>;
}

export function secretsManager(client: SecretsManagerClient): ReadSecret {
  return (name) => get(client, name);
}

export function secretVersions(client: SecretsManagerClient): ReadSecretVersion {
  async function read(name: string, label: 'AWSCURRENT' | 'AWSPREVIOUS') {
    try {
      return await get(client, name, label);
    } catch (error) {
      if (label === 'AWSPREVIOUS' && error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }
  return read as ReadSecretVersion;
}

async function get(client: SecretsManagerClient, name: string, VersionStage?: string): Promise<SecretVersion> {
  const {
    SecretString,
    VersionId = '',
    CreatedDate,
  } = await client.send(new GetSecretValueCommand({ SecretId: name, ...(VersionStage && { VersionStage }) }));
  if (!SecretString) throw new SecretError(name, 'holds no text');
  return { versionId: VersionId, value: SecretString, ...(CreatedDate && { createdAt: CreatedDate }) };
}

/** A secret that cannot be used; the text says which and why, never its value. */
export class SecretError extends DeclarantError {
  readonly code = 'SECRET_UNUSABLE';

  constructor(name: string, why: string) {
    super(`The secret ${name} ${why}`);
    this.name = 'SecretError';
  }
}
