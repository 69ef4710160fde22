import { deltaH7Credentials } from '../../schemas/delta-h7/credentials.ts';
import type { Configuration } from '../configuration.ts';
import { LocalFault } from '../fault.ts';
import { LOOPBACK } from '../listen.ts';
import { type Simulator, startDeltaH7 } from '../simulators/delta-h7/index.ts';
import { shown } from './options.ts';

export interface CustomsOptions {
  configuration: Configuration;
  configFile: string;
  secrets: Readonly<Record<string, string>>;
  /** The URL of the gateway's callbacks, once it runs. */
  callbackUrl: () => string;
  log: (line: string) => void;
}

/**
 * Starts a customs where the configuration says that it is, knowing the account that the secrets hold.
 * @throws {LocalFault} where the configuration means another customs, or the port is taken
 */
export async function startCustoms({
  configuration,
  configFile,
  secrets,
  callbackUrl,
  log,
}: CustomsOptions): Promise<Simulator> {
  const lane = configuration.lanes['delta-h7'];
  const file = shown(configFile);
  if (!lane)
    throw new LocalFault('input', `${file} has no lane delta-h7, and that is the customs that is simulated here.`);
  const { hostname, port, pathname, protocol, origin } = new URL(lane.baseUrl);
  if (protocol !== 'http:' || hostname !== LOOPBACK || port === '') {
    throw new LocalFault(
      'input',
      `${file}: the simulated customs needs lanes.delta-h7.baseUrl as http://${LOOPBACK}:PORT/dh7.`,
    );
  }
  try {
    const simulator = await startDeltaH7({
      port: Number(port),
      basePath: pathname.replace(/\/+$/, ''),
      callbackUrl,
      callbackToken: secrets[configuration.callbacks.tokenSecret] ?? '',
      accounts: [deltaH7Credentials().parse(JSON.parse(secrets[lane.credentialsSecret] ?? '{}'))],
      log: (line) => log(`customs: ${line}`),
    });
    if (simulator.tokenUrl === lane.tokenUrl) return simulator;
    await simulator.close();
    throw new LocalFault(
      'input',
      `${file}: the simulated customs needs lanes.delta-h7.tokenUrl as ${origin}${new URL(simulator.tokenUrl).pathname}.`,
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new LocalFault(
      'port',
      `Port ${port} on ${LOOPBACK} is in use, and the simulated customs is to listen there: end what uses it (another npm start?), or change the port of baseUrl and tokenUrl in a copy of ${file} and start with --config COPY.`,
    );
  }
}
