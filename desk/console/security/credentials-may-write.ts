import { randomUUID } from 'node:crypto';
import { ledgerTable } from '../../../schemas/ledger-table.ts';
import type { Installation } from '../../gateway/gateway-connection.ts';

const { partitionKey, sortKey } = ledgerTable;

/**
 * True unless the credentials may only read. Each action about a filing is kept below `acts/`, where who only reads may
 * not write; who reads a message is kept below `actions/`, where a reader may. A write is tried whose condition never
 * holds: AWS looks at the permission first, and nothing is written.
 */
export async function credentialsMayWrite({ dynamodb, table, isLocal }: Installation): Promise<boolean> {
  if (isLocal) return true;
  const { PutItemCommand } = await import('@aws-sdk/client-dynamodb');
  const command = new PutItemCommand({
    TableName: table,
    Item: { [partitionKey]: { S: 'acts/never' }, [sortKey]: { S: randomUUID() } },
    ConditionExpression: 'attribute_exists(#key)',
    ExpressionAttributeNames: { '#key': partitionKey },
  });
  try {
    await (await dynamodb()).send(command);
    return true;
  } catch (error) {
    return (error as Error).name !== 'AccessDeniedException';
  }
}
