import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { dynamoDbArchiveIndex } from '../archive/archive-index.ts';
import { archiveReader } from '../archive/archive-reader.ts';
import { beginOf } from '../archive/object-name.ts';
import { type ArchiveLock, s3Archive } from '../archive/s3-archive.ts';
import { dynamoDbBooksTable } from '../books/books-table.ts';
import { archiverEnvironment, readEnvironment } from '../environment.ts';
import { dynamoDbCursors } from '../ledger/cursors.ts';
import { consoleTelemetry, errorFields } from '../telemetry/log.ts';
import { archiveLane } from './archive-lane.ts';
import { dynamoDbArchiveTable } from './archive-table.ts';
import { audit } from './audit.ts';
import { type ArchiverPorts, DAY_MS } from './ports.ts';
import { type RebuildOrder, type RebuiltIndex, rebuildIndex } from './rebuild-index.ts';

/** The settings of the archiver, as the stack passes them on. */
interface ArchiverSettings {
  authorities: readonly AuthorityName[];
  years: Readonly<Record<string, number>>;
  afterDays: number;
  lock?: ArchiveLock;
}

const environment = readEnvironment(archiverEnvironment);
const { authorities, years, afterDays, lock } = JSON.parse(environment.ARCHIVE) as ArchiverSettings;
const client = new DynamoDBClient();
const tableName = environment.LEDGER_TABLE;
const telemetry = consoleTelemetry({ stage: environment.STAGE });
const store = s3Archive({ bucket: environment.ARCHIVE_BUCKET, lock });

const index = dynamoDbArchiveIndex(client, environment.ARCHIVED_TABLE);

const ports: ArchiverPorts = {
  table: dynamoDbArchiveTable(client, tableName),
  books: dynamoDbBooksTable(client, tableName),
  ...{ store, index, archive: archiveReader(store, index), years, afterDays },
  cursors: dynamoDbCursors(client, tableName),
  retentionDays: Number(environment.RETENTION_DAYS),
  onFault: ({ authority, reference }, error) =>
    telemetry.problem('archive.put-aside', { authority, reference, ...errorFields(error) }),
  now: () => new Date(),
};

/** The time that an hour of many filings, or a part of the audit, may take. */
const MARGIN_MS = 7 * 60_000;

/** Archives what is due, each hour; or writes the archive's index anew, where it is told to. */
export async function handler(
  event: RebuildOrder | Record<string, unknown>,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<RebuiltIndex | undefined> {
  const mayGoOn = () => context.getRemainingTimeInMillis() > MARGIN_MS;
  return isOrder(event) ? rebuildIndex(event, ports, mayGoOn) : archiveDue(mayGoOn);
}

function isOrder(event: object): event is RebuildOrder {
  return 'rebuild' in event && typeof event.rebuild === 'string';
}

/** Archives what is due in each lane, and then looks through a part of the table; a lane that fails holds up no other. */
async function archiveDue(mayGoOn: () => boolean): Promise<undefined> {
  const faults: unknown[] = [];
  const oldest: string[] = [];
  let count = 0;
  for (const authority of authorities)
    try {
      const lane = await archiveLane(authority, ports, mayGoOn);
      count += lane.count;
      if (lane.oldest !== undefined) oldest.push(lane.oldest);
    } catch (error) {
      faults.push(error);
    }
  if (mayGoOn()) {
    const found = await audit(ports);
    if (found > 0) telemetry.event('archive.found', { count: found });
  }
  const [first] = faults;
  if (first !== undefined) throw first;
  const since = oldest.toSorted()[0];
  const days = since === undefined ? 0 : Math.floor((Date.now() - beginOf(since).getTime()) / DAY_MS);
  telemetry.event('archive.stands', { days, count });
}
