import { Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type AuthorityName, authorityNames } from '../schemas/catalogue.ts';
import type { Configuration, LaneConfiguration } from '../schemas/configuration.ts';
import { Lane } from './lane.ts';
import type { Ledger } from './ledger.ts';
import type { Outcomes } from './outcomes.ts';

export interface LanesProps {
  readonly configuration: Configuration;
  readonly ledger: Ledger;
  readonly outcomes: Outcomes;
}

/** The lanes that the configuration names, and no other. */
export class Lanes extends Construct {
  readonly authorities: readonly AuthorityName[];
  private readonly configuration: Configuration;
  private readonly lanes: Readonly<Partial<Record<AuthorityName, Lane>>>;

  constructor(scope: Construct, id: string, props: LanesProps) {
    super(scope, id);
    this.configuration = props.configuration;
    const { lanes } = this.configuration;
    this.authorities = authorityNames.filter((authority) => lanes[authority]);
    this.lanes = Object.fromEntries(
      this.authorities.flatMap((authority) => {
        const lane = lanes[authority];
        return lane ? [[authority, new Lane(this, authority, { authority, lane, ...props })]] : [];
      }),
    );
  }

  /** A part of each lane's configuration by authority, as JSON. */
  each(partOf: (lane: LaneConfiguration) => unknown): string {
    const parts = this.authorities.flatMap((authority) => {
      const lane = this.configuration.lanes[authority];
      return lane ? [[authority, partOf(lane)]] : [];
    });
    return JSON.stringify(Object.fromEntries(parts));
  }

  /** The outboxes' URLs by authority, as JSON. */
  get outboxUrls(): string {
    return this.urls(({ outbox }) => outbox);
  }

  /** The URLs of the queues of dead letters by authority, as JSON. */
  get deadLetterUrls(): string {
    return this.urls(({ deadLetters }) => deadLetters);
  }

  /** Lets a function put back what waits. */
  grantRelease(grantee: IGrantable): void {
    for (const { outbox } of Object.values(this.lanes)) outbox.grant(grantee, 'sqs:SendMessage');
  }

  /** Lets a function look at the dead letters, and leave them where they are. */
  grantLookIntoDeadLetters(grantee: IGrantable): void {
    for (const { deadLetters } of Object.values(this.lanes))
      deadLetters.grant(grantee, 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility');
  }

  private urls(queueOf: (lane: Lane) => IQueue): string {
    const urls = Object.entries(this.lanes).map(([authority, lane]) => [authority, queueOf(lane).queueUrl]);
    return Stack.of(this).toJsonString(Object.fromEntries(urls));
  }
}
