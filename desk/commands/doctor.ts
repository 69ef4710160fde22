import { readFileSync } from 'node:fs';
import { callbacksOf } from '../../schemas/configuration.ts';
import { addressChecks } from '../doctor/addresses.ts';
import { alarmCheck } from '../doctor/alarms.ts';
import { callbackChecks } from '../doctor/callbacks.ts';
import { deploymentCheck } from '../doctor/deployment.ts';
import { type Diagnosis, exitCodeOf, fault, ok } from '../doctor/diagnosis.ts';
import { expiryChecks } from '../doctor/expiry.ts';
import { laneChecks } from '../doctor/lanes.ts';
import { platformChecks } from '../doctor/platforms.ts';
import { queueChecks } from '../doctor/queues.ts';
import { secretChecks } from '../doctor/secrets.ts';
import { settingsChecks } from '../doctor/settings.ts';
import { backupCheck, retentionCheck, streamCheck, tableCheck } from '../doctor/table.ts';
import { tokenChecks } from '../doctor/token.ts';
import { topicChecks } from '../doctor/topics.ts';
import { DeskFault } from '../fault.ts';
import { callbackUrlOf } from '../gateway/callback-url.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { checkLines } from '../render/doctor.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface DoctorOptions {
  /** The URL of the callbacks, where it is not found by itself. */
  callbackUrl?: string | undefined;
  /** Ask the authorities for a new token, also where the one that is shared is good. */
  newToken?: boolean | undefined;
  json?: boolean | undefined;
}

/**
 * Checks a gateway from end to end.
 * @returns 0 where all is well, 1 where somebody should look, 2 where something does not work
 */
export async function doctor(
  options: DoctorOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  now = new Date(),
): Promise<number> {
  const version = ownVersion();
  const own: Diagnosis = { part: 'version', ...ok(`Declarant ${version} on Node.js ${process.versions.node}`) };
  const checks = [own, ...(await examined(version, options, open, terminal, fetch, now))];
  terminal.progress('');
  if (options.json) terminal.out(JSON.stringify({ exitCode: exitCodeOf(checks), checks }, null, 2));
  else for (const line of checkLines(checks, terminal)) terminal.out(line);
  return exitCodeOf(checks);
}

async function examined(
  version: string,
  { callbackUrl, newToken = false }: DoctorOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
  fetch: typeof globalThis.fetch,
  now: Date,
): Promise<Diagnosis[]> {
  let gateway: GatewayConnection;
  try {
    gateway = open();
  } catch (error) {
    if (!(error instanceof DeskFault) || error.code === 'USAGE') throw error;
    const remedy = error.code === 'CONFIGURATION' ? 'correct the file, or write one: npx declarant init' : 'start it';
    return [{ part: 'configuration', ...fault(error.message, remedy) }];
  }
  terminal.progress(`Looking at ${gateway.title} …`);
  const { installation } = gateway;
  const configuration = installation.configuration();
  if (!configuration) {
    const finding = fault(`the one of ${gateway.title} is gone, or cannot be used`, installation.putUp);
    return [{ part: 'configuration', ...finding }];
  }
  const known: Diagnosis = {
    part: 'configuration',
    ...ok(`stage ${installation.stage}, ${installation.region}, lanes: ${gateway.authorities.join(', ')}`),
  };
  const isCalled = callbacksOf(configuration) !== undefined;
  const callbacks = Promise.resolve(callbackUrl ?? callbackUrlOf(installation)).then((url) =>
    isCalled ? callbackChecks(url, gateway.authorities, installation, fetch) : [],
  );
  const table = await tableCheck(installation);
  // Without credentials nothing else would answer otherwise; without its table nothing works.
  if (table.verdict === 'fault') return [known, table, ...(await callbacks)];
  return [
    known,
    table,
    ...(await Promise.all([
      deploymentCheck(installation, version),
      streamCheck(installation),
      backupCheck(installation),
      retentionCheck(installation),
      ...queueChecks(gateway),
      ...topicChecks(gateway),
      ...platformChecks(gateway),
      alarmCheck(installation, configuration),
      ...addressChecks(gateway, configuration, fetch),
      ...settingsChecks(gateway, configuration),
      ...secretChecks(gateway, configuration, now),
      ...expiryChecks(gateway, configuration, now),
      ...tokenChecks(gateway, configuration, { newToken, now: () => now.getTime() }),
    ])),
    ...(await callbacks),
    ...(await Promise.all(laneChecks(gateway, now))),
  ];
}

function ownVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
