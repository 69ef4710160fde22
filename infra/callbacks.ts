import { Duration } from 'aws-cdk-lib';
import { EndpointType, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { callbackRoutes } from '../schemas/catalogue.ts';
import type { Configuration } from '../schemas/configuration.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { ContractResponses } from './contract-responses.ts';
import { GatewayFunction } from './gateway-function.ts';
import type { Lanes } from './lanes.ts';
import type { Ledger } from './ledger.ts';
import type { Outcomes } from './outcomes.ts';

export interface CallbacksProps {
  readonly configuration: Configuration;
  readonly ledger: Ledger;
  readonly outcomes: Outcomes;
  readonly lanes: Lanes;
}

/** The API on which authorities call back, one route for each path in the catalogue. */
export class Callbacks extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: CallbacksProps) {
    super(scope, id);
    const { configuration, ledger, outcomes, lanes } = props;
    const names = resourceNames(configuration.stage);

    const token = new Secret(this, 'Token', {
      secretName: configuration.callbacks.tokenSecret,
      description: 'The bearer token with which customs calls back; its value is sent to customs',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });

    const receiver = new GatewayFunction(this, 'Receiver', {
      functionName: names.receiver,
      entry: 'receive/handler.ts',
      // Below API Gateway's own 29 s, so that our 500 leaves before its 504.
      timeout: Duration.seconds(25),
      environment: {
        AUTHORITIES: lanes.authorities.join(','),
        CALLBACK_TOKEN_SECRET: configuration.callbacks.tokenSecret,
        LEDGER_TABLE: ledger.table.tableName,
        OUTCOMES_TOPIC: outcomes.topic.topicArn,
        RETENTION_DAYS: String(configuration.retentionDays),
        STAGE: configuration.stage,
        OUTBOXES: lanes.outboxUrls,
        TECHNICAL_REPLAY: lanes.each(({ technicalReplay }) => technicalReplay),
        OVERDUE_MINUTES: lanes.each(({ overdueMinutes }) => overdueMinutes),
      },
    });
    // The two versions that are taken, by their labels, and nothing else of the secret.
    Grant.addToPrincipal({
      grantee: receiver,
      actions: ['secretsmanager:GetSecretValue'],
      resourceArns: [token.secretArn],
      conditions: {
        'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPREVIOUS'] },
      },
    });
    ledger.table.grant(receiver, 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem');
    outcomes.topic.grantPublish(receiver);
    lanes.grantRelease(receiver);

    this.api = new RestApi(this, 'Api', {
      restApiName: names.callbacks,
      description: 'Callbacks of the authorities',
      endpointTypes: [EndpointType.REGIONAL],
      // Bodies reach the receiver byte for byte: only it can tell what is not UTF-8.
      binaryMediaTypes: ['*/*'],
      deployOptions: { stageName: 'callbacks' },
      cloudWatchRole: false,
    });
    const integration = new LambdaIntegration(receiver);
    for (const route of callbackRoutes(lanes.authorities)) {
      this.api.root.resourceForPath(route.path).addMethod('POST', integration);
    }
    // Whatever else is called gets 404 in the contract's form, from the same place.
    this.api.root.addMethod('ANY', integration);
    this.api.root.addProxy({ anyMethod: true, defaultIntegration: integration });
    new ContractResponses(this, 'ContractResponses', this.api);
  }
}
