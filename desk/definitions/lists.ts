import { filingStatuses } from '../../schemas/filing.ts';
import { exampleAuthority, examples } from '../authorities/words.ts';
import type { ActionsOptions } from '../commands/actions.ts';
import type { ExportOptions } from '../commands/export.ts';
import type { ListOptions } from '../commands/list-options.ts';
import type { WatchOptions } from '../commands/watch.ts';
import { exportFormats } from '../exports/format-names.ts';
import { withFilters } from '../filter/options.ts';
import { UNREADABLE } from '../filter/read-filter.ts';
import { type Define, type Flags, withGateway } from './common.ts';

/** The commands that select filings by filters: list, export, watch; and what people did: actions. */
export const defineLists: Define = (root, run, terminal) => {
  withFilters(withGateway(root.command('list')), [...filingStatuses, UNREADABLE])
    .description('List filings as they stand now, newest first; count or group them.')
    .option('--limit <number>', 'how many at most (default: 100)')
    .option('--cursor <cursor>', 'the page after the one that told this cursor')
    .option('--count', 'only how many there are')
    .option('--group-by <field>', 'how many by code, place, platform, day, state or status', collectField)
    .option('--ndjson', 'print JSON, one filing a line')
    .addHelpText('after', listHelp)
    .action((flags: Flags<ListOptions>) =>
      run({ ...flags, ...(flags.ndjson && { json: true }) }, async (open) =>
        (await import('../commands/list.ts')).list(flags, open, terminal),
      ),
    );

  withFilters(withGateway(root.command('export')))
    .description('Write all filings that match to a file: for a spreadsheet, or one a line for machines.')
    .option('--format <format>', `${exportFormats.join(' or ')}: mandatory`)
    .option('--with-bodies', 'with what names persons, and with every message')
    .option('--out <file>', 'the file, which is there only once it is whole (default: standard output)')
    .addHelpText('after', exportHelp)
    .action((flags: Flags<ExportOptions>) =>
      run(flags, async (open) => (await import('../commands/export.ts')).exportAll(flags, open, terminal)),
    );

  withFilters(withGateway(root.command('watch')))
    .description('Tell what happens to filings as it happens, until Ctrl-C.')
    .addHelpText('after', watchHelp)
    .action((flags: Flags<WatchOptions>) =>
      run(flags, async (open) => (await import('../commands/watch.ts')).watch(flags, open, terminal)),
    );

  withGateway(root.command('actions'))
    .description('List what people did at this gateway: who, when and why.')
    .option('--since <when>', 'how long ago (15m, 24h, 3d), today, a day in Paris or an instant (default: 7d)')
    .option('--until <when>', 'and until; a day is included (default: now)')
    .addHelpText('after', actionsHelp)
    .action((flags: Flags<ActionsOptions>) =>
      run(flags, async (open) => (await import('../commands/actions.ts')).actions(flags, open, terminal)),
    );
};

const collectField = (text: string, before: readonly string[] = []) => [...before, text];

const listHelp = `
Examples:
  $ npx declarant list
  $ npx declarant list --status rejected --status refused --since yesterday
  $ npx declarant list --state ${examples.state} --since 2026-11-28
  $ npx declarant list --overdue --authority ${exampleAuthority}
  $ npx declarant list --status rejected --group-by code --group-by platform
  $ npx declarant list --status failed --since 3d --count
  $ npx declarant list --text "commodity" --json | jq '.[].reference'
  $ npx declarant list --status unreadable --json | jq -r '.[].body'

Each filter may be given several times, and is taken as "one of"; what is given
has to hold together. --since and --until go by the latest fact of a filing. A
day is one in Paris; one that is given to --until is included. --code looks at
present errors.
--place is written as --group-by place prints it, or as an error has it; with
--code, it is the place of an error with that code. A list keeps the places of
the first two errors of a filing.
--message, --place and --text narrow what the others select, and read all of
that: where nothing else is given, the last 7 days. The same goes without any
filter.
The next page's cursor is printed on standard error, and with --ndjson as the
last line, {"cursor": …}. A filing to which something happens between two pages
moves to the front, and is on none of those that follow: read the first again.
--group-by reads every filing that matches: give a period where there are many.
What could not be read (--status unreadable) belongs to no filing: it is listed
with when it came, from where, and what is wrong with it.
AGE is the time since the latest fact of a filing.`;

const exportHelp = `
Examples:
  $ npx declarant export --format csv --since yesterday --out filings.csv
  $ npx declarant export --format csv --status rejected --platform shop-1 \\
      --out rejected.csv
  $ npx declarant export --format ndjson --since 30d | gzip > filings.ndjson.gz

CSV has a row for each item, or one for a filing without items: its columns are
in docs/export.md. NDJSON has what "show --json" prints, a filing a line.
What names a person is masked unless --with-bodies is given.
It takes no more memory for many filings than for few. What is stopped by Ctrl-C
ends with 1 and says how to go on.`;

const watchHelp = `
Examples:
  $ npx declarant watch
  $ npx declarant watch --status rejected --status failed
  $ npx declarant watch --platform shop-1 --since 1h --json | jq .reference

Each thing that happens is told once, with the status and state that its filing
has after it; a filter selects by these. What the gateway's books hear of late,
by up to 15 minutes, comes late. With --since, what happened since then comes
first; what is older than 15 minutes, of filings that still match only.
Ctrl-C ends it with 0.`;

const actionsHelp = `
Examples:
  $ npx declarant actions
  $ npx declarant actions --since 30d --json \\
      | jq '.[] | select(.action == "pause")'

Kept are pauses, withdrawals, replays, settlements and all else that a person
does here, each with the person, the time and the reason; and how it ended: done,
failed, or stopped, with how far it came.`;
