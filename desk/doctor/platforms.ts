import { type PlatformConfiguration, platformsOf } from '../../schemas/platforms.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { printable } from '../terminal/terminal.ts';
import { type Diagnosis, diagnose, type Finding, ok, warning } from './diagnosis.ts';

/** Checks that the platforms that submit are those of the configuration, and who may use their names. */
export function platformChecks({
  installation,
  authorities,
  unknownPlatforms,
}: GatewayConnection): Promise<Diagnosis>[] {
  const { configuration, putUp } = installation;
  const platforms = platformsOf(configuration()?.platforms ?? []);
  if (platforms.length === 0) return [];
  return [
    diagnose('platforms', putUp, async () => {
      const notes = await unknownPlatforms();
      const noted = (await Promise.all(authorities.map((authority) => notes.list(authority)))).flat();
      // One that was added since is known now.
      const known = new Set(platforms.map(({ name }) => name));
      const unknown = [...new Set(noted.map(({ name }) => name))].filter((name) => !known.has(name));
      return (
        unknownFinding(unknown) ?? sendersFinding(platforms) ?? ok(`who submits is configured: ${listed([...known])}`)
      );
    }),
  ];
}

function unknownFinding(names: readonly string[]): Finding | undefined {
  if (names.length === 0) return undefined;
  return warning(
    `submissions of the last days bear names that the configuration has not, and nobody hears of them: ${listed(names)}`,
    'add them to platforms, and deploy; or have the name corrected where they are submitted',
  );
}

function sendersFinding(platforms: readonly PlatformConfiguration[]): Finding | undefined {
  const open = platforms.filter(({ accounts, roles, senders }) => (accounts || roles) && !senders);
  if (open.length === 0) return undefined;
  return warning(
    `whoever may put on an outbox may use the name of ${listed(open.map(({ name }) => name))}`,
    'name their senders, by the unique ids that "aws iam get-role" gives',
  );
}

const listed = (names: readonly string[]) => names.map(printable).join(', ');
