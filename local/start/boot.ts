import path from 'node:path';
import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { type Configuration, checkSecrets, readSecrets } from '../configuration.ts';
import { type AnnouncedGateway, announce } from '../running.ts';
import { logTo } from './log-to.ts';
import { shownPath } from './options.ts';
import type { Platform } from './platform.ts';
import type { Screen } from './screen.ts';
import { startSimulator, withCompleteSecrets } from './simulators.ts';
import { steps } from './steps.ts';
import type { StopSignal } from './stop-signal.ts';

const GATEWAY = 'gateway';
const PLATFORM = 'platform';
export const LOG_FILE = path.join('.declarant', 'start.log');

export interface BootOptions {
  /** The configuration, with the lanes that are to run. */
  configuration: Configuration;
  lanes: readonly AuthorityName[];
  configFile: string;
  secretsFile: string;
  /** The line above the steps, for a gateway with lanes for these. */
  title: (authorities: readonly AuthorityName[]) => string;
  onOutcome: (outcome: Outcome) => void;
}

export interface BootPorts {
  screen: Screen;
  stop: StopSignal;
  /** Gets what ends each thing that was started. */
  undo: (() => unknown)[];
}

/** A simulator that runs. */
export interface Simulated {
  authority: AuthorityName;
  url: string;
}

export interface Booted {
  gateway: AnnouncedGateway;
  /** The simulators that run, by their authorities. */
  simulators: Simulated[];
  platform: Platform;
}

/** Starts the authorities, the gateway and a platform, and says of each how long it took and where it is. */
export async function boot(options: BootOptions, { screen, stop, undo }: BootPorts): Promise<Booted> {
  const { configuration, lanes, configFile, title, onOutcome } = options;
  const secrets = withCompleteSecrets(configuration, readSecrets(shownPath(options.secretsFile)));
  checkSecrets(configuration, secrets);
  const log = logTo(LOG_FILE, undo);
  let callbackUrl = '';

  const done = steps(screen, [...lanes.map((authority) => contractOf(authority).noun), GATEWAY, PLATFORM]);
  const simulators: Simulated[] = [];
  for (const authority of lanes) {
    const options = { configuration, configFile, secrets, callbackUrl: () => callbackUrl, log };
    const simulator = await startSimulator(authority, options);
    undo.push(() => simulator.close());
    if (simulators.length === 0) screen.line(screen.paint('bold', title(lanes)));
    done(contractOf(authority).noun, simulator.url);
    simulators.push({ authority, url: simulator.url });
  }

  screen.status('  gateway …');
  const starting = import('../gateway.ts').then(({ startGateway }) =>
    startGateway({ configFile, lanes, secrets, log }),
  );
  // The end may be asked for while it starts, too.
  undo.push(async () => (await starting.catch(() => undefined))?.stop());
  const { ready, stage } = await stop.orStop(starting);
  callbackUrl = ready.callbackUrl ?? '';
  const startedAt = new Date().toISOString();
  const gateway: AnnouncedGateway = { ...ready, pid: process.pid, config: configFile, stage, startedAt };
  undo.push(announce(process.cwd(), gateway));
  done(GATEWAY, callbackUrl ? `callbacks at ${callbackUrl}` : 'without callbacks');

  const { openPlatform } = await import('./platform.ts');
  const platform = await stop.orStop(openPlatform(gateway, onOutcome));
  undo.push(() => platform.close());
  done(PLATFORM, 'hears the outcomes in a queue of its own');
  return { gateway, simulators, platform };
}
