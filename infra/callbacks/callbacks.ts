import { type Acknowledgment, ArnFormat, CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  type CfnRestApi,
  EndpointType,
  LambdaIntegration,
  RestApi,
  type RestApiProps,
} from 'aws-cdk-lib/aws-apigateway';
import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { CallbacksConfiguration } from '../../schemas/callbacks.ts';
import { callbackRoutes, packagesBeside } from '../../schemas/catalogue.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { GatewayFunction } from '../gateway-function.ts';
import type { ServingProps } from '../lanes/lanes.ts';
import { laneConstants } from '../lanes/sender-constants.ts';
import { KnownSecret } from '../state/known-secret.ts';
import { callLogFormat } from './call-log-format.ts';
import { CallbackDomain } from './callback-domain.ts';
import { CallbackFirewall } from './callback-firewall.ts';
import { ContractResponses } from './contract-responses.ts';

/** Limits against floods alone: several times the rate at which any authority calls back. */
const THROTTLE = { throttlingRateLimit: 1000, throttlingBurstLimit: 2000 };

/** The usual recommendations that this API does not follow, with the reasons. */
const acknowledged: readonly Acknowledgment[] = [
  {
    id: 'AwsSolutions-APIG2',
    reason: 'The receiver checks each message, and keeps also what is unlike the contract',
  },
  { id: 'AwsSolutions-APIG6', reason: 'Logs of the execution would hold the bodies of the messages, and cost more' },
  ...['AwsSolutions-APIG4', 'AwsSolutions-COG4'].map((id) => ({
    id,
    reason:
      'The receiver checks the token that the authority was given: an authorizer would refuse in a form of its own',
  })),
  {
    id: 'Serverless-APIGWXrayEnabled',
    reason: 'The ledger and the log show the way of each message; traces would cost as much again',
  },
];
const withoutAccessLogs: readonly Acknowledgment[] = ['AwsSolutions-APIG1', 'Serverless-APIGWAccessLogging'].map(
  (id) => ({
    id,
    reason:
      'The operator turns them on: callbacks.accessLogs; API Gateway wants one role of the whole account for them, which stages in it would take from each other',
  }),
);
const withoutFirewall: Acknowledgment = {
  id: 'AwsSolutions-APIG3',
  reason: 'The operator decides whether a firewall is worth its price: callbacks.webAcl in the configuration',
};

export interface CallbacksProps extends ServingProps {
  /** The way in which authorities reach the gateway. */
  readonly callbacks: CallbacksConfiguration;
}

/** The API on which authorities call back, one route for each path in the catalogue. */
export class Callbacks extends Construct {
  readonly api: RestApi;
  readonly receiver: GatewayFunction;
  /** The URL that the authorities call back, without a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: CallbacksProps) {
    super(scope, id);
    const { configuration, callbacks, state, lanes } = props;
    const { domain, webAcl, accessLogs, webAclLogs } = callbacks;
    const names = resourceNames(configuration.stage);
    const arnOfLogs = (resourceName: string) =>
      Stack.of(this).formatArn({
        ...{ service: 'logs', resource: 'log-group', resourceName },
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    const token = new KnownSecret(this, 'Token', { secretName: callbacks.tokenSecret });

    this.receiver = new GatewayFunction(this, 'Receiver', {
      functionName: names.receiver,
      entry: 'receive/handler.ts',
      // Below API Gateway's own 29 s, so that our 500 leaves before its 504.
      timeout: Duration.seconds(25),
      ...{ configuration, state },
      // First of all: no other function of the account can take its instances from it.
      reservedConcurrentExecutions: configuration.concurrency.receiver,
      constants: laneConstants(configuration),
      leftOut: packagesBeside(),
      environment: { AUTHORITIES: lanes.authorities.join(','), CALLBACK_TOKEN_SECRET: token.secretName },
    });
    // The two versions that are accepted, by their labels, and nothing else of the secret.
    token.grantRead(this.receiver, ['AWSCURRENT', 'AWSPREVIOUS']);
    state.ledger.grant(this.receiver, ['GetItem', 'Query', 'PutItem'], ['byAuthorityReference']);

    this.api = new RestApi(this, 'Api', {
      restApiName: names.callbacks,
      description: 'Callbacks of the authorities',
      endpointTypes: [EndpointType.REGIONAL],
      // Bodies reach the receiver byte for byte: only it can find out what is not UTF-8.
      binaryMediaTypes: ['*/*'],
      deployOptions: {
        stageName: 'callbacks',
        ...THROTTLE,
        ...(accessLogs && {
          accessLogDestination: { bind: () => ({ destinationArn: arnOfLogs(names.logs.calls) }) },
          accessLogFormat: callLogFormat,
        }),
      },
      ...policyOf(callbacks),
      // With a domain name of its own the API takes no calls under its default name.
      disableExecuteApiEndpoint: domain !== undefined,
      cloudWatchRole: false,
    });
    requireTls12(this.api);
    // One permission for the whole API: one for each method would exceed what a function's policy can hold.
    const integration = new LambdaIntegration(this.receiver, { scopePermissionToMethod: false });
    for (const route of callbackRoutes(lanes.authorities)) {
      this.api.root.resourceForPath(route.path).addMethod('POST', integration);
    }
    // Every other call reaches the same function, which distinguishes too many slashes from a wrong URL (404).
    this.api.root.addMethod('ANY', integration);
    this.api.root.addProxy({ anyMethod: true, defaultIntegration: integration });
    new ContractResponses(this, 'ContractResponses', this.api);
    Validations.of(this.api).acknowledge(
      ...acknowledged,
      ...(accessLogs ? [] : withoutAccessLogs),
      ...(webAcl ? [] : [withoutFirewall]),
    );
    if (webAcl) {
      new CallbackFirewall(this, 'Firewall', {
        name: names.callbacks,
        stage: this.api.deploymentStage,
        ...(webAclLogs && { logGroupArn: arnOfLogs(names.logs.firewall) }),
      });
    }
    if (domain) new CallbackDomain(this, 'Domain', { ...domain, api: this.api });
    this.url = domain ? `https://${domain.name}` : this.api.urlForPath().replace(/\/$/, '');
    // The API's own output would name an endpoint that may be closed.
    this.api.node.tryRemoveChild('Endpoint');
    new CfnOutput(this, 'Url', {
      value: this.url,
      description: 'The URL of the callbacks, to be given to the authorities',
    });
  }
}

/** Restricts the callers to the networks in the configuration, if it names any; others get 401. */
function policyOf({ allowedNetworks }: CallbacksConfiguration): Pick<RestApiProps, 'policy'> {
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
 * [H7-A3] Requires TLS 1.2 or newer: by default a regional REST API takes TLS 1.0 too. This is the policy with the most
 * ciphers above that, since an authority's ciphers are not known.
 */
function requireTls12(api: RestApi): void {
  const resource = api.node.defaultChild as CfnRestApi;
  resource.securityPolicy = 'SecurityPolicy_TLS13_1_2_PQ_2025_09';
  // Policies of this family require it; STRICT would refuse callers without the API's name in their handshake.
  resource.endpointAccessMode = 'BASIC';
}
