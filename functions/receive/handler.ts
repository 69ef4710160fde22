import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { refusals } from '../../schemas/callback-answer.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { correctContracts } from '../../schemas/corrections.ts';
import type { FilesOfLanes } from '../../schemas/lane-files.ts';
import { deployedArchive } from '../archive/deployed-archive.ts';
import { readEnvironment, receiverEnvironment } from '../environment.ts';
import { dynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import { consoleTelemetry } from '../telemetry/log.ts';
import { callbackTokenCheck, readCallbackTokens } from '../tokens/callback-token.ts';
import { remembered } from '../tokens/remembered.ts';
import { secretVersions } from '../tokens/secrets.ts';
import { dynamoDbTokenUses } from '../tokens/token-uses.ts';
import { ContractError, taken } from './answer.ts';
import { authorizationOf } from './authorization.ts';
import { readCallback, routeOf } from './callback.ts';
import { contractAnswers } from './contract-answers.ts';
import { keep } from './keep.ts';
import { keepUnreadable } from './keep-unreadable.ts';
import { tokenNotes } from './note-token.ts';

// Put into the bundle where the stack is made: a function's environment holds 4 KB in all.
declare const FILES_OF_LANES: string;

const environment = readEnvironment(receiverEnvironment);
correctContracts(JSON.parse(FILES_OF_LANES) as FilesOfLanes);
const authorities = environment.AUTHORITIES.split(',') as AuthorityName[];
const telemetry = consoleTelemetry({ stage: environment.STAGE });
const client = new DynamoDBClient();
const tableName = environment.LEDGER_TABLE;
const now = () => new Date();

const readVersion = secretVersions(
  new SecretsManagerClient({
    // An unanswered call to AWS must not take the callback's whole time: after a 500 the authority sends it again.
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
    maxAttempts: 2,
  }),
);
const checkToken = callbackTokenCheck(
  remembered({
    fetch: () => readCallbackTokens(readVersion, environment.CALLBACK_TOKEN_SECRET),
    now: Date.now,
    maxAge: 5 * 60_000,
    cooldown: 30_000,
  }),
  Date.now,
);
const noteToken = tokenNotes({ uses: dynamoDbTokenUses(client, tableName), telemetry, now });
const ports = {
  ledger: dynamoDbLedger({
    client,
    tableName,
    retentionDays: Number(environment.RETENTION_DAYS),
    archive: deployedArchive(client, environment),
  }),
  telemetry,
  now,
};

/** Takes an authority's callback: route, token, frame, then stored, then 200. */
async function receive(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const route = routeOf(event, authorities);
  const authorization = authorizationOf(event);
  // A call on an unknown route matters only where it may be an authority's message, which is lost by it.
  const mayBeOne = event.httpMethod === 'POST' || Boolean(event.body);
  if (!route && (!mayBeOne || authorization === undefined)) throw new ContractError(refusals.unknownUrl);
  const match = await checkToken(authorization);
  if (!match) throw new ContractError(route ? refusals.unauthorised : refusals.unknownUrl);
  const noted = noteToken(match);
  try {
    if (!route) throw new ContractError(refusals.unknownUrl);
    await keep(readCallback(event, route), ports);
  } catch (error) {
    const authority = route?.authority ?? authorities[0];
    if (error instanceof ContractError && authority) await keepUnreadable(event, error, authority, route, ports);
    throw error;
  } finally {
    // A function is frozen when it answers, with everything in flight, so the note is awaited.
    await noted;
  }
  return taken;
}

export const handler = middy(receive).use(contractAnswers(telemetry));
