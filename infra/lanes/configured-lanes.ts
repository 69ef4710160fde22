import { type AuthorityName, authorityNames } from '../../schemas/catalogue.ts';
import type { Configuration, LaneConfiguration } from '../../schemas/configuration.ts';

export interface ConfiguredLane {
  readonly authority: AuthorityName;
  readonly lane: LaneConfiguration;
}

/** The configured lanes, in the catalogue's order. */
export function configuredLanes({ lanes }: Configuration): readonly ConfiguredLane[] {
  return authorityNames.flatMap((authority) => {
    const lane = lanes[authority];
    return lane ? [{ authority, lane }] : [];
  });
}
