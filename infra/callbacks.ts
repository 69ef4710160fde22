import { Duration } from 'aws-cdk-lib';
import {
  type CfnRestApi,
  EndpointType,
  LambdaIntegration,
  RestApi,
  type RestApiProps,
} from 'aws-cdk-lib/aws-apigateway';
import { AnyPrincipal, Grant, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { callbackRoutes } from '../schemas/catalogue.ts';
import type { Configuration } from '../schemas/configuration.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { CallbackFirewall } from './callback-firewall.ts';
import { ContractResponses } from './contract-responses.ts';
import { GatewayFunction } from './gateway-function.ts';
import type { Lanes } from './lanes.ts';
import type { Ledger } from './ledger.ts';
import type { Telling } from './telling.ts';

export interface CallbacksProps {
  readonly configuration: Configuration;
  readonly ledger: Ledger;
  readonly lanes: Lanes;
  readonly telling: Telling;
}

/** The API on which authorities call back, one route for each path in the catalogue. */
export class Callbacks extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: CallbacksProps) {
    super(scope, id);
    const { configuration, ledger, lanes, telling } = props;
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
        RETENTION_DAYS: String(configuration.retentionDays),
        STAGE: configuration.stage,
        WORDS_URL: telling.words.queueUrl,
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
    telling.words.grant(receiver, 'sqs:SendMessage');

    this.api = new RestApi(this, 'Api', {
      restApiName: names.callbacks,
      description: 'Callbacks of the authorities',
      endpointTypes: [EndpointType.REGIONAL],
      // Bodies reach the receiver byte for byte: only it can tell what is not UTF-8.
      binaryMediaTypes: ['*/*'],
      deployOptions: { stageName: 'callbacks' },
      ...policyOf(configuration),
      cloudWatchRole: false,
    });
    requireTls12(this.api);
    const integration = new LambdaIntegration(receiver);
    for (const route of callbackRoutes(lanes.authorities)) {
      this.api.root.resourceForPath(route.path).addMethod('POST', integration);
    }
    // Whatever else is called gets 404 in the contract's form, from the same place.
    this.api.root.addMethod('ANY', integration);
    this.api.root.addProxy({ anyMethod: true, defaultIntegration: integration });
    new ContractResponses(this, 'ContractResponses', this.api);
    if (configuration.callbacks.webAcl) {
      new CallbackFirewall(this, 'Firewall', { name: names.callbacks, stage: this.api.deploymentStage });
    }
  }
}

/** Lets nobody else call than the networks that the configuration names, if it does; they are denied with 401. */
function policyOf({ callbacks: { allowedNetworks } }: Configuration): Pick<RestApiProps, 'policy'> {
  if (!allowedNetworks) return {};
  const statement = new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: ['execute-api:Invoke'],
    resources: ['execute-api:/*'],
    conditions: { IpAddress: { 'aws:SourceIp': allowedNetworks } },
  });
  return { policy: new PolicyDocument({ statements: [statement] }) };
}

/**
 * [H7-A3] TLS 1.2 or newer: by itself a regional REST API takes TLS 1.0 too. The policy with most
 * ciphers above that, since which ones customs has is not known.
 */
function requireTls12(api: RestApi): void {
  const resource = api.node.defaultChild as CfnRestApi;
  resource.securityPolicy = 'SecurityPolicy_TLS13_1_2_PQ_2025_09';
  // Policies of this family want it said; STRICT would refuse who calls without the API's name in its handshake.
  resource.endpointAccessMode = 'BASIC';
}
