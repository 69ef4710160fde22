import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Message } from './customs.ts';
import { variable } from './environment.ts';
import type { Callback, Submission } from './submission.ts';
import { DAY_SECONDS, ledger } from './tables.ts';

/** How a filing stands, by customs' states. */
const STATUSES: Readonly<Record<string, string>> = { VLD: 'validated', BAE: 'released' };

export function statusOf({ declarationState: { state } }: Callback): string {
  return STATUSES[state] ?? state;
}

const filingKey = (lrn: string) => ({ [ledger.partitionKey]: lrn, [ledger.sortKey]: ledger.filing });
const expiresAt = (now: Date) => Math.floor(now.getTime() / 1000) + Number(variable('RETENTION_DAYS')) * DAY_SECONDS;

/** Records what was filed, and whether customs took it. An answer that came first keeps its status. */
export async function recordFiled(
  documents: DynamoDBDocumentClient,
  { platform, payload }: Submission,
  { messageId, body }: Message,
  status: 'sent' | 'refused',
): Promise<void> {
  const now = new Date();
  const set = { platform, messageId, declaration: body, sentAt: now.toISOString(), expiresAt: expiresAt(now) };
  await documents.send(
    new UpdateCommand({
      ...{ TableName: variable('LEDGER_TABLE'), Key: filingKey(payload.header.lrn) },
      UpdateExpression: `SET ${assignments(set)}, #status = if_not_exists(#status, :status), #updatedAt = if_not_exists(#updatedAt, :sentAt)`,
      ExpressionAttributeNames: { ...names(set), '#status': 'status', '#updatedAt': 'updatedAt' },
      ExpressionAttributeValues: { ...values(set), ':status': status },
    }),
  );
}

/** Keeps a callback as it came; one that comes again is kept once. */
export async function keepMessage(documents: DynamoDBDocumentClient, callback: Callback, body: string): Promise<void> {
  const now = new Date();
  const { lrn, messageId } = callback.header;
  const key = { [ledger.partitionKey]: lrn, [ledger.sortKey]: `${ledger.message}${messageId}` };
  await unlessRefused(() =>
    documents.send(
      new PutCommand({
        TableName: variable('LEDGER_TABLE'),
        Item: { ...key, body, receivedAt: now.toISOString(), expiresAt: expiresAt(now) },
        ConditionExpression: `attribute_not_exists(${ledger.partitionKey})`,
      }),
    ),
  );
}

/** Brings a filing's item to what a callback says of it, unless a later one did. */
export async function updateFiling(documents: DynamoDBDocumentClient, callback: Callback): Promise<void> {
  const { lrn, customsDeclarationReference: customsReference, mrn } = callback.header;
  // `2026-11-22T10:00:05+01:00[Europe/Paris]`: as instants they compare.
  const stateAt = new Date(callback.declarationState.stateDateTime.replace(/\[.*\]$/, '')).toISOString();
  const updatedAt = new Date().toISOString();
  const set = { status: statusOf(callback), updatedAt, stateAt, customsReference, ...(mrn && { mrn }) };
  await unlessRefused(() =>
    documents.send(
      new UpdateCommand({
        ...{ TableName: variable('LEDGER_TABLE'), Key: filingKey(lrn) },
        UpdateExpression: `SET ${assignments(set)}`,
        ConditionExpression: 'attribute_not_exists(#stateAt) OR #stateAt <= :stateAt',
        ...{ ExpressionAttributeNames: names(set), ExpressionAttributeValues: values(set) },
      }),
    ),
  );
}

async function unlessRefused(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

const assignments = (set: object) =>
  Object.keys(set)
    .map((name) => `#${name} = :${name}`)
    .join(', ');
const names = (set: object) => Object.fromEntries(Object.keys(set).map((name) => [`#${name}`, name]));
const values = (set: object) => Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value]));
