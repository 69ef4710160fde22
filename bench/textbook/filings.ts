import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Message } from './customs.ts';
import { variable } from './environment.ts';
import type { DeclarationCallback, DeclarationSubmission } from './submission.ts';
import { DAY_SECONDS, ledger } from './tables.ts';

/** The status of a filing, by customs' states. */
const STATUSES: Readonly<Record<string, string>> = { VLD: 'validated', BAE: 'released' };

export function statusOf({ declarationState: { state } }: DeclarationCallback): string {
  return STATUSES[state] ?? state;
}

const filingKey = (lrn: string) => ({ [ledger.partitionKey]: lrn, [ledger.sortKey]: ledger.filing });
const expiresAt = (now: Date) => Math.floor(now.getTime() / 1000) + Number(variable('RETENTION_DAYS')) * DAY_SECONDS;

/** Records a filing, and whether customs took it. An answer that came first keeps its status. */
export async function recordFiled(
  documents: DynamoDBDocumentClient,
  { platform, payload }: DeclarationSubmission,
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

/**
 * Keeps a callback as it came and updates its filing's item, both or neither. A repeated one is kept once; one that a
 * later state overtook is kept, and changes nothing of the filing.
 */
export async function recordCallback(
  documents: DynamoDBDocumentClient,
  callback: DeclarationCallback,
  body: string,
): Promise<void> {
  const message = messagePut(callback, body);
  try {
    await documents.send(
      new TransactWriteCommand({ TransactItems: [{ Put: message }, { Update: filingUpdate(callback) }] }),
    );
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const [isKept, isOvertaken] = (error.CancellationReasons ?? []).map(
      ({ Code }) => Code === 'ConditionalCheckFailed',
    );
    if (isKept) return;
    if (!isOvertaken) throw error;
    await documents.send(new PutCommand(message));
  }
}

function messagePut(callback: DeclarationCallback, body: string) {
  const now = new Date();
  const { lrn, messageId } = callback.header;
  const key = { [ledger.partitionKey]: lrn, [ledger.sortKey]: `${ledger.message}${messageId}` };
  return {
    TableName: variable('LEDGER_TABLE'),
    Item: { ...key, body, receivedAt: now.toISOString(), expiresAt: expiresAt(now) },
    ConditionExpression: `attribute_not_exists(${ledger.partitionKey})`,
  };
}

function filingUpdate(callback: DeclarationCallback) {
  const { lrn, customsDeclarationReference: customsReference, mrn } = callback.header;
  // `2026-11-22T10:00:05+01:00[Europe/Paris]`, compared as instants.
  const stateAt = new Date(callback.declarationState.stateDateTime.replace(/\[.*\]$/, '')).toISOString();
  const updatedAt = new Date().toISOString();
  const set = { status: statusOf(callback), updatedAt, stateAt, customsReference, ...(mrn && { mrn }) };
  return {
    ...{ TableName: variable('LEDGER_TABLE'), Key: filingKey(lrn) },
    UpdateExpression: `SET ${assignments(set)}`,
    ConditionExpression: 'attribute_not_exists(#stateAt) OR #stateAt <= :stateAt',
    ...{ ExpressionAttributeNames: names(set), ExpressionAttributeValues: values(set) },
  };
}

const assignments = (set: object) =>
  Object.keys(set)
    .map((name) => `#${name} = :${name}`)
    .join(', ');
const names = (set: object) => Object.fromEntries(Object.keys(set).map((name) => [`#${name}`, name]));
const values = (set: object) => Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value]));
