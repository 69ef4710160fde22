import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, paginateQuery, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import {
  customsReferenceKey,
  factAttributes,
  factKey,
  filingId,
  filingKeyOf,
  type Item,
  receivedItem,
  recordOf,
  refusedItem,
  sentEntry,
  sentItem,
} from './items.ts';
import type { Ledger } from './ledger.ts';

const { partitionKey, sortKey, expiry, indexes } = ledgerTable;
const NEW_ITEM = `attribute_not_exists(${partitionKey})`;

export interface DynamoDbLedgerOptions {
  client: DynamoDBClient;
  tableName: string;
  /** For how long a record stays. */
  retentionDays: number;
}

/** The ledger in its DynamoDB table, by single-item conditional writes only. */
export function dynamoDbLedger({ client, tableName, retentionDays }: DynamoDbLedgerOptions): Ledger {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const table = { TableName: tableName };

  /** Puts an item where none is; false where there is one. */
  async function putNew(item: Item, at: string): Promise<boolean> {
    const expiresAt = Math.floor(Date.parse(at) / 1000) + retentionDays * 86_400;
    try {
      await documents.send(
        new PutCommand({ ...table, Item: { ...item, [expiry]: expiresAt }, ConditionExpression: NEW_ITEM }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  return {
    claim: (key, record) => putNew(sentItem(key, record), record.at),

    async settle(key, sent, settlement) {
      const fact = settlement.verdict === 'held' ? 'waiting' : settlement.verdict;
      const attributes: Item = { settlement, ...factAttributes(key, fact, settlement.at) };
      const names = Object.keys(attributes);
      await documents.send(
        new UpdateCommand({
          ...table,
          Key: { [partitionKey]: filingId(key), [sortKey]: sentEntry(sent) },
          UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
          ConditionExpression: `attribute_exists(${partitionKey})`,
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, attributes[name]])),
        }),
      );
    },

    async refuse(key, record) {
      await putNew(refusedItem(key, record), record.at);
    },

    async receive(key, record, { fact, customsReference }) {
      return (await putNew(receivedItem(key, record, fact, customsReference), record.at)) ? 'stored' : 'repeated';
    },

    async records(key) {
      const pages = paginateQuery(
        { client: documents },
        {
          ...table,
          KeyConditionExpression: '#filing = :filing',
          ExpressionAttributeNames: { '#filing': partitionKey },
          ExpressionAttributeValues: { ':filing': filingId(key) },
          // A callback may come within milliseconds of the claim that it answers.
          ConsistentRead: true,
        },
      );
      const records = [];
      for await (const page of pages) records.push(...(page.Items ?? []).map(recordOf));
      return records.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    },

    async findByCustomsReference(authority, customsReference) {
      const { name, partitionKey: attribute } = indexes.byCustomsReference;
      const { Items } = await documents.send(
        new QueryCommand({
          ...table,
          IndexName: name,
          KeyConditionExpression: '#reference = :reference',
          ExpressionAttributeNames: { '#reference': attribute },
          ExpressionAttributeValues: { ':reference': customsReferenceKey(authority, customsReference) },
          Limit: 1,
        }),
      );
      const found = Items?.[0];
      return found && filingKeyOf(String(found[partitionKey]));
    },

    async *recent(authority, fact, day, since) {
      const { name, partitionKey: factAttribute, sortKey: atAttribute } = indexes.byFact;
      const pages = paginateQuery(
        { client: documents },
        {
          ...table,
          IndexName: name,
          KeyConditionExpression: '#fact = :fact AND #at >= :since',
          ExpressionAttributeNames: { '#fact': factAttribute, '#at': atAttribute },
          ExpressionAttributeValues: { ':fact': factKey(authority, fact, day), ':since': since },
          ScanIndexForward: false,
        },
      );
      for await (const page of pages) {
        for (const item of page.Items ?? []) yield filingKeyOf(String(item[partitionKey]));
      }
    },
  };
}
