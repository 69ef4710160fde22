import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { authorityNames } from '../../schemas/catalogue.ts';
import { nounOf } from '../../schemas/noun.ts';
import { LocalFault, thrownText } from '../fault.ts';

/** The folder of this package, with its samples and its command line, whatever the current directory. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const USAGE = `Runs the gateway on this machine, with a simulated ${nounOf(authorityNames, 'authority')}, and
files the samples.

  npm start [-- OPTIONS]

  --exit            ends by itself: 0 if all samples end as they should, else 1
  --json            prints one JSON object at the end, the rest on stderr
  --lanes LIST      the lanes to run, with commas (the configuration's first)
  --config FILE     the configuration (samples/config.local.json)
  --secrets FILE    the secrets that it names (samples/secrets.local.json)
  --samples DIR     the samples to file, those of a lane in DIR/LANE (samples/)
  --help            prints this

Ctrl-C ends it.
`;

export interface StartOptions {
  help: boolean;
  exit: boolean;
  json: boolean;
  /** The names of the lanes, as they were given. */
  lanes: string | undefined;
  configFile: string;
  secretsFile: string;
  samplesDirectory: string;
}

/** @throws {LocalFault} `input` where an option is not known */
export function startOptions(argv: readonly string[]): StartOptions {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    help: { ...flag, short: 'h' },
    exit: flag,
    json: flag,
    lanes: text,
    config: text,
    secrets: text,
    samples: text,
  } as const;
  try {
    const { values } = parseArgs({ args: [...argv], options, allowPositionals: false });
    return {
      help: values.help,
      exit: values.exit,
      json: values.json,
      lanes: values.lanes,
      configFile: given(values.config, 'samples/config.local.json'),
      secretsFile: given(values.secrets, 'samples/secrets.local.json'),
      samplesDirectory: given(values.samples, 'samples'),
    };
  } catch (error) {
    throw new LocalFault('input', [thrownText(error), 'See --help for the options.']);
  }
}

function given(file: string | undefined, otherwise: string): string {
  return file === undefined ? path.join(PACKAGE_ROOT, otherwise) : path.resolve(file);
}

/** A path as a person types it. */
export function shownPath(file: string): string {
  const short = path.relative(process.cwd(), file);
  return short === '' || short.startsWith('..') ? file : short;
}
