import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { closeServer, LOOPBACK, listen } from '../listen.ts';
import { CallCounter, type StandIn } from './calls.ts';

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

type Input = Record<string, unknown>;

class SecretsError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

export interface SecretsManagerStandIn extends StandIn {
  readonly calls: CallCounter;
  /** Makes a secret with its first version. */
  create(name: string, value: string): { arn: string };
}

/** Secrets Manager: versions and their stages, in memory. */
export async function startSecretsManager(region: string): Promise<SecretsManagerStandIn> {
  const store = new SecretStore(region);
  const calls = new CallCounter();
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    calls.add(operation);
    const [status, answer] = store.answer(operation, await bodyOf(request));
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() });
    response.end(JSON.stringify(answer));
  });
  server.keepAliveTimeout = 60_000;
  const port = await listen(server);
  return {
    endpoint: `http://${LOOPBACK}:${port}`,
    calls,
    create: (name, value) => ({ arn: store.create({ Name: name, SecretString: value }).ARN }),
    close: () => closeServer(server),
  };
}

class SecretStore {
  readonly #secrets = new Map<string, Secret>();
  readonly #region: string;
  readonly #operations: Record<string, (input: Input) => object> = {
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

  answer(operation: string, body: string): [number, object] {
    try {
      const run = this.#operations[operation];
      if (!run) throw new SecretsError('UnknownOperationException', `The local Secrets Manager has no ${operation}`);
      return [200, run(JSON.parse(body) as Input)];
    } catch (error) {
      if (error instanceof SecretsError) return [400, { __type: error.type, Message: error.message }];
      if (error instanceof SyntaxError)
        return [400, { __type: 'SerializationException', Message: 'The body is not JSON' }];
      return [500, { __type: 'InternalServiceError', Message: String(error) }];
    }
  }

  create(input: Input): { ARN: string; Name: string; VersionId: string } {
    const name = text(input, 'Name');
    if (this.#secrets.has(name))
      throw new SecretsError('ResourceExistsException', `The secret ${name} already exists.`);
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
      throw new SecretsError(
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
      throw new SecretsError(
        'InvalidParameterException',
        `The parameter RemoveFromVersionId must name version ${holder.id}, to which staging label ${stage} is attached.`,
      );
    }
    const to = input.MoveToVersionId === undefined ? undefined : secret.versions.get(String(input.MoveToVersionId));
    if (input.MoveToVersionId !== undefined && !to) {
      throw new SecretsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret version.");
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
      throw new SecretsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
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
  throw new SecretsError('InvalidParameterException', `The parameter ${name} is missing.`);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
