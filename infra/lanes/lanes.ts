import { Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { LaneConfiguration } from '../../schemas/configuration.ts';
import type { GatewayFunction } from '../gateway-function.ts';
import { type ConfiguredLane, configuredLanes } from './configured-lanes.ts';
import { Lane, type LaneProps } from './lane.ts';

export type LanesProps = Pick<LaneProps, 'configuration' | 'state'>;

/** The properties of what serves all lanes. */
export interface ServingProps extends LanesProps {
  readonly lanes: Lanes;
}

/** The configured lanes. */
export class Lanes extends Construct {
  readonly authorities: readonly AuthorityName[];
  private readonly configured: readonly ConfiguredLane[];
  private readonly lanes: ReadonlyMap<AuthorityName, Lane>;
  /** The unique ids of the roles that may put pointers on an outbox. */
  private readonly releasers: string[] = [];

  constructor(scope: Construct, id: string, props: LanesProps) {
    super(scope, id);
    this.configured = configuredLanes(props.configuration);
    this.authorities = this.configured.map(({ authority }) => authority);
    this.lanes = new Map(
      this.configured.map((configured) => [
        configured.authority,
        new Lane(this, configured.authority, { ...configured, ...props }),
      ]),
    );
  }

  /** A part of each lane's configuration by authority, as JSON. */
  each(partOf: (lane: LaneConfiguration) => unknown): string {
    return JSON.stringify(Object.fromEntries(this.configured.map(({ authority, lane }) => [authority, partOf(lane)])));
  }

  /** The outboxes' URLs by authority, as JSON. */
  get outboxUrls(): string {
    return this.urls(({ outbox }) => outbox);
  }

  /** The URLs of the queues of dead letters by authority, as JSON. */
  get deadLetterUrls(): string {
    return this.urls(({ deadLetters }) => deadLetters);
  }

  /** Lets a function release parked messages; the senders accept pointers only from such functions, and their own. */
  grantRelease(releaser: GatewayFunction): void {
    this.releasers.push(releaser.roleId);
    for (const { outbox, sender } of this.lanes.values()) {
      outbox.grant(releaser, 'sqs:SendMessage');
      sender.addEnvironment('GATEWAY_ROLES', [...this.releasers, sender.roleId].join(','));
    }
  }

  /** Lets a function look at the dead letters, and leave them where they are. */
  grantLookIntoDeadLetters(grantee: IGrantable): void {
    for (const { deadLetters } of this.lanes.values())
      deadLetters.grant(grantee, 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility');
  }

  private urls(queueOf: (lane: Lane) => IQueue): string {
    const urls = [...this.lanes].map(([authority, lane]) => [authority, queueOf(lane).queueUrl]);
    return Stack.of(this).toJsonString(Object.fromEntries(urls));
  }
}
