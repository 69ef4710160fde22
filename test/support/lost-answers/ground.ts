import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { closeServer, LOOPBACK, listen } from '../../../local/listen.ts';
import type { Attributes, DatabaseStandIn } from '../../../local/stand-ins/database.ts';
import { type QueueStandIn, startQueues } from '../../../local/stand-ins/queues.ts';
import { type SecretsManagerStandIn, startSecretsManager } from '../../../local/stand-ins/secrets-manager.ts';
import { clientOf, createArchivedTable, type Engine, startEngine } from '../dynamodb.ts';
import { compileFunctions, type MakeHandler } from './functions.ts';
import { ARCHIVED } from './variables.ts';
import { stretchWire, type Wire, type WireAnswer, type WireCall } from './wire.ts';

export const REGION = 'eu-west-3';

/** A gateway on the shared ground, as its calls and its callbacks find it. */
export interface Tenant {
  /** Takes every call of its functions. */
  judge(call: WireCall, pass: () => Promise<WireAnswer>): Promise<WireAnswer | undefined>;
  /** The URL of its customs. */
  readonly customsUrl: string;
  /** Called with each item that is put into its table. */
  record(keys: Attributes): void;
  /** Takes a callback of its customs. */
  callback(path: string, headers: readonly string[], body: Buffer): Promise<{ status: number; body: string }>;
}

/** The ground that many small gateways share: the stand-ins of AWS, with a wire in front of each. */
export interface Ground {
  readonly database: DatabaseStandIn;
  readonly queues: QueueStandIn;
  readonly secrets: SecretsManagerStandIn;
  /** The stand-ins' own URLs, past the wires. */
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  /** The URLs of the wires, by service. */
  readonly wires: Readonly<Record<string, string>>;
  readonly callbackUrl: string;
  readonly makeHandler: MakeHandler;
  /** The tenants by the first part of their callers' names, up to a hyphen. */
  readonly tenants: Map<string, Tenant>;
  close(): Promise<void>;
}

export async function layGround(engine: Engine = 'dynalite'): Promise<Ground> {
  const [database, queues, secrets, makeHandler] = await Promise.all([
    startEngine(engine),
    startQueues(REGION),
    startSecretsManager(REGION),
    compileFunctions(),
  ]);
  const tenants = new Map<string, Tenant>();
  const tenantOf = (caller: string) => {
    const tenant = tenants.get(caller.split('-')[0] ?? '');
    if (!tenant) throw new TypeError(`Nobody stands here under the name ${caller}`);
    return tenant;
  };
  const targets: Record<string, (call: WireCall) => string> = {
    dynamodb: () => database.endpoint,
    sqs: () => queues.endpoint,
    sns: () => queues.endpoint,
    'secrets-manager': () => secrets.endpoint,
    customs: ({ caller }) => tenantOf(caller).customsUrl,
  };
  const wires = new Map<string, Wire>();
  for (const [service, target] of Object.entries(targets)) {
    wires.set(service, await stretchWire(service, target, (call, pass) => tenantOf(call.caller).judge(call, pass)));
  }
  const callbacks = createServer(async (request, response) => {
    const [, name = '', path = '/'] = /^\/([^/]*)(.*)$/.exec(request.url ?? '') ?? [];
    try {
      const answer = await tenantOf(name).callback(path, request.rawHeaders, await buffer(request));
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    } catch {
      // The answer of API Gateway where the function is gone.
      response.writeHead(502).end();
    }
  });
  const port = await listen(callbacks);
  const dynamodb = clientOf({ endpoint: database.endpoint, region: REGION });
  // Nothing is archived here: one empty table is enough for all.
  await createArchivedTable(dynamodb, ARCHIVED);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sqs = new SQSClient({ endpoint: queues.endpoint, region: REGION, credentials });
  return {
    ...{ database, queues, secrets, dynamodb, sqs, makeHandler, tenants },
    wires: Object.fromEntries([...wires].map(([service, { url }]) => [service, url])),
    callbackUrl: `http://${LOOPBACK}:${port}`,
    async close() {
      dynamodb.destroy();
      sqs.destroy();
      await closeServer(callbacks);
      await Promise.all([...wires.values()].map((wire) => wire.close()));
      await Promise.all([database, queues, secrets].map((standIn) => standIn.close()));
    },
  };
}
