import type { Advice } from '../lane-settings.ts';
import type { TollLane } from './lane.ts';

const SCOPES = ['toll:movement/entry', 'toll:eu/movement/entry'];

/** The settings of a lane that are probably wrong, though their forms are right. */
export function advice(lane: unknown): Advice[] {
  const { audience, scope, tokenUrl } = lane as TollLane;
  const issuer = `${new URL(tokenUrl).origin}/`;
  return [
    ...(audience === issuer
      ? []
      : [
          {
            says: `audience is ${audience}, and the issuer at tokenUrl is ${issuer}`,
            remedy: `set audience to ${issuer}`,
          },
        ]),
    ...(SCOPES.includes(scope)
      ? []
      : [{ says: `scope is none of ${SCOPES.join(', ')}`, remedy: 'set it to the one that Tolletaten granted' }]),
  ];
}
