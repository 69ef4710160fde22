import type { GatewayConnection } from '../gateway/gateway-connection.ts';

/** The place that every page names, so that nobody acts at another gateway than they believe. */
export interface GatewayPlace {
  stage: string;
  region: string;
  /** The number of the AWS account; null where AWS does not say it, or there is none. */
  account: string | null;
  /** The person who acts, as AWS names them; null where AWS does not say it. */
  actor: string | null;
  kind: 'local' | 'test' | 'production';
}

/** A name by which people tell a stage for tests. */
const TEST = /(?:^|[-_])(?:test|dev|development|sandbox|preprod|staging|stage|qa|uat|demo|ci)\d*(?=[-_]|$)/i;

/** The place of a gateway. A stage whose name does not say that it is for tests counts as production. */
export async function gatewayPlace({ installation, actor }: GatewayConnection): Promise<GatewayPlace> {
  const { stage, region, isLocal } = installation;
  const kind = isLocal ? 'local' : TEST.test(stage) ? 'test' : 'production';
  // A page says why by itself where nothing can be asked of AWS.
  const who = await actor().catch(() => null);
  return {
    stage,
    region,
    kind,
    actor: who,
    account: isLocal ? null : (/^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(who ?? '')?.[1] ?? null),
  };
}
