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
    ...sendersFindings(platforms).map((finding) => diagnose('platforms', putUp, async () => finding)),
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

const listed = (names: readonly string[]) => names.map(printable).join(', ');
