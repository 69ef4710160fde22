import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Configuration, LaneConfiguration } from '../../schemas/configuration.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type Diagnosis, diagnose, type Finding, ok } from './diagnosis.ts';

/** Looks at a part of each lane, by its configuration; `concerns` says at which. */
export function lookAtLanes(
  part: string,
  { authorities, installation }: GatewayConnection,
  { lanes }: Configuration,
  look: (authority: AuthorityName, lane: LaneConfiguration) => Finding | Promise<Finding>,
  concerns: (authority: AuthorityName) => boolean = () => true,
): Promise<Diagnosis>[] {
  return authorities.filter(concerns).map((authority) =>
    diagnose(`${part} of ${authority}`, installation.putUp, async () => {
      const lane = lanes[authority];
      return lane ? look(authority, lane) : ok('the configuration has no such lane');
    }),
  );
}
