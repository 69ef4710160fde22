import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ApiServer } from '../../local/api/server.ts';
import { compile } from '../../local/compile.ts';
import { Ending } from '../../local/ending.ts';
import { DEFAULT_CONCURRENCY, EventSource } from '../../local/lambda/event-source.ts';
import { LOOPBACK } from '../../local/listen.ts';
import { startDeltaH7 } from '../../local/simulators/delta-h7/index.ts';
import { clientOf } from '../../test/support/dynamodb.ts';
import { CALLBACK_TOKEN, CUSTOMS_ACCOUNT } from '../../test/support/machine.ts';
import { countIn, takeAll } from '../../test/support/queues.ts';
import type { Design } from '../support/design.ts';
import { Authorization, apiOf } from './api.ts';
import { makeFunctions } from './functions.ts';
import { keptOf } from './kept.ts';
import { tableNames } from './make-tables.ts';
import type { TextbookOutcome } from './outcomes.ts';
import { REGION, startServices, TIMEOUT_SECONDS } from './services.ts';

const CREDENTIALS = 'textbook/credentials';
const TOKEN = 'textbook/callback-token';
const GRACE_MS = 10_000;

export interface TextbookOptions {
  /** The rate of its limiter, in messages a second. */
  perSecond: number;
  log?: (line: string) => void;
}

export interface Textbook extends Design {
  authorization: Authorization;
  callback(path: string, body: unknown, authorization?: string): Promise<{ status: number }>;
}

/**
 * The gateway as the vendor's guides have one built, beside a customs simulator, on the same stand-ins as the gateway
 * itself: the design to compare with.
 */
export function startTextbook(options: TextbookOptions): Promise<Textbook> {
  const ending = new Ending(GRACE_MS);
  return ending.around(() => start(options, ending));
}

async function start({ perSecond, log = () => {} }: TextbookOptions, ending: Ending): Promise<Textbook> {
  const customs = await startDeltaH7({
    ...{ port: 0, callbackUrl: '', callbackToken: CALLBACK_TOKEN, accounts: [CUSTOMS_ACCOUNT] },
    // Customs answers hours later: the measurement makes its callbacks itself.
    pace: 100_000,
  });
  ending.add(() => customs.close());
  const values = { [CREDENTIALS]: JSON.stringify(CUSTOMS_ACCOUNT), [TOKEN]: CALLBACK_TOKEN };
  const services = await startServices(values, ending, log);
  const { database, queues, secrets, endpoints, deadLetters, outbox, topic, heard } = services;

  const functions = await makeFunctions({
    ...{ ...(await makeFolder(ending)), environment: { region: REGION, endpoints }, log },
    ...{ timeoutSeconds: TIMEOUT_SECONDS },
    variables: {
      ...{ CUSTOMS_URL: customs.url, TOKEN_URL: customs.tokenUrl, PER_SECOND: String(perSecond) },
      ...{ CREDENTIALS_SECRET: CREDENTIALS, CALLBACK_TOKEN_SECRET: TOKEN, OUTCOMES_TOPIC: topic.arn },
      ...{ LEDGER_TABLE: tableNames.ledger, IDEMPOTENCY_TABLE: tableNames.idempotency },
      ...{ LIMITS_TABLE: tableNames.limits, RETENTION_DAYS: '365' },
    },
  });
  const { sender, receiver, authorizer } = functions;
  const pools = Object.values(functions);
  ending.add(() => Promise.all(pools.map((pool) => pool.stop(ending.left()))));

  const authorization = new Authorization((event) => authorizer.invoke(event), REGION);
  const guarded = authorization.guard((event) => receiver.invoke(event));
  const api = new ApiServer(log);
  const port = await api.listen();
  ending.add(() => api.close(ending.left()));
  api.open(apiOf(REGION, guarded));

  const queue = queues.source(outbox.arn);
  if (!queue) throw new TypeError(`There is no queue ${outbox.arn}`);
  const source = new EventSource(
    {
      ...{ logicalId: 'textbook-outbox', region: REGION, batchSize: 10, windowSeconds: 0 },
      ...{ concurrency: DEFAULT_CONCURRENCY, reportsFailures: true },
    },
    queue,
    (event) => sender.invoke(event),
    log,
  );
  source.start();
  ending.add(() => source.stop());

  // No stand-in checks them.
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sqs = new SQSClient({ endpoint: endpoints.sqs, region: REGION, credentials });
  ending.add(() => sqs.destroy());
  const dynamodb = clientOf({ endpoint: database.endpoint, region: REGION });
  ending.add(() => dynamodb.destroy());
  const documents = DynamoDBDocumentClient.from(dynamodb);

  return {
    ...{ customs, authorization },
    gateway: {
      ready: {
        ...{ endpoints, region: REGION },
        queues: { 'delta-h7': { outbox: outbox.url, deadLetters: deadLetters.url } },
      },
      calls: { sqs: queues.calls, sns: queues.topicCalls, dynamodb: database.calls, secretsmanager: secrets.calls },
      functions: new Map(pools.map((pool) => [pool.definition.name, pool])),
      async units() {
        if (!database.units) throw new TypeError('This database does not count its units');
        return database.units();
      },
      // It keeps no books.
      unkept: () => 0,
    },
    queued: (name) => countIn(sqs, name === 'outbox' ? outbox.url : deadLetters.url),
    async callback(route, body, token = `Bearer ${CALLBACK_TOKEN}`) {
      const { status } = await fetch(`http://${LOOPBACK}:${port}${route}`, {
        ...{ method: 'POST', body: JSON.stringify(body) },
        headers: { Authorization: token, 'Content-Type': 'application/json' },
      });
      return { status };
    },
    // Outcomes are published while a callback is taken.
    settled: async () => {},
    kept: (lrn) => keptOf(documents, tableNames.ledger, lrn),
    told: async () => (await takeAll<TextbookOutcome>(sqs, heard.url)).map(({ lrn }) => lrn),
    stop: () => ending.run(),
  };
}

/** The folder of the bundles, with the runtime that runs them. */
async function makeFolder(ending: Ending): Promise<{ folder: string; runtime: string }> {
  const work = mkdtempSync(path.join(tmpdir(), 'declarant-textbook-'));
  ending.add(() => rmSync(work, { recursive: true, force: true }));
  const runtime = path.join(work, 'runtime.mjs');
  writeFileSync(runtime, await compile(new URL('../../local/lambda/runtime.ts', import.meta.url), 'esm'));
  const folder = path.join(work, 'bundles');
  mkdirSync(folder);
  return { folder, runtime };
}
