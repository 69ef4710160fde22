import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { feedsOf } from '../../schemas/catalogue.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { GatewayFunction } from '../gateway-function.ts';
import { onceEach } from '../once-each.ts';
import { HOUSEKEEPING_SECONDS } from './housekeeping-seconds.ts';
import type { ServingProps } from './lanes.ts';
import { laneConstants } from './sender-constants.ts';

/**
 * The function that looks after the lanes each minute: it releases parked messages and reports those that expire, are
 * overdue or stuck.
 */
export class Housekeeping extends Construct {
  constructor(scope: Construct, id: string, props: ServingProps) {
    super(scope, id);
    const { configuration, lanes, state } = props;
    const names = resourceNames(configuration.stage);
    const laneSettings = lanes.authorities.map((authority) => {
      const lane = configuration.lanes[authority];
      const feeds = feedsOf(authority, lane);
      return {
        authority,
        share: lane?.share,
        ...(lane && 'warnDays' in lane && { warnDays: lane.warnDays }),
        overdueMinutes: lane?.overdueMinutes,
        ...(Object.keys(feeds).length > 0 && { feeds }),
      };
    });

    const housekeeping = new GatewayFunction(this, 'Function', {
      functionName: names.housekeeping,
      entry: 'housekeeping/handler.ts',
      timeout: Duration.seconds(HOUSEKEEPING_SECONDS),
      // A minute of 150 messages a second is 9,000 leases: on the part of a processor that 512 MB give, that is most of it.
      memorySize: 1024,
      ...{ configuration, state },
      constants: laneConstants(configuration),
      // Two at once would release the same messages.
      reservedConcurrentExecutions: 1,
      environment: {
        LANES: JSON.stringify(laneSettings),
        OUTBOXES: lanes.outboxUrls,
        DEAD_LETTERS: lanes.deadLetterUrls,
        OUTCOMES_TOPIC: state.outcomes.topicArn,
        PLATFORM_TRUST: configuration.platformTrust,
      },
    });
    state.ledger.grant(
      housekeeping,
      ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
      ['byFact', 'byStanding'],
    );
    lanes.grantRelease(housekeeping);
    lanes.grantLookIntoDeadLetters(housekeeping);
    state.outcomes.grantPublish(housekeeping);

    onceEach(this, 'minute', housekeeping, names.housekeeping);
  }
}
