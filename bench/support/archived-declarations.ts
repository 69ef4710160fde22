import { S3Client } from '@aws-sdk/client-s3';
import { dynamoDbArchiveIndex } from '../../functions/archive/archive-index.ts';
import { archiveReader } from '../../functions/archive/archive-reader.ts';
import { s3Archive } from '../../functions/archive/s3-archive.ts';
import { archiveLane } from '../../functions/archiving/archive-lane.ts';
import { dynamoDbArchiveTable } from '../../functions/archiving/archive-table.ts';
import { dynamoDbBooksTable } from '../../functions/books/books-table.ts';
import { dynamoDbCursors } from '../../functions/ledger/cursors.ts';
import type { Ready } from '../../local/gateway.ts';
import { ACCOUNT } from '../../local/resources/resource.ts';
import { contractOf } from '../../schemas/catalogue.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { OTHER_CLASS, OTHER_YEARS } from '../../schemas/retention.ts';
import { clientOf } from '../../test/support/dynamodb.ts';

const RETENTION_DAYS = 120;
/** The archiver's clock is so far ahead that the hour of the declarations is over. */
const AHEAD_MS = 2 * 3_600_000;

/**
 * Archives all that a gateway has filed, by the archiver itself.
 * @returns the bytes of the archive's objects
 */
export async function archiveDeclarations({ endpoints, region, table }: Ready): Promise<number> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const s3 = new S3Client({ endpoint: endpoints.s3, region, credentials });
  const client = clientOf({ endpoint: endpoints.dynamodb, region });
  let bytes = 0;
  try {
    const bucket = resourceNames('test').archive(ACCOUNT, region);
    const store = s3Archive({ bucket, client: s3 });
    const index = dynamoDbArchiveIndex(client, resourceNames('test').archived);
    const years = { ...contractOf('delta-h7').retention?.classes, [OTHER_CLASS]: OTHER_YEARS };
    await archiveLane(
      'delta-h7',
      {
        ...{ index, archive: archiveReader(store, index), years, afterDays: 0, retentionDays: RETENTION_DAYS },
        store: {
          ...store,
          putNew(name, object, keptUntil) {
            bytes += object.byteLength;
            return store.putNew(name, object, keptUntil);
          },
        },
        table: dynamoDbArchiveTable(client, table),
        books: dynamoDbBooksTable(client, table),
        cursors: dynamoDbCursors(client, table),
        onFault(_, error) {
          throw error;
        },
        now: () => new Date(Date.now() + AHEAD_MS),
      },
      () => true,
    );
    return bytes;
  } finally {
    client.destroy();
    s3.destroy();
  }
}
