import { callbacksOf } from '../../schemas/configuration.ts';
import { DeskFault } from '../fault.ts';
import { callbackUrlOf } from '../gateway/callback-url.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { ownVersion } from '../version.ts';
import { addressChecks } from './addresses.ts';
import { agesCheck, lookAtAges } from './ages.ts';
import { alarmCheck } from './alarms.ts';
import { archivedTableCheck } from './archived.ts';
import { callbackChecks } from './callbacks.ts';
import { concurrencyCheck } from './concurrency.ts';
import { deploymentCheck } from './deployment.ts';
import { type Diagnosis, fault, ok } from './diagnosis.ts';
import { expiryChecks } from './expiry.ts';
import { laneChecks } from './lanes.ts';
import { overdueChecks } from './overdue.ts';
import { platformChecks } from './platforms.ts';
import { queueChecks } from './queues.ts';
import { raisedAlarmsCheck } from './raised-alarms.ts';
import { secretChecks } from './secrets.ts';
import { settingsChecks } from './settings.ts';
import { backupCheck, retentionCheck, streamCheck, tableCheck } from './table.ts';
import { tokenChecks } from './token.ts';
import { topicChecks } from './topics.ts';

export interface Examination {
  /** The URL of the callbacks, where it is not found by itself. */
  callbackUrl?: string | undefined;
  /** Ask the authorities for a new token, also where the one that is shared is good. */
  newToken?: boolean | undefined;
  /** Called with the title of the gateway, before it is looked at. */
  onLook?: (title: string) => void;
  fetch?: typeof globalThis.fetch;
  now?: Date;
}

/** Looks at a gateway from end to end: whatever is wrong is a finding, also that it cannot be opened. */
export async function examine(
  open: () => GatewayConnection,
  { callbackUrl, newToken = false, onLook = () => {}, fetch = globalThis.fetch, now = new Date() }: Examination = {},
): Promise<Diagnosis[]> {
  const version = ownVersion();
  const own: Diagnosis = { part: 'version', ...ok(`Declarant ${version} on Node.js ${process.versions.node}`) };
  let gateway: GatewayConnection;
  try {
    gateway = open();
  } catch (error) {
    if (!(error instanceof DeskFault) || error.code === 'USAGE') throw error;
    const remedy = error.code === 'CONFIGURATION' ? 'correct the file, or write one: npx declarant init' : 'start it';
    return [own, { part: 'configuration', ...fault(error.message, remedy) }];
  }
  onLook(gateway.title);
  const { installation } = gateway;
  const configuration = installation.configuration();
  if (!configuration) {
    const finding = fault(`the one of ${gateway.title} is gone, or cannot be used`, installation.putUp);
    return [own, { part: 'configuration', ...finding }];
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
  if (table.verdict === 'fault') return [own, known, table, ...(await callbacks)];
  const ages = lookAtAges(gateway, now);
  // Each check that waits for them tells of their failure.
  ages.catch(() => {});
  return [
    own,
    known,
    table,
    ...(await Promise.all([
      deploymentCheck(installation, version),
      concurrencyCheck(installation, configuration),
      streamCheck(installation),
      backupCheck(installation),
      retentionCheck(installation),
      archivedTableCheck(installation),
      ...queueChecks(gateway, ages),
      agesCheck(gateway, ages),
      ...topicChecks(gateway, configuration, ages),
      ...platformChecks(gateway),
      alarmCheck(installation, configuration),
      raisedAlarmsCheck(gateway, configuration),
      ...addressChecks(gateway, configuration, fetch),
      ...settingsChecks(gateway, configuration),
      ...secretChecks(gateway, configuration, now),
      ...expiryChecks(gateway, configuration, now),
      ...overdueChecks(gateway),
      ...tokenChecks(gateway, configuration, { newToken, now: () => now.getTime() }),
    ])),
    ...(await callbacks),
    ...(await Promise.all(laneChecks(gateway, now))),
  ];
}
