import { OPERATOR } from '../../schemas/platform-name.ts';
import { type PlatformConfiguration, platformsOf } from '../../schemas/platforms.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { platformsUnknownAt } from '../lanes/unknown-platforms.ts';
import { printable } from '../terminal/terminal.ts';
import { type Diagnosis, diagnose, type Finding, ok, warning } from './diagnosis.ts';

/** Checks that the platforms that submit are those of the configuration, and who may use their names. */
export function platformChecks(gateway: GatewayConnection): Promise<Diagnosis>[] {
  const { configuration, putUp } = gateway.installation;
  const platforms = platformsOf(configuration()?.platforms ?? []);
  if (platforms.length === 0) return [];
  return [
    diagnose('platforms', putUp, async () => {
      const found = await Promise.all(gateway.authorities.map((authority) => platformsUnknownAt(gateway, authority)));
      const unknown = [...new Set(found.flat().map(({ name }) => name))];
      return unknownFinding(unknown) ?? ok(`who submits is configured: ${listed(platforms.map(({ name }) => name))}`);
    }),
    ...[...sendersFindings(platforms), ...operatorFindings(platforms, configuration()?.platformTrust)].map((finding) =>
      diagnose('platforms', putUp, async () => finding),
    ),
  ];
}

function unknownFinding(names: readonly string[]): Finding | undefined {
  if (names.length === 0) return undefined;
  return warning(
    `submissions of the last days bear names that the configuration has not, and nobody hears of them: ${listed(names)}`,
    'add them to platforms, and deploy; or have the name corrected where they are submitted',
  );
}

/** The finding on platforms that may put on the outboxes from other accounts, and have no senders named. */
function sendersFindings(platforms: readonly PlatformConfiguration[]): Finding[] {
  const open = platforms.filter(({ accounts, roles, senders }) => (accounts || roles) && !senders);
  if (open.length === 0) return [];
  const says = `whoever may put on an outbox may use the name of ${listed(open.map(({ name }) => name))}`;
  return [warning(says, 'name their senders, by the unique ids that "aws iam get-role" gives')];
}

/**
 * The finding that a platform's account may act on the filings of all others: an account that may put on the outboxes has
 * roles that are no platform's senders, and whoever is no platform's sender may submit as an operator.
 */
function operatorFindings(platforms: readonly PlatformConfiguration[], trust: string | undefined): Finding[] {
  const isClosed = platforms.some(({ name, senders }) => name === OPERATOR && senders);
  const isOpen = platforms.some(({ accounts, roles = [], senders = [] }) => accounts || roles.length > senders.length);
  if (trust === 'shared' || isClosed || !isOpen) return [];
  const says = `whoever may put on an outbox and is no platform's sender may submit as ${OPERATOR}, about the filings of all`;
  return [warning(says, `name ${OPERATOR} as a platform, with your operators as its senders (docs/outcomes.md)`)];
}

const listed = (names: readonly string[]) => names.map(printable).join(', ');
