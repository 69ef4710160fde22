import { Annotations, Duration, Stack } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type AuthorityName, fanOutMessages, packagesBeside } from '../../schemas/catalogue.ts';
import type { Configuration, LaneConfiguration } from '../../schemas/configuration.ts';
import { FaultsError, pointerOf } from '../../schemas/fault.ts';
import { isPrivate, urlsOf } from '../../schemas/lane.ts';
import type { Network } from '../../schemas/network.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { batchSizeOf, reachedPerSecond, sendersNeeded } from '../../schemas/sender-size.ts';
import { senderTimes } from '../../schemas/sender-times.ts';
import { GatewayFunction } from '../gateway-function.ts';
import type { KnownState } from '../state/known-state.ts';
import { LaneNetwork } from './lane-network.ts';
import { QueueMapping } from './queue-mapping.ts';
import { senderConstants } from './sender-constants.ts';

/** The context that is true where the templates are for this machine, and are not deployed. */
const LOCAL_CONTEXT = 'local';

export interface LaneProps {
  readonly authority: AuthorityName;
  readonly lane: LaneConfiguration;
  readonly configuration: Configuration;
  readonly state: KnownState;
  /**
   * The reserved concurrency of the sender. @default as many as may run at once: the lane's `maximumConcurrency`, which
   * is the least
   */
  readonly reservedConcurrency?: number;
}

/** The sender of one lane: the function that takes from its outbox. */
export class Lane extends Construct {
  readonly outbox: IQueue;
  readonly deadLetters: IQueue;
  readonly sender: GatewayFunction;

  constructor(scope: Construct, id: string, props: LaneProps) {
    super(scope, id);
    const { authority, lane, configuration, state, reservedConcurrency = lane.maximumConcurrency } = props;
    if (reservedConcurrency < lane.maximumConcurrency)
      throw new RangeError(
        `reservedConcurrency is at least maximumConcurrency, ${lane.maximumConcurrency}, not ${reservedConcurrency}: batches that are throttled wander into the dead letters`,
      );
    const network = networkOf(lane);
    if (!network) requireReachable(this, authority, lane);
    warnOfSlowness(this, authority, lane);
    const { outbox, deadLetters, credentials } = state.lane(authority);
    this.outbox = outbox;
    this.deadLetters = deadLetters;

    const { sender: functionName } = resourceNames(configuration.stage).lane(authority);
    this.sender = new GatewayFunction(this, 'Sender', {
      functionName,
      // Its own entry, so that a sender's bundle holds no other authority.
      entry: `authorities/${authority}/send.ts`,
      timeout: Duration.seconds(senderTimes(authority, lane).timeoutSeconds),
      ...{ configuration, state },
      reservedConcurrentExecutions: reservedConcurrency,
      environment: {
        AUTHORITY: authority,
        LANE: Stack.of(this).toJsonString(lane),
        OUTBOX_URL: outbox.queueUrl,
        DEAD_LETTERS_URL: deadLetters.queueUrl,
        OUTCOMES_TOPIC: state.outcomes.topicArn,
      },
      constants: senderConstants(configuration, authority),
      leftOut: packagesBeside(authority),
    });
    credentials.grantRead(this.sender);
    // The books find the filings among which a message is carried out.
    const read = fanOutMessages(authority).length > 0 ? (['BatchGetItem'] as const) : [];
    state.ledger.grant(this.sender, ['GetItem', 'Query', 'PutItem', 'UpdateItem', ...read]);
    state.outcomes.grantPublish(this.sender);
    new QueueMapping(this, 'Mapping', {
      queue: outbox,
      taker: this.sender,
      batchSize: batchSizeOf(lane),
      maximumConcurrency: lane.maximumConcurrency,
    });
    // The sender itself also makes dead letters of messages that fail for hours: the queue alone would go on for days.
    deadLetters.grant(this.sender, 'sqs:SendMessage');
    // The sender itself postpones a message that cannot be sent yet, and puts back what is to be asked again.
    outbox.grant(this.sender, 'sqs:ChangeMessageVisibility', 'sqs:SendMessage');
    if (network) new LaneNetwork(this, 'Network', { network, lane, sender: this.sender, functionName });
  }
}

/** Warns at synth where a lane's senders cannot reach its share, by the answer time that is expected. */
function warnOfSlowness(scope: Construct, authority: AuthorityName, lane: LaneConfiguration): void {
  const { maximumConcurrency, answerSeconds, share } = lane;
  const reached = Math.floor(reachedPerSecond(lane));
  if (reached >= Math.floor(share.perSecond)) return;
  Annotations.of(scope).addWarningV2(
    'declarant:share-not-reached',
    `lanes.${authority}: ${maximumConcurrency} senders with batches of ${batchSizeOf(lane)} reach ${reached} messages a second where the authority answers after ${answerSeconds} s (answerSeconds), and the share is ${share.perSecond}. Set maximumConcurrency to ${sendersNeeded(lane)}${lane.batchSize === undefined ? '' : ', or leave batchSize out'}.`,
  );
}

/** The network that a lane's sender is to run in; undefined for a lane that is not on a private line. */
function networkOf(lane: LaneConfiguration): Network | undefined {
  return 'network' in lane ? (lane.network as Network | undefined) : undefined;
}

/**
 * Checks that a lane without a network calls no private address: from Lambda's own network none is reached. A machine
 * that runs a gateway for itself may be on the private line.
 * @throws {FaultsError} naming the lane's network
 */
function requireReachable(scope: Construct, authority: AuthorityName, lane: LaneConfiguration): void {
  const names = urlsOf(lane).flatMap(([name, url]) => (isPrivate(url) ? [name] : []));
  if (names.length === 0 || scope.node.tryGetContext(LOCAL_CONTEXT) === true) return;
  throw new FaultsError('The configuration cannot be deployed', [
    {
      pointer: pointerOf(['lanes', authority, 'network']),
      rule: `a network, since ${names.join(', ')} has a private address`,
      found: 'nothing',
      remedy: 'add the VPC and the subnets that lead there',
    },
  ]);
}
