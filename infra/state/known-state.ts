import { Stack } from 'aws-cdk-lib';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { platformsOf } from '../../schemas/platforms.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { configuredLanes } from '../lanes/configured-lanes.ts';
import { KnownArchive } from './known-archive.ts';
import { KnownLedger } from './known-ledger.ts';
import { KnownSecret } from './known-secret.ts';

export interface KnownStateProps {
  readonly configuration: Configuration;
}

/** A lane's share of the state. */
export interface LaneState {
  readonly outbox: IQueue;
  readonly deadLetters: IQueue;
  readonly credentials: KnownSecret;
}

/** The resources of the state's stack, by their names alone: neither stack depends on the other's exports. */
export class KnownState extends Construct {
  readonly ledger: KnownLedger;
  readonly archive: KnownArchive;
  readonly outcomes: ITopic;
  /** The topic of the alarms. */
  readonly alarms: ITopic;
  /** The queue of stored messages whose outcomes could not be published. */
  readonly untold: IQueue;
  /** The queue of the batches whose filings' books were not kept. */
  readonly unkept: IQueue;
  /** The queues of the platforms, by the platforms' names. */
  readonly platforms: Readonly<Record<string, IQueue>>;
  private readonly lanes: ReadonlyMap<AuthorityName, LaneState>;

  constructor(scope: Construct, id: string, { configuration }: KnownStateProps) {
    super(scope, id);
    const names = resourceNames(configuration.stage);
    const arnOf = (service: string, resource: string) => Stack.of(this).formatArn({ service, resource });
    const queue = (name: string) => Queue.fromQueueArn(this, name, arnOf('sqs', name));

    this.ledger = new KnownLedger(this, 'Ledger', {
      tableName: names.ledger,
      streamParameter: names.parameters.ledgerStream,
    });
    const { account, region } = Stack.of(this);
    this.archive = new KnownArchive(this, 'Archive', {
      bucketName: names.archive(account, region),
      tableName: names.archived,
    });
    this.outcomes = Topic.fromTopicArn(this, 'Outcomes', arnOf('sns', names.outcomes));
    this.alarms = Topic.fromTopicArn(this, 'Alarms', arnOf('sns', names.alarms));
    this.untold = queue(names.untold);
    this.unkept = queue(names.unkept);
    this.platforms = Object.fromEntries(
      platformsOf(configuration.platforms).map(({ name }) => [name, queue(names.platform(name).outcomes)]),
    );
    this.lanes = new Map(
      configuredLanes(configuration).map(({ authority, lane }) => {
        const { outbox, deadLetters } = names.lane(authority);
        const credentials = new KnownSecret(this, `Credentials-${authority}`, { secretName: lane.credentialsSecret });
        return [authority, { outbox: queue(outbox), deadLetters: queue(deadLetters), credentials }];
      }),
    );
  }

  /** @throws {TypeError} where the configuration names no such lane */
  lane(authority: AuthorityName): LaneState {
    const state = this.lanes.get(authority);
    if (!state) throw new TypeError(`The configuration has no lane ${authority}`);
    return state;
  }
}
