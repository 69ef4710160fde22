import type * as z from 'zod';
import type { Json } from '../../schemas/json.ts';
import type { ApiDefinition } from '../api/definition.ts';
import { LocalFault } from '../fault.ts';
import type { FunctionDefinition } from '../lambda/definition.ts';
import type { EventSource } from '../lambda/event-source.ts';
import type { FunctionPool } from '../lambda/pool.ts';
import type { StreamSource } from '../lambda/stream-source.ts';
import type { Schedule } from '../schedules/schedule.ts';
import type { TemplateAlarm } from '../stand-ins/cloudwatch.ts';
import type { DatabaseStandIn, WatchedTable } from '../stand-ins/database.ts';
import type { QueueStandIn } from '../stand-ins/queues.ts';
import type { SecretsManagerStandIn } from '../stand-ins/secrets-manager.ts';

export const ACCOUNT = '000000000000';

/** A resource to be made, its functions resolved. */
export interface Resource {
  logicalId: string;
  kind: string;
  properties: Json;
  metadata: Json;
  stack: { name: string; directory: string };
}

/** A resource that was made, with the values that `Ref` and `Fn::GetAtt` yield. */
export interface Made {
  ref: string;
  attributes?: Record<string, string>;
}

/** The machine in the making: the services to make things in, and what was made so far. */
export interface World {
  region: string;
  database: Pick<DatabaseStandIn, 'endpoint' | 'watch'>;
  queues: QueueStandIn;
  secretsManager: SecretsManagerStandIn;
  /** Values of secrets, by name. */
  secrets: Readonly<Record<string, string>>;
  log(line: string): void;
  /** Names of the tables. */
  tables: Set<string>;
  makePool(definition: FunctionDefinition): FunctionPool;
  /** By ARN. */
  functions: Map<string, FunctionPool>;
  /** The URL of the callbacks. */
  callbackUrl: string | undefined;
  /** Values of the parameters of Systems Manager, by name. */
  parameters: Map<string, string>;
  alarms: TemplateAlarm[];
  eventSources: EventSource[];
  /** The tables that have a stream, by its ARN. */
  streams: Map<string, WatchedTable>;
  streamSources: StreamSource[];
  schedules: Schedule[];
  /** The milliseconds after which a schedule runs at the latest; infinite where only its own interval counts. */
  mostMs: number;
  /** By id. */
  apis: Map<string, ApiDefinition>;
}

/** Makes one kind of resource. */
export type Maker = (resource: Resource, world: World) => Made | Promise<Made>;

/**
 * A resource's properties, as far as they matter here.
 * @throws {LocalFault} naming every one that the local machine cannot honour
 */
export function propertiesOf<Schema extends z.ZodType>(resource: Resource, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(resource.properties);
  if (result.success) return result.data;
  throw new LocalFault(
    'template',
    result.error.issues.map(
      ({ path, message }) => `${resource.logicalId} (${resource.kind}): ${path.join('.')}: ${message}.`,
    ),
  );
}

export function templateFault({ logicalId, kind }: Resource, what: string): LocalFault {
  return new LocalFault('template', `${logicalId} (${kind}): ${what}.`);
}

/** A name for a resource that the template gives none. */
export function generatedName({ stack, logicalId }: Resource): string {
  return `${stack.name}-${logicalId}`;
}

/** The function of an ARN, with or without a version or alias at its end. */
export function functionOf(arn: string, resource: Resource, world: World): FunctionPool {
  const unqualified =
    /^(arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+)/.exec(arn)?.[1] ??
    `arn:aws:lambda:${world.region}:${ACCOUNT}:function:${arn}`;
  const pool = world.functions.get(unqualified);
  if (!pool) throw templateFault(resource, `there is no function ${arn}`);
  return pool;
}
