import { DeleteItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll } from 'vitest';
import { type ArchiveIndex, dynamoDbArchiveIndex } from '../../../../functions/archive/archive-index.ts';
import { archiveReader } from '../../../../functions/archive/archive-reader.ts';
import type { ArchiveStore } from '../../../../functions/archive/archive-store.ts';
import { s3Archive } from '../../../../functions/archive/s3-archive.ts';
import { type ArchivedLane, archiveLane } from '../../../../functions/archiving/archive-lane.ts';
import { dynamoDbArchiveTable } from '../../../../functions/archiving/archive-table.ts';
import type { ArchiverPorts } from '../../../../functions/archiving/ports.ts';
import { dynamoDbBooksTable } from '../../../../functions/books/books-table.ts';
import type { ArchiveReader } from '../../../../functions/ledger/archived.ts';
import { dynamoDbCursors } from '../../../../functions/ledger/cursors.ts';
import { dynamoDbLedger } from '../../../../functions/ledger/dynamodb-ledger.ts';
import { filingId } from '../../../../functions/ledger/items.ts';
import type { Ledger } from '../../../../functions/ledger/ledger.ts';
import type { FilingKey, LedgerRecord } from '../../../../functions/ledger/records.ts';
import { type QueueStandIn, startQueues } from '../../../../local/stand-ins/queues.ts';
import { contractOf } from '../../../../schemas/catalogue.ts';
import { OTHER_CLASS } from '../../../../schemas/retention.ts';
import { tableBooks } from '../../../support/books/kept-books.ts';
import { createArchivedTable } from '../../../support/dynamodb.ts';
import { ledgerTables } from '../../../support/ledger-tables.ts';
import { creation, response, state } from '../../../support/messages.ts';
import { received, sent } from '../../../support/records.ts';

export const years = { ...contractOf('delta-h7').retention?.classes, [OTHER_CLASS]: 6 };
export const RETENTION_DAYS = 120;

/** A table with its books, and an archive beside it, in a time of their own. */
export interface ArchiveScene {
  ledger: Ledger;
  store: ArchiveStore;
  index: ArchiveIndex;
  reader: ArchiveReader;
  ports: ArchiverPorts;
  client: DynamoDBClient;
  tableName: string;
  archivedTableName: string;
  /** The time of the archiver. */
  at: { now: Date };
  keepBooks(): Promise<void>;
  archive(ports?: ArchiverPorts): Promise<ArchivedLane>;
  /** Takes away what the table has of a filing, or some of it, as its expiry does. */
  expire(key: FilingKey, isGiven?: (entry: string) => boolean): Promise<void>;
  bytesOf(object: string): Promise<Uint8Array>;
}

/** Makes scenes on one database and one S3, for the tests of a `describe`. */
export function archiveScenes() {
  const tables = ledgerTables();
  let objects: QueueStandIn;
  let s3: S3Client;
  let made = 0;
  beforeAll(async () => {
    objects = await startQueues('local');
    s3 = new S3Client({
      ...{ endpoint: objects.endpoint, region: 'local' },
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
  });
  afterAll(async () => {
    s3.destroy();
    await objects.close();
  });
  return {
    get s3() {
      return { client: s3, endpoint: objects.endpoint, dynamodb: tables.standIn.endpoint };
    },
    async make(now: string): Promise<ArchiveScene & { bucket: string }> {
      made += 1;
      const bucket = `archive-${made}`;
      objects.createBucket(bucket);
      const { client } = tables;
      const tableName = await tables.make();
      const archivedTableName = `${tableName}-archived`;
      await createArchivedTable(client, archivedTableName);
      const store = s3Archive({ bucket, client: s3 });
      const index = dynamoDbArchiveIndex(client, archivedTableName);
      const archive = archiveReader(store, index);
      const at = { now: new Date(now) };
      const ports: ArchiverPorts = {
        ...{ store, index, archive, years, afterDays: 7, retentionDays: RETENTION_DAYS },
        table: dynamoDbArchiveTable(client, tableName),
        books: dynamoDbBooksTable(client, tableName),
        cursors: dynamoDbCursors(client, tableName),
        onFault(_, error) {
          throw error;
        },
        now: () => at.now,
      };
      const options = { client, tableName, retentionDays: RETENTION_DAYS, now: () => at.now.getTime() };
      const ledger = dynamoDbLedger({ ...options, archive });
      return {
        ...{ ledger, store, index, reader: archive, ports, client, tableName, archivedTableName, at, bucket },
        keepBooks: () => tableBooks(client, tableName).keep(),
        archive: (given = ports) => archiveLane('delta-h7', given, () => true),
        async expire(key, isGiven = () => true) {
          const { Items = [] } = await client.send(
            new QueryCommand({
              TableName: tableName,
              KeyConditionExpression: 'filing = :id',
              ExpressionAttributeValues: { ':id': { S: filingId(key) } },
            }),
          );
          for (const { filing, entry } of Items)
            if (filing && entry && isGiven(String(entry.S)))
              await client.send(new DeleteItemCommand({ TableName: tableName, Key: { filing, entry } }));
        },
        bytesOf: (object) => store.get(object),
      };
    },
  };
}

export const declarationOf = (reference: string): FilingKey => ({
  ...{ authority: 'delta-h7', kind: 'declaration', reference },
});

/** The times of a life: sent, answered six seconds later, released two minutes later. */
const after = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();

export interface LifeOptions {
  /** The vendor's IOSS number. */
  ioss?: boolean;
  isReleased?: boolean;
}

/** A declaration that is sent, answered and released. */
export async function live(
  ledger: Ledger,
  lrn: string,
  at: string,
  { ioss, isReleased = true }: LifeOptions = {},
): Promise<LedgerRecord[]> {
  const key = declarationOf(lrn);
  const number = `7${lrn.replaceAll(/\D/g, '')}`;
  const payload = creation(lrn);
  const references = [{ additionalFiscalReferenceRole: 'FR5', additionalFiscalReferenceId: 'IM2500000001' }];
  const declaration = { ...payload.declaration, ...(ioss && { additionalFiscalReferences: references }) };
  await ledger.claim(
    key,
    sent({
      ...{ at, messageId: `m-${lrn}`, digest: `d-${lrn}`, claimedBy: `q-${lrn}` },
      body: JSON.stringify({ ...payload, declaration }),
    }),
  );
  const given = { lrn, reference: number, mrn: `26FR${number}` };
  const answer = response({ ...given, messageId: `r-${lrn}`, at: after(at, 5) });
  await ledger.receive(key, received('Response_H7', answer, { at: after(at, 6) }), {
    ...{ fact: 'validated', authorityReference: number },
  });
  if (isReleased) await release(ledger, lrn, after(at, 120));
  return ledger.records(key);
}

/** Customs releases it. */
export async function release(ledger: Ledger, lrn: string, at: string): Promise<void> {
  const number = `7${lrn.replaceAll(/\D/g, '')}`;
  const answer = state({ lrn, reference: number, mrn: `26FR${number}`, messageId: `s-${lrn}-${at}`, at });
  await ledger.receive(declarationOf(lrn), received('State_H7', answer, { at }), {
    ...{ fact: 'released', authorityReference: number },
  });
}
