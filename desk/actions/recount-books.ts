import { dynamoDbBooksTable } from '../../functions/books/books-table.ts';
import type { KeeperPorts } from '../../functions/books/keeper.ts';
import { compareBooks, type Recounted } from '../../functions/books/recount.ts';
import { filingId } from '../../functions/ledger/items.ts';
import { RETENTION_DAYS } from '../../schemas/configuration.ts';
import { awsClock } from '../gateway/aws-clock.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';

/** A recount, with the filings that this code cannot summarize. */
export interface RecountedBooks extends Recounted {
  unreadable: string[];
}

/** Compares the books of a gateway with its ledger, filing by filing; puts right what differs where that is wished. */
export async function recountBooks(
  { authorities, installation, ledger }: Pick<GatewayConnection, 'authorities' | 'installation' | 'ledger'>,
  isWritten: boolean,
  onProgress: (filings: number) => void = () => {},
): Promise<RecountedBooks> {
  const unreadable = new Set<string>();
  const client = await installation.dynamodb();
  const ports: KeeperPorts = {
    table: dynamoDbBooksTable(client, installation.table),
    ledger: await ledger(),
    retentionDays: installation.configuration()?.retentionDays ?? RETENTION_DAYS,
    onFault: (key) => void unreadable.add(filingId(key)),
    // A run whose time lies ahead of the keeper's would have the counts pass over those of the keeper until then.
    now: awsClock(client),
  };
  return { ...(await compareBooks(authorities, ports, isWritten, onProgress)), unreadable: [...unreadable] };
}
