import { CfnOutput } from 'aws-cdk-lib';
import { DomainName, EndpointType, type RestApi, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';

export interface CallbackDomainProps {
  /** The host's name, for example `callbacks.example.com`. */
  readonly name: string;
  /** Its certificate in AWS Certificate Manager, in the region of the API. */
  readonly certificateArn: string;
  readonly api: RestApi;
}

/** [H7-A3] The operator's own domain name for the callbacks, over TLS 1.2 or newer. */
export class CallbackDomain extends Construct {
  constructor(scope: Construct, id: string, { name, certificateArn, api }: CallbackDomainProps) {
    super(scope, id);
    const domain = new DomainName(this, 'Name', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    domain.addBasePathMapping(api, { stage: api.deploymentStage });
    new CfnOutput(this, 'Target', {
      value: domain.domainNameAliasDomainName,
      description: `The target of the CNAME or alias record of ${name} in the DNS`,
    });
  }
}
