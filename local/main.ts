import path from 'node:path';
import { parseArgs } from 'node:util';
import type { AuthorityName } from '../schemas/catalogue.ts';
import { lanesOf, withLanes } from '../schemas/configuration.ts';
import { type Configuration, checkSecrets, loadConfiguration, readSecrets } from './configuration.ts';
import { LocalFault, thrownText } from './fault.ts';
import { type Gateway, type GatewayOptions, startGateway } from './gateway.ts';
import { lanesNamed } from './lanes.ts';
import { announce } from './running.ts';

const USAGE = `Runs the gateway on this machine, from the template that would be deployed.

  npm run local -- --config FILE --secrets FILE [OPTIONS]

  --config FILE     the configuration
  --secrets FILE    JSON object of the secrets' names and values
  --lanes LIST      the lanes to run, with commas (all of the configuration)
  --data DIR        keeps the ledger there; in memory without it
  --port N          port of the callbacks; any free one without it
  --dynamodb KIND   dynalite (default) or dynamodb-local, which needs Java
  --template DIR    a synthesized cdk.out; without it the app is synthesized
`;

/** Exit codes: what the user gave cannot be used, or the machine cannot run. */
const UNUSABLE = 2;
const FAILED = 1;

/**
 * The command `local`: runs until it is told to stop.
 * @returns the exit code
 */
export async function local(argv: string[]): Promise<number> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const stopped = stopSignal();
  let gateway: Gateway | undefined;
  let takeBack = () => {};
  try {
    const options = optionsOf(argv);
    gateway = await startGateway({ ...options, log: say });
    if (stopped.told()) return 0;
    takeBack = announce(process.cwd(), {
      ...gateway.ready,
      pid: process.pid,
      config: path.resolve(options.configFile),
      stage: gateway.stage,
      startedAt: new Date().toISOString(),
    });
    process.stdout.write(`${JSON.stringify(gateway.ready)}\n`);
    await stopped.signal;
    return 0;
  } catch (error) {
    if (!(error instanceof LocalFault)) throw error;
    for (const fault of error.faults) say(fault);
    return error.code === 'input' ? UNUSABLE : FAILED;
  } finally {
    takeBack();
    await gateway?.stop();
    stopped.off();
  }
}

/** The options of the command line, with both files read. All their faults are reported at once. */
function optionsOf(argv: string[]): GatewayOptions {
  const values = parse(argv);
  const faults: string[] = [];
  const attempt = <Value>(step: () => Value): Value | undefined => {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof LocalFault)) throw error;
      faults.push(...error.faults);
      return undefined;
    }
  };
  const given = (name: 'config' | 'secrets') => {
    const file = values[name];
    if (file === undefined) throw new LocalFault('input', `The option --${name} FILE is missing.`);
    return file;
  };
  const configuration = attempt(() => loadConfiguration(given('config')));
  const secrets = attempt(() => readSecrets(given('secrets')));
  const lanes = configuration && attempt(() => lanesIn(configuration, values));
  if (lanes && secrets) attempt(() => checkSecrets(withLanes(configuration, lanes), secrets));
  const port = attempt(() => portOf(values.port));
  const dynamodb = attempt(() => databaseOf(values.dynamodb));
  if (faults.length > 0 || values.config === undefined || secrets === undefined) throw new LocalFault('input', faults);
  return {
    configFile: values.config,
    secrets,
    ...(lanes && { lanes }),
    ...(values.data !== undefined && { dataDirectory: path.resolve(values.data) }),
    ...(port !== undefined && { port }),
    ...(dynamodb && { dynamodb }),
    ...(values.template !== undefined && { template: path.resolve(values.template) }),
  };
}

function lanesIn(configuration: Configuration, { lanes, config = '', template }: Values): AuthorityName[] {
  if (lanes === undefined) return lanesOf(configuration);
  if (template !== undefined)
    throw new LocalFault('input', 'A synthesized template has its lanes: leave out --lanes or --template.');
  return lanesNamed(lanes, configuration, config);
}

type Values = ReturnType<typeof parse>;

function parse(argv: string[]) {
  const text = { type: 'string' } as const;
  const options = { config: text, secrets: text, lanes: text, data: text, port: text, dynamodb: text, template: text };
  try {
    return parseArgs({ args: argv, options, allowPositionals: false }).values;
  } catch (error) {
    throw new LocalFault('input', [thrownText(error), 'See --help for the options.']);
  }
}

function portOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new LocalFault('input', `The port ${value} is no number from 0 to 65535.`);
}

function databaseOf(value: string | undefined): GatewayOptions['dynamodb'] {
  if (value === undefined || value === 'dynalite' || value === 'dynamodb-local') return value;
  throw new LocalFault('input', `The database ${value} is not known: name dynalite or dynamodb-local.`);
}

/** Resolves at the first signal to stop; at the second the process ends as it is. */
function stopSignal(): { signal: Promise<void>; told(): boolean; off(): void } {
  let count = 0;
  let resolve = () => {};
  const signal = new Promise<void>((done) => {
    resolve = done;
  });
  const listener = () => {
    count += 1;
    if (count > 1) process.exit(FAILED);
    resolve();
  };
  process.on('SIGTERM', listener).on('SIGINT', listener);
  return { signal, told: () => count > 0, off: () => void process.off('SIGTERM', listener).off('SIGINT', listener) };
}
