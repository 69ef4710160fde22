import { Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type AuthorityName, authorityNames } from '../schemas/catalogue.ts';
import type { Configuration } from '../schemas/configuration.ts';
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
  private readonly lanes: Readonly<Partial<Record<AuthorityName, Lane>>>;

  constructor(scope: Construct, id: string, props: LanesProps) {
    super(scope, id);
    const { lanes } = props.configuration;
    this.authorities = authorityNames.filter((authority) => lanes[authority]);
    this.lanes = Object.fromEntries(
      this.authorities.flatMap((authority) => {
        const lane = lanes[authority];
        return lane ? [[authority, new Lane(this, authority, { authority, lane, ...props })]] : [];
      }),
    );
  }

  /** The outboxes' URLs by authority, as JSON. */
  get outboxUrls(): string {
    return Stack.of(this).toJsonString(
      Object.fromEntries(Object.entries(this.lanes).map(([authority, lane]) => [authority, lane.outbox.queueUrl])),
    );
  }

  /** Lets a function put back what waits. */
  grantRelease(grantee: IGrantable): void {
    for (const { outbox } of Object.values(this.lanes)) outbox.grant(grantee, 'sqs:SendMessage');
  }
}
