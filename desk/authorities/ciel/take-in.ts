import { pMapIterable } from 'p-map';
import { feedPath } from '../../../functions/ledger/fate.ts';
import { keepReceived } from '../../../functions/ledger/keep-received.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { drmValidee } from '../../../schemas/ciel/drm-validee.ts';
import type { CielLane } from '../../../schemas/ciel/lane.ts';
import type { ReturnedItem } from '../../../schemas/ciel/returned-item.ts';
import { parseMessage } from '../../../schemas/message-text.ts';
import { acting } from '../../actions/acting.ts';
import { reasonOf } from '../../actions/reason.ts';
import { DeskFault } from '../../fault.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';
import { printable, type Terminal } from '../../terminal/terminal.ts';
import { readReturned, returnedFiles } from './returned-files.ts';

export interface TakeInOptions {
  /** Files, and folders with all that is below. */
  paths: readonly string[];
  reason?: string | undefined;
  json?: boolean | undefined;
}

/** A file that is in the ledger: since now, or since before. */
export interface TakenIn {
  file: string;
  reference: string;
  messageId: string;
  action: 'taken-in' | 'known';
  /** Its departures from the schema: it is kept all the same. */
  drift: string[];
}

/** The most files read, or stored, at the same time. */
const AT_ONCE = 8;
/** The most files that are named. */
const MOST_NAMED = 20;

/** Takes in the files of validated declarations, each as the record that the feed makes of it. */
export async function takeIn(
  { paths, reason, json }: TakeInOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
  now = () => new Date(),
): Promise<number> {
  const gateway = open();
  const authority = gateway.lane('ciel');
  const said = reason === undefined ? null : reasonOf(reason, 'kept');
  const lane = gateway.installation.configuration()?.lanes[authority] as CielLane | undefined;
  const read = (file: string) => readReturned(file, lane?.returns?.platform, now());
  const files = await returnedFiles(paths);
  await refuseFaulty(files, read, terminal);

  const ledger = await gateway.ledger();
  const taken: TakenIn[] = [];
  const detail = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  const told = () => terminal.progress(`${taken.length} of ${files.length} taken in …`);
  try {
    await acting(gateway, { action: 'take-in', authority, reason: said, detail }, async () => {
      const stored = pMapIterable(files, async (file) => keep(file, await read(file), ledger, now()), {
        concurrency: AT_ONCE,
      });
      for await (const one of stored) {
        taken.push(one);
        told();
      }
    });
  } catch (error) {
    terminal.progress('');
    terminal.err(`Not all of ${detail} are there. Take all in again: what is there is not stored twice.`);
    throw error;
  }
  terminal.progress('');
  if (json) terminal.out(JSON.stringify(taken, null, 2));
  else report(taken, terminal);
  return 0;
}

/** @throws {DeskFault} naming the files that cannot be taken in: nothing is then */
async function refuseFaulty(
  files: readonly string[],
  read: (file: string) => Promise<ReturnedItem | string>,
  terminal: Terminal,
): Promise<void> {
  const faults: string[] = [];
  let count = 0;
  const checked = pMapIterable(files, async (file) => ({ file, item: await read(file) }), { concurrency: AT_ONCE });
  for await (const { file, item } of checked) {
    if (typeof item === 'string') faults.push(`${file}: ${item}`);
    count += 1;
    terminal.progress(`${count} of ${files.length} read …`);
  }
  terminal.progress('');
  if (faults.length === 0) return;
  const more = faults.length - MOST_NAMED;
  const named = [...faults.slice(0, MOST_NAMED), ...(more > 0 ? [`… and ${more} more`] : [])];
  throw new DeskFault('INPUT', `${named.map(printable).join('\n')}\nNothing was taken in.`);
}

async function keep(file: string, read: ReturnedItem | string, ledger: Ledger, now: Date): Promise<TakenIn> {
  if (typeof read === 'string') throw new DeskFault('INPUT', `${file} has changed meanwhile: ${read}`);
  const { kind, reference, message: _, ...item } = read;
  const arrived = { ...item, path: feedPath('returns'), httpStatus: null, at: now.toISOString() };
  const key = { authority: 'ciel', kind, reference } as const;
  const payload = parseMessage(item.body);
  const { stored, drift } = await keepReceived(key, drmValidee, { ...arrived, payload }, [], ledger);
  return { file, reference, messageId: item.messageId, action: stored === 'stored' ? 'taken-in' : 'known', drift };
}

function report(taken: readonly TakenIn[], { out, err, paint }: Terminal): void {
  for (const { file, reference, action } of taken.slice(0, MOST_NAMED))
    out(`${paint('green', action === 'known' ? 'known   ' : 'taken in')}  ${printable(reference)}  ${printable(file)}`);
  const more = taken.length - MOST_NAMED;
  if (more > 0) out(`… and ${more} more: --json has them all.`);
  const known = taken.filter(({ action }) => action === 'known').length;
  out(`${taken.length - known} taken in, ${known} known before.`);
  for (const { file, drift } of taken.filter((one) => one.drift.length > 0).slice(0, MOST_NAMED))
    err(`${printable(file)} departs from the schema, and is kept all the same: ${printable(drift[0] ?? '')}`);
}
