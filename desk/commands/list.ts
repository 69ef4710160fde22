import { filingStates } from '../../schemas/catalogue.ts';
import { type FilingStatus, filingStatuses } from '../../schemas/filing.ts';
import { shown } from '../../schemas/shown-filing.ts';
import { DeskFault } from '../fault.ts';
import { type ListFilter, listFilings } from '../filings/listing.ts';
import { UNREADABLE } from '../filter/read-filter.ts';
import { spanOf } from '../filter/span.ts';
import { listLines } from '../render/list.ts';
import type { Command } from './command.ts';
import { listUnreadable } from './list-unreadable.ts';

export interface ListOptions {
  authority?: string | undefined;
  status?: string | undefined;
  state?: string | undefined;
  orphans?: boolean | undefined;
  since: string;
  limit: string;
  json?: boolean | undefined;
}

const MOST = 100_000;

const statuses = [...filingStatuses, UNREADABLE] as const;

/** Lists filings that something happened to lately, as they stand now. */
export const list: Command<ListOptions> = async (options, open, terminal, now = new Date()) => {
  const isUnreadable = options.status?.toLowerCase() === UNREADABLE;
  const filter = filterOf(isUnreadable ? { ...options, status: undefined } : options, now);
  const gateway = open();
  const authorities = options.authority === undefined ? gateway.authorities : [gateway.lane(options.authority)];
  if (isUnreadable) {
    const { state, orphans } = options;
    if (state !== undefined || orphans)
      throw new DeskFault(
        'USAGE',
        'What could not be read has no state and is no orphan: leave --state and --orphans out.',
      );
    return listUnreadable({ ...filter, authorities }, options.json ?? false, gateway, terminal, now);
  }
  const { filings, more } = await listFilings(await gateway.ledger(), authorities, filter, now);
  if (options.json) terminal.out(JSON.stringify(filings.map(shown), null, 2));
  else if (filings.length === 0)
    terminal.out(
      `No ${options.orphans ? 'orphan' : 'filing'}${conditionOf(options)} since ${filter.since.toISOString()}.`,
    );
  else for (const line of listLines(filings, now, terminal)) terminal.out(line);
  if (filings.some(({ status }) => status === 'unclear'))
    terminal.err(
      'unclear: it may have been done. Find out at the authority, then npx declarant settle REFERENCE records what you found.',
    );
  if (more)
    terminal.err(`Cut at ${filter.limit}: there are more. Narrow with --status, --state or --since, or raise --limit.`);
  return 0;
};

/** @throws {DeskFault} with the values that there are, where one is none of them */
export function filterOf({ status, state, orphans, since, limit }: ListOptions, now: Date): ListFilter {
  const number = Number(limit);
  if (!Number.isInteger(number) || number < 1 || number > MOST) {
    throw new DeskFault('USAGE', `--limit ${limit} is not a whole number from 1 to ${MOST}.`);
  }
  return {
    status: oneOf('--status', statuses, status) as FilingStatus | undefined,
    state: oneOf('--state', filingStates, state),
    orphans,
    since: spanOf(since, undefined, now).since,
    limit: number,
  };
}

function oneOf<T extends string>(option: string, values: readonly T[], value: string | undefined): T | undefined {
  if (value === undefined) return undefined;
  const found = values.find((one) => one === value.toLowerCase());
  if (found) return found;
  throw new DeskFault('USAGE', `${option} ${value} is not known: give one of ${values.join(', ')}.`);
}

function conditionOf({ status, state }: ListOptions): string {
  const conditions = [status && `status ${status.toLowerCase()}`, state && `state ${state.toLowerCase()}`].filter(
    Boolean,
  );
  return conditions.length > 0 ? ` with ${conditions.join(' and ')}` : '';
}
