import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { checkSecrets, readConfiguration, readSecrets } from './configuration.ts';
import { LocalFault } from './fault.ts';
import { filingsSince } from './start/books.ts';
import { startCustoms } from './start/customs.ts';
import { hintLines } from './start/hints.ts';
import { type StartOptions, startOptions, USAGE } from './start/options.ts';
import { closingTable, differenceLines } from './start/report.ts';
import { samplesRun } from './start/run.ts';
import { readSamples, type Sample } from './start/samples.ts';
import { Screen } from './start/screen.ts';
import { Stopped, type StopSignal, stopSignal } from './start/stop-signal.ts';
import { differencesOf, type Ending, verdictOf } from './start/verdict.ts';

/** For how long outcomes are waited for. */
const BUDGET_SECONDS = 60;
const LOG_FILE = path.join('.declarant', 'start.log');

/**
 * The command `start`: the whole gateway and a customs on this machine, and the samples filed.
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
    for (const step of undo.reverse()) await step();
    stop.off();
  }
}

async function run(options: StartOptions, screen: Screen, stop: StopSignal, undo: (() => unknown)[]): Promise<number> {
  const startedAt = new Date();
  const samples = readSamples(options.samplesDirectory);
  screen.line(
    screen.paint('bold', `Declarant: the gateway, its customs and ${samples.length} declarations, all on this machine`),
  );
  const log = openLog(undo);
  const { gateway, customs, platform, samplesUnderWay } = await boot(options, samples, { screen, stop, undo, log });

  await stop.orStop(samplesUnderWay.file(platform, BUDGET_SECONDS));
  const filings = await stop.orStop(filingsSince(startedAt, gateway.pid));
  const endings = samples.map((sample): Ending => {
    const filing = filings.find(
      ({ authority, reference }) => authority === sample.submission.authority && reference === sample.reference,
    );
    return {
      sample,
      filing,
      seconds: samplesUnderWay.seconds.get(sample.reference),
      differences: differencesOf(sample.expect, filing),
    };
  });
  const isGood = endings.every(({ differences }) => differences.length === 0);
  showEnd(endings, samplesUnderWay.open, screen);
  if (options.json) process.stdout.write(`${JSON.stringify(summaryOf(endings, startedAt, gateway), null, 2)}\n`);

  if (!options.exit) {
    screen.line();
    const about = { samplesDirectory: options.samplesDirectory, samples, customsUrl: customs.url, logFile: LOG_FILE };
    for (const line of hintLines(about, screen)) screen.line(line);
    await stop.whenAsked;
  }
  return isGood ? 0 : 1;
}

interface Surroundings {
  screen: Screen;
  stop: StopSignal;
  undo: (() => unknown)[];
  log: (line: string) => void;
}

/** Starts customs, the gateway and a platform, and says how long each took. */
async function boot(
  { configFile, secretsFile }: StartOptions,
  samples: readonly Sample[],
  { screen, stop, undo, log }: Surroundings,
) {
  const configuration = readConfiguration(configFile);
  const secrets = readSecrets(secretsFile);
  checkSecrets(configuration, secrets);
  const step = stepsOn(screen);

  let callbackUrl = '';
  const customs = await step(
    'customs',
    startCustoms({ configuration, configFile, secrets, callbackUrl: () => callbackUrl, log }),
    ({ url }) => url,
  );
  undo.push(() => customs.close());

  const starting = startGatewayFrom(configFile, secrets, log);
  // Also where the end is asked for while it starts.
  undo.push(async () => (await starting.catch(() => undefined))?.stop());
  const running = await stop.orStop(step('gateway', starting, ({ ready }) => `callbacks at ${ready.callbackUrl}`));
  callbackUrl = running.ready.callbackUrl;
  const { announce } = await import('./running.ts');
  const gateway = {
    ...running.ready,
    pid: process.pid,
    config: configFile,
    stage: running.stage,
    startedAt: new Date().toISOString(),
  };
  undo.push(announce(process.cwd(), gateway));

  const samplesUnderWay = samplesRun(samples, screen);
  const { openPlatform } = await import('./start/platform.ts');
  const opening = openPlatform(gateway, (outcome) => samplesUnderWay.onOutcome(outcome));
  const platform = await stop.orStop(step('platform', opening, () => 'hears the outcomes in a queue of its own'));
  undo.push(() => platform.close());
  return { gateway, customs, platform, samplesUnderWay };
}

async function startGatewayFrom(configFile: string, secrets: Record<string, string>, log: (line: string) => void) {
  const { startGateway } = await import('./gateway.ts');
  return startGateway({ configFile, secrets, log });
}

/** One line a step of the start, when it is done: what, how long it took, where. */
function stepsOn(screen: Screen) {
  return async <T>(name: string, work: Promise<T>, where: (made: T) => string): Promise<T> => {
    const from = performance.now();
    screen.status(`${name} …`);
    const made = await work;
    const seconds = (performance.now() - from) / 1000;
    screen.status('');
    screen.line(
      `  ${screen.paint('green', '✓')} ${name.padEnd(9)} ${`${seconds.toFixed(1)} s`.padStart(6)}  ${screen.paint('dim', where(made))}`,
    );
    return made;
  };
}

/** Everything that the functions and customs say goes to a file: the screen is for what happens. */
function openLog(undo: (() => unknown)[]): (line: string) => void {
  mkdirSync(path.dirname(LOG_FILE), { recursive: true });
  const file: WriteStream = createWriteStream(LOG_FILE);
  undo.push(() => new Promise((resolve) => file.end(resolve)));
  return (line) => void file.write(`${line}\n`);
}

function showEnd(endings: readonly Ending[], open: ReadonlySet<string>, screen: Screen): void {
  screen.line();
  for (const line of closingTable(endings, screen)) screen.line(line);
  screen.line();
  for (const line of differenceLines(endings, screen)) screen.line(line);
  if (open.size > 0) screen.line(`Within ${BUDGET_SECONDS} s, the end of ${[...open].join(', ')} was not heard of.`);
  const isGood = endings.every(({ differences }) => differences.length === 0);
  screen.line(screen.paint(isGood ? 'green' : 'red', verdictOf(endings)));
}

function summaryOf(
  endings: readonly Ending[],
  startedAt: Date,
  { callbackUrl, pid }: { callbackUrl: string; pid: number },
) {
  return {
    ok: endings.every(({ differences }) => differences.length === 0),
    verdict: verdictOf(endings),
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    gateway: { pid, callbackUrl },
    log: LOG_FILE,
    samples: endings.map(({ sample, filing, seconds, differences }) => ({
      file: sample.file,
      title: sample.title,
      reference: sample.reference,
      ok: differences.length === 0,
      differences,
      seconds: seconds ?? null,
      expect: sample.expect,
      filing: filing ?? null,
    })),
  };
}
