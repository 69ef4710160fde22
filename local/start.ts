import { lanesOf, withLanes } from '../schemas/configuration.ts';
import { loadConfiguration } from './configuration.ts';
import { LocalFault, thrownText } from './fault.ts';
import { lanesNamed } from './lanes.ts';
import { filingsSince } from './start/books.ts';
import { boot, LOG_FILE } from './start/boot.ts';
import { hintLines } from './start/hints.ts';
import { type StartOptions, shownPath, startOptions, USAGE } from './start/options.ts';
import { closingTable, differenceLines } from './start/report.ts';
import { type SamplesRun, samplesRun } from './start/run.ts';
import { readSamples, type Sample } from './start/samples.ts';
import { Screen } from './start/screen.ts';
import { startTitle } from './start/steps.ts';
import { Stopped, type StopSignal, stopSignal } from './start/stop-signal.ts';
import { startSummary } from './start/summary.ts';
import { differencesOf, neverSubmitted, type SampleEnding, verdictOf } from './start/verdict.ts';

/** The longest wait for the next outcome. */
const SILENCE_SECONDS = 60;

/** The most references that are named where nothing more was heard. */
const MOST_NAMED = 5;

/**
 * The command `start`: the whole gateway and its authorities on this machine, and the samples filed.
 * @returns 0 where every sample ended as its file says, 1 where not, 2 where an option or a file cannot be used
 */
export async function start(argv: string[]): Promise<number> {
  const undo: (() => unknown)[] = [];
  let screen = new Screen(process.stdout);
  const stop = stopSignal(() => {
    screen.status('');
    screen.line('Ending …');
  });
  try {
    const options = startOptions(argv);
    if (options.help) {
      process.stdout.write(USAGE);
      return 0;
    }
    if (options.json) screen = new Screen(process.stderr);
    return await run(options, screen, stop, undo);
  } catch (error) {
    if (error instanceof Stopped) return 1;
    if (!(error instanceof LocalFault)) throw error;
    screen.status('');
    for (const fault of error.faults) process.stderr.write(`${fault}\n`);
    return error.code === 'input' ? 2 : 1;
  } finally {
    await undoAll(undo);
    stop.off();
  }
}

async function run(options: StartOptions, screen: Screen, stop: StopSignal, undo: (() => unknown)[]): Promise<number> {
  const startedAt = new Date();
  const configFile = shownPath(options.configFile);
  const whole = loadConfiguration(configFile);
  const lanes = options.lanes === undefined ? lanesOf(whole).slice(0, 1) : lanesNamed(options.lanes, whole, configFile);
  const samples = readSamples(options.samplesDirectory, lanes, startedAt);
  const underWay = samplesRun(samples, screen);
  const { gateway, simulators, platform } = await boot(
    {
      ...options,
      configuration: withLanes(whole, lanes),
      lanes,
      title: (authorities) => startTitle(authorities, samples.length),
      onOutcome: (outcome) => underWay.onOutcome(outcome),
    },
    { screen, stop, undo },
  );

  await stop.orStop(underWay.file(platform, SILENCE_SECONDS));
  const endings = await stop.orStop(endingsOf(samples, underWay, startedAt, gateway.pid));
  showEnd(endings, underWay.open, screen);
  if (options.json) process.stdout.write(`${JSON.stringify(startSummary(endings, { startedAt, gateway }), null, 2)}\n`);

  if (!options.exit) {
    screen.line();
    const about = { samplesDirectory: options.samplesDirectory, samples, simulated: simulators, logFile: LOG_FILE };
    for (const line of hintLines(about, screen)) screen.line(line);
    await stop.whenAsked;
  }
  return isGood(endings) ? 0 : 1;
}

/** The endings of the samples by the ledger: outcomes only tell when to look. */
async function endingsOf(
  samples: readonly Sample[],
  { seconds, unsubmitted }: SamplesRun,
  since: Date,
  gatewayPid: number,
): Promise<SampleEnding[]> {
  const known = await filingsSince(since, gatewayPid);
  return samples.flatMap((sample) =>
    sample.filings.map((expected) => {
      const { kind, reference, expect } = expected;
      const { authority } = sample.submission;
      const filing = known.find(
        (one) => one.authority === authority && one.kind === kind && one.reference === reference,
      );
      const missing = unsubmitted.filter((followUp) => followUp.reference === reference);
      return {
        sample,
        expected,
        filing,
        seconds: seconds.get(reference),
        differences: [...differencesOf(expect, filing), ...missing.map(neverSubmitted)],
      };
    }),
  );
}

function showEnd(endings: readonly SampleEnding[], open: ReadonlySet<string>, screen: Screen): void {
  screen.line();
  for (const line of closingTable(endings, screen)) screen.line(line);
  screen.line();
  for (const line of differenceLines(endings, screen)) screen.line(line);
  if (open.size > 0) {
    const named = [...open].slice(0, MOST_NAMED).join(', ');
    const more = open.size > MOST_NAMED ? ` and ${open.size - MOST_NAMED} more` : '';
    screen.line(`Nothing came for ${SILENCE_SECONDS} s, and no end of ${named}${more}.`);
  }
  screen.line(screen.paint(isGood(endings) ? 'green' : 'red', verdictOf(endings)));
}

function isGood(endings: readonly SampleEnding[]): boolean {
  return endings.every(({ differences }) => differences.length === 0);
}

/** Ends what was started, the latest first; what cannot be ended keeps nothing else from being. */
async function undoAll(undo: readonly (() => unknown)[]): Promise<void> {
  for (const step of undo.toReversed()) {
    try {
      await step();
    } catch (error) {
      process.stderr.write(`Something did not end as it should: ${thrownText(error)}\n`);
    }
  }
}
