import { createHash, randomUUID } from 'node:crypto';
import { type Input, type JsonService, ServiceError, startJsonService } from './json-service.ts';

interface Version {
  id: string;
  value: { SecretString?: string; SecretBinary?: string };
  stages: Set<string>;
  created: number;
}

interface Secret {
  name: string;
  arn: string;
  created: number;
  versions: Map<string, Version>;
}

export interface SecretsManagerStandIn extends JsonService {
  /** Makes a secret with its first version. */
  create(name: string, value: string): { arn: string };
}

/** Secrets Manager: versions and their stages, in memory. */
export async function startSecretsManager(region: string): Promise<SecretsManagerStandIn> {
  const store = new SecretStore(region);
  const service = await startJsonService('Secrets Manager', store.operations);
  return { ...service, create: (name, value) => ({ arn: store.create({ Name: name, SecretString: value }).ARN }) };
}

class SecretStore {
  readonly #secrets = new Map<string, Secret>();
  readonly #region: string;
  readonly operations: Readonly<Record<string, (input: Input) => object>> = {
    CreateSecret: (input) => this.create(input),
    GetSecretValue: (input) => this.#get(input),
    PutSecretValue: (input) => this.#put(input),
    UpdateSecretVersionStage: (input) => this.#moveStage(input),
    DescribeSecret: (input) => this.#describe(input),
    ListSecretVersionIds: (input) => this.#listVersions(input),
  };

  constructor(region: string) {
    this.#region = region;
  }

  create(input: Input): { ARN: string; Name: string; VersionId: string } {
    const name = text(input, 'Name');
    if (this.#secrets.has(name))
      throw new ServiceError('ResourceExistsException', `The secret ${name} already exists.`);
    // AWS adds six characters, so that a secret made anew under an old name has another ARN.
    const suffix = createHash('sha256').update(name).digest('hex').slice(0, 6);
    const arn = `arn:aws:secretsmanager:${this.#region}:000000000000:secret:${name}-${suffix}`;
    const secret: Secret = { name, arn, created: Date.now(), versions: new Map() };
    this.#secrets.set(name, secret);
    const version = this.#add(secret, input, ['AWSCURRENT']);
    return { ARN: arn, Name: name, VersionId: version.id };
  }

  #get(input: Input): object {
    const secret = this.#find(input);
    const versionId = input.VersionId;
    const stage = input.VersionStage ?? (versionId === undefined ? 'AWSCURRENT' : undefined);
    const found = [...secret.versions.values()].find(
      (version) =>
        (versionId === undefined || version.id === versionId) &&
        (stage === undefined || version.stages.has(String(stage))),
    );
    if (!found) {
      const sought = versionId === undefined ? `staging label: ${String(stage)}` : `VersionId: ${String(versionId)}`;
      throw new ServiceError(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for ${sought}`,
      );
    }
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: found.id,
      ...found.value,
      VersionStages: [...found.stages],
      CreatedDate: found.created / 1000,
    };
  }

  #put(input: Input): object {
    const secret = this.#find(input);
    const stages = (input.VersionStages as string[] | undefined) ?? ['AWSCURRENT'];
    const version = this.#add(secret, input, stages);
    return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: [...version.stages] };
  }

  #moveStage(input: Input): object {
    const secret = this.#find(input);
    const stage = text(input, 'VersionStage');
    const holder = [...secret.versions.values()].find((version) => version.stages.has(stage));
    const from = input.RemoveFromVersionId;
    if (holder && from !== holder.id) {
      throw new ServiceError(
        'InvalidParameterException',
        `The parameter RemoveFromVersionId must name version ${holder.id}, to which staging label ${stage} is attached.`,
      );
    }
    const to = input.MoveToVersionId === undefined ? undefined : secret.versions.get(String(input.MoveToVersionId));
    if (input.MoveToVersionId !== undefined && !to) {
      throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret version.");
    }
    holder?.stages.delete(stage);
    if (to) attach(secret, to, stage, holder === to ? undefined : holder);
    return { ARN: secret.arn, Name: secret.name };
  }

  #describe(input: Input): object {
    const secret = this.#find(input);
    return {
      ARN: secret.arn,
      Name: secret.name,
      CreatedDate: secret.created / 1000,
      VersionIdsToStages: Object.fromEntries(
        [...secret.versions.values()]
          .filter(({ stages }) => stages.size > 0)
          .map(({ id, stages }) => [id, [...stages]]),
      ),
    };
  }

  #listVersions(input: Input): object {
    const secret = this.#find(input);
    const all = input.IncludeDeprecated === true;
    return {
      ARN: secret.arn,
      Name: secret.name,
      Versions: [...secret.versions.values()]
        .filter(({ stages }) => all || stages.size > 0)
        .map(({ id, stages, created }) => ({ VersionId: id, VersionStages: [...stages], CreatedDate: created / 1000 })),
    };
  }

  #add(secret: Secret, input: Input, stages: readonly string[]): Version {
    const id = typeof input.ClientRequestToken === 'string' ? input.ClientRequestToken : randomUUID();
    const value = {
      ...(typeof input.SecretString === 'string' && { SecretString: input.SecretString }),
      ...(typeof input.SecretBinary === 'string' && { SecretBinary: input.SecretBinary }),
    };
    const version: Version = { id, value, stages: new Set(), created: Date.now() };
    secret.versions.set(id, version);
    for (const stage of stages) {
      const holder = [...secret.versions.values()].find((other) => other !== version && other.stages.has(stage));
      holder?.stages.delete(stage);
      attach(secret, version, stage, holder);
    }
    return version;
  }

  #find(input: Input): Secret {
    const id = text(input, 'SecretId');
    // An ARN is taken with its six characters or without, as AWS does.
    const secret =
      this.#secrets.get(id) ?? [...this.#secrets.values()].find(({ arn }) => arn === id || arn.slice(0, -7) === id);
    if (!secret)
      throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return secret;
  }
}

/** The version that loses AWSCURRENT becomes AWSPREVIOUS, and only one has that label. */
function attach(secret: Secret, version: Version, stage: string, loser: Version | undefined): void {
  version.stages.add(stage);
  if (stage !== 'AWSCURRENT' || !loser) return;
  for (const other of secret.versions.values()) other.stages.delete('AWSPREVIOUS');
  loser.stages.add('AWSPREVIOUS');
}

function text(input: Input, name: string): string {
  const value = input[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new ServiceError('InvalidParameterException', `The parameter ${name} is missing.`);
}
