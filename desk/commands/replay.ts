import { reasonOf } from '../actions/reason.ts';
import { DeskFault } from '../fault.ts';
import { type FilterTexts, filterFields } from '../filter/filter-texts.ts';
import { type FilterOptions, optionsOf, textsInOptions } from '../filter/options.ts';
import { filterAt, readFilter } from '../filter/read-filter.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { planLines, rowLine, runLines } from '../render/replay.ts';
import type { ReplayChoice } from '../replay/chosen.ts';
import { type Correction, readCorrection } from '../replay/correction.ts';
import { planReplay, type ReplayPlan } from '../replay/plan.ts';
import type { ReplayRow } from '../replay/replay-row.ts';
import { resultFile } from '../replay/result-file.ts';
import { runReplay } from '../replay/run.ts';
import { readFiles } from '../submit/read-files.ts';
import { interruption } from '../terminal/interruption.ts';
import { quoted } from '../terminal/quoted.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export type ReplayOptions = FilterOptions & {
  references: readonly string[];
  /** `POINTER=JSON`, each. */
  set?: readonly string[] | undefined;
  /** The file of a patch. */
  patch?: string | undefined;
  /** The reason: kept. */
  reason?: string | undefined;
  dryRun?: boolean | undefined;
  limit?: number | undefined;
  /** The file for the results. */
  out?: string | undefined;
  json?: boolean | undefined;
};

/** Submits again what was refused, rejected, failed or stuck, corrected. */
export const replay: Command<ReplayOptions> = async (options, open, terminal, now = new Date()) => {
  const { dryRun, limit, json } = options;
  const reason = dryRun && options.reason === undefined ? 'a look' : reasonOf(options.reason, 'kept');
  const chosen = chosenBy(options, now);
  const correction = await correctionOf(options);
  const gateway = open();
  const stop = interruption();
  const { signal } = stop;
  try {
    const wish = { reason, correction, now, limit, signal };
    const onProgress = (read: number) => terminal.progress(`${read} filings read …`);
    const plan = await planReplay(gateway, chosen.choose(gateway), { ...wish, onProgress });
    terminal.progress('');
    if (!dryRun)
      return await submitted(plan, { ...options, reason }, { correction, chosen, signal }, gateway, terminal);
    if (json) terminal.out(JSON.stringify(plan.rows, null, 2));
    else for (const line of planLines(plan, correction.length > 0, terminal)) terminal.out(line);
    return isNamedLeftOut(options, plan.rows) ? 1 : 0;
  } catch (error) {
    if (!signal.aborted || !isAbort(error)) throw error;
    terminal.progress('');
    if (json) terminal.out('[]');
    terminal.err('Stopped before anything was submitted: run the same again.');
    return 1;
  } finally {
    stop.forget();
  }
};

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';

async function submitted(
  { rows: planned, going, beyondLimit }: ReplayPlan,
  options: ReplayOptions & { reason: string },
  { correction, chosen, signal }: { correction: Correction; chosen: Chosen; signal: AbortSignal },
  gateway: GatewayConnection,
  terminal: Terminal,
): Promise<number> {
  const { reason, references, out, json, limit } = options;
  const results = out === undefined ? undefined : resultFile(out);
  const rows = planned.filter(({ action }) => action === 'skipped');
  try {
    for (const [n, row] of rows.entries()) {
      results?.write(row);
      if (!json && n < MOST_LISTED) terminal.out(rowLine(row, terminal));
    }
    const named = references.length > 0 ? references.join(' ').slice(0, 200) : optionsOf(chosen.texts).trim();
    const places = correction.map((one) => (one.kind === 'set' ? `/${one.path.join('/')}` : one.kind)).join(', ');
    const detail = `${going.length === 1 ? '1 filing' : `${going.length} filings`}: ${named}${places && `; changed ${places}`}`;
    const { left, fault } = await runReplay(gateway, going, {
      ...{ reason, correction, detail, signal },
      onRow(row) {
        rows.push(row);
        results?.write(row);
        if (!json && rows.length <= MOST_LISTED) terminal.out(rowLine(row, terminal));
        terminal.progress(`${rows.length} of ${planned.length} done …`);
      },
    });
    terminal.progress('');
    if (json) terminal.out(JSON.stringify(rows, null, 2));
    else for (const line of runLines(rows, MOST_LISTED, terminal)) terminal.out(line);
    if (fault?.error instanceof DeskFault) terminal.err(fault.error.message);
    const again = (of: Partial<ReplayOptions>) =>
      `npx declarant replay${howAgain({ ...options, ...of }, chosen)}${gateway.options}`;
    if (left.length > 0) {
      const rest = {
        // Filings that were rejected once more meanwhile, or lie beyond the limit, were not to go.
        references: references.length > 0 ? [...new Set(left.map(({ reference }) => reference))] : [],
        limit: limit === undefined ? undefined : left.length,
      };
      terminal.err(`Stopped: ${left.length} of ${going.length} were not reached. To go on: ${again(rest)}`);
    } else if (beyondLimit > 0)
      terminal.err(`${beyondLimit} more match, beyond --limit. To go on: ${again({ limit: undefined })}`);
    // A defect shows where it is, once all that was done is told.
    if (fault && !(fault.error instanceof DeskFault)) throw fault.error;
    const isFailed = rows.some(({ action }) => action === 'failed');
    return fault || left.length > 0 || isFailed || isNamedLeftOut(options, rows) ? 1 : 0;
  } finally {
    results?.end();
  }
}

/** True if a filing that was asked for by its reference does not go; one that a filter found may be left out. */
function isNamedLeftOut({ references }: ReplayOptions, rows: readonly ReplayRow[]): boolean {
  return references.length > 0 && rows.some(({ action }) => action === 'skipped');
}

/** The most rows that are shown one by one. */
const MOST_LISTED = 50;

/** The options that go on: all that is on its way by then is left out. */
function howAgain({ references, reason = '', set = [], patch, limit }: ReplayOptions, { texts }: Chosen): string {
  const named = references.map((reference) => ` ${quoted(reference)}`).join('');
  const sets = set.map((text) => ` --set ${quoted(text)}`).join('');
  const patched = patch === undefined ? '' : ` --patch ${quoted(patch)}`;
  const most = limit === undefined ? '' : ` --limit ${limit}`;
  return `${named}${optionsOf(texts)}${sets}${patched}${most} --reason ${quoted(reason)}`;
}

/** The filings that were chosen. */
interface Chosen {
  choose(gateway: GatewayConnection): ReplayChoice;
  /**
   * The filter with the instants of its period, which ends now: when it goes on, "1h" is another hour, and what was
   * submitted again and rejected once more has a later fact.
   */
  texts: FilterTexts;
}

function chosenBy({ references, ...options }: ReplayOptions, now: Date): Chosen {
  const texts = textsInOptions(options);
  const fields = filterFields.filter((field) => texts[field] !== undefined);
  if (references.length === 0 && fields.length === 0)
    throw new DeskFault('USAGE', 'Say which: REFERENCE…, or a filter such as --status rejected --since 3d.');
  if (references.length === 0) {
    const selection = readFilter(texts, now);
    const begun = now.toISOString();
    const { since, until = begun } = selection.filter;
    return {
      choose: (gateway) => ({ filter: filterAt(selection, gateway) }),
      texts: { ...selection.texts, ...(since && { since: [since] }), until: [until < begun ? until : begun] },
    };
  }
  const [other] = fields.filter((field) => field !== 'authority');
  if (other !== undefined)
    throw new DeskFault('USAGE', `References name the filings: leave out --${other}, or the references.`);
  const { authority } = texts;
  return {
    choose: (gateway) => ({
      references,
      ...(authority && { authorities: authority.map((name) => gateway.lane(name)) }),
    }),
    texts,
  };
}

async function correctionOf({ set, patch }: ReplayOptions): Promise<Correction> {
  const [file] = patch === undefined ? [] : await readFiles([patch], 'Nothing was submitted.');
  return readCorrection({ set, patch: file?.text });
}
