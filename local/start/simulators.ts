import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { lanesOf } from '../../schemas/configuration.ts';
import { isObject } from '../../schemas/json.ts';
import type { Configuration } from '../configuration.ts';
import { LocalFault } from '../fault.ts';
import { LOOPBACK } from '../listen.ts';
import { simulators } from '../simulators/registry.ts';
import type { RunningSimulator } from '../simulators/simulator-entry.ts';
import { WrongAddress } from '../simulators/wrong-address.ts';
import { shownPath } from './options.ts';

export interface StartSimulatorOptions {
  configuration: Configuration;
  configFile: string;
  secrets: Readonly<Record<string, string>>;
  /** The URL of the gateway's callbacks, once it runs. */
  callbackUrl: () => string;
  log: (line: string) => void;
}

/**
 * The secrets, those of lanes completed by their simulators with what no file holds. What cannot be read stays as it
 * is, for the check of secrets to name it.
 */
export function withCompleteSecrets(
  { lanes }: Pick<Configuration, 'lanes'>,
  secrets: Readonly<Record<string, string>>,
): Record<string, string> {
  const completed = lanesOf({ lanes }).flatMap((authority) => {
    const lane = lanes[authority];
    const name = lane?.credentialsSecret ?? '';
    const kept = jsonOf(secrets[name]);
    const credentials = lane && isObject(kept) ? simulators[authority].credentials?.(kept, lane) : undefined;
    return credentials === undefined ? [] : [[name, JSON.stringify(credentials)]];
  });
  return { ...secrets, ...Object.fromEntries(completed) };
}

function jsonOf(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Starts the simulator of an authority where its lane leads, with the account that the secrets hold.
 * @throws {LocalFault} where the lane leads to another one, or the port is taken
 */
export async function startSimulator(
  authority: AuthorityName,
  { configuration, configFile, secrets, callbackUrl, log }: StartSimulatorOptions,
): Promise<RunningSimulator> {
  const { noun } = contractOf(authority);
  const lane = configuration.lanes[authority];
  if (!lane) throw new TypeError(`There is no lane ${authority}`);
  const file = shownPath(configFile);
  try {
    return await simulators[authority].start({
      ...{ lane, callbackUrl, files: configuration.files[authority] ?? {} },
      credentials: JSON.parse(secrets[lane.credentialsSecret] ?? '{}'),
      callbackToken: secrets[configuration.callbacks?.tokenSecret ?? ''] ?? '',
      log: (line) => log(`${noun}: ${line}`),
    });
  } catch (error) {
    if (error instanceof WrongAddress) {
      const where = `lanes.${authority}.${error.key}`;
      throw new LocalFault('input', `${file}: the simulated ${noun} needs ${where} as ${error.wanted}.`);
    }
    const { code, port } = error as NodeJS.ErrnoException & { port?: number };
    if (code !== 'EADDRINUSE') throw error;
    throw new LocalFault(
      'port',
      `Port ${port} on ${LOOPBACK} is in use, and the simulated ${noun} is to listen there: end what uses it (another npm start?), or change the port in the URLs of lanes.${authority} in a copy of ${file} and start with --config COPY.`,
    );
  }
}
