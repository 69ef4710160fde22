import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isAuthority } from '../../schemas/catalogue.ts';
import { type Configuration, parseConfiguration, withLanes } from '../../schemas/configuration.ts';
import { correctContracts } from '../../schemas/corrections.ts';
import { FaultsError } from '../../schemas/fault.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { DeskFault } from '../fault.ts';
import { momentOf } from '../render/times.ts';
import type { GatewayConnection } from './gateway-connection.ts';
import { queueUrlOf } from './queue-depth.ts';
import { connection } from './reached-gateway.ts';
import { type RunningGateway, runningGateways } from './running-gateways.ts';

export interface ConnectOptions {
  config?: string | undefined;
  /** The process id of a local gateway. */
  gateway?: number | undefined;
}

const PACKAGE_ROOT = fileURLToPath(new URL('..', import.meta.url));
const HOW_TO_START =
  'Start one with "npm start" (with simulated authorities and samples) or "npx declarant local --config FILE --secrets FILE", or name a deployed one with --config FILE.';

/**
 * Finds the gateway that is meant: the newest that was started here, or the one of a configuration.
 * @param elsewhere where gateways may have been started beside the current directory
 * @throws {DeskFault} where there is none
 */
export function connect(
  { config, gateway }: ConnectOptions,
  cwd = process.cwd(),
  elsewhere: readonly string[] = [PACKAGE_ROOT],
): GatewayConnection {
  if (config !== undefined && gateway !== undefined) {
    throw new DeskFault('USAGE', 'Name a gateway by --config or by --gateway, not by both.');
  }
  const running = [...new Set([cwd, ...elsewhere].map((directory) => resolve(directory)))].flatMap(runningGateways);
  if (config === undefined) return amongOthers(chosen(running, gateway), gateway === undefined ? running : []);

  const file = resolve(cwd, config);
  const configuration = readConfiguration(file, config);
  if (configuration.stage !== 'local') return deployedGateway(configuration, config);
  const match = running.find((one) => one.config === file) ?? running.find((one) => one.stage === 'local');
  if (match)
    return amongOthers(
      match,
      running.filter((one) => one.config === match.config),
    );
  throw new DeskFault(
    'NO_GATEWAY',
    `${config} is of the stage local, and no such gateway runs here. Start it with "npx declarant local --config ${config} --secrets FILE" or with "npm start".`,
  );
}

/** A local gateway that was found among these. */
function amongOthers(found: RunningGateway, running: readonly RunningGateway[]): GatewayConnection {
  const others = running.filter((one) => one !== found);
  if (others.length === 0) return localGateway(found);
  const list = others.map(shownGateway).join(', ');
  const note = `Several gateways run here: this is ${shownGateway(found)}. --gateway PID picks another: ${list}.`;
  return { ...localGateway(found), note };
}

const shownGateway = ({ pid, config, startedAt }: RunningGateway) =>
  `${pid} (${relative(process.cwd(), config)}, since ${momentOf(startedAt)})`;

function chosen(running: readonly RunningGateway[], pid: number | undefined): RunningGateway {
  const found = pid === undefined ? running[0] : running.find((one) => one.pid === pid);
  if (found) return found;
  if (running.length === 0) throw new DeskFault('NO_GATEWAY', `No local gateway runs here. ${HOW_TO_START}`);
  const list = running.map(shownGateway).join(', ');
  throw new DeskFault(
    'NO_GATEWAY',
    `No local gateway runs here under the process id ${pid}. There ${running.length === 1 ? 'is' : 'are'} ${list}.`,
  );
}

function localGateway(running: RunningGateway): GatewayConnection {
  const authorities = Object.keys(running.queues).filter(isAuthority);
  const configuration = () => {
    try {
      // It was perhaps started with some of the lanes.
      return withLanes(readConfiguration(running.config, running.config), authorities);
    } catch {
      // It may have been moved, or be half edited, since the gateway was started with it.
      return undefined;
    }
  };
  // The contracts are as its lanes' files correct them.
  configuration();
  const { endpoints, region, stage, table, callbackUrl, queues, pid } = running;
  return connection(`the local gateway (pid ${pid})`, '', authorities, {
    region,
    endpoints,
    stage,
    table,
    callbackUrl,
    putUp: 'end the local gateway, and start it again',
    // A lane that is not there was refused before.
    queueUrl: async (authority, queue) => queues[authority]?.[queue] ?? '',
    configuration,
  });
}

function deployedGateway(configuration: Configuration, file: string): GatewayConnection {
  const { stage, region, lanes } = configuration;
  const names = resourceNames(stage);
  const authorities = Object.entries(lanes).flatMap(([name, lane]) => (lane && isAuthority(name) ? [name] : []));
  return connection(`the gateway of the stage ${stage} in ${region}`, ` --config ${file}`, authorities, {
    region,
    stage,
    table: names.ledger,
    callbackUrl: undefined,
    putUp: `npx cdk deploy --all -c config=${file}`,
    queueUrl: (authority, queue, client) => queueUrlOf(client, names.lane(authority)[queue]),
    configuration: () => configuration,
  });
}

/**
 * Reads a configuration file. The files that its lanes name correct the contracts from then on: messages are checked
 * and shown as its gateway takes them.
 * @throws {DeskFault} where it cannot be read, or cannot be used, with every fault
 */
export function readConfiguration(file: string, shown: string): Configuration {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new DeskFault(
      'CONFIGURATION',
      `The configuration ${shown} cannot be read: give the path of a gateway's configuration file.`,
    );
  }
  try {
    const configuration = parseConfiguration(text, shown, file);
    correctContracts(configuration.files);
    return configuration;
  } catch (error) {
    if (error instanceof FaultsError) throw new DeskFault('CONFIGURATION', error.message);
    throw error;
  }
}
