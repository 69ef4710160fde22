import { generatedName, type Maker } from './resource.ts';
import { roleArn, roleIdOf } from './role.ts';

const PERMISSIONS = 'no stand-in checks permissions';
const WATCHING = 'no dashboard is here: the lines of the log are on the error output';
const KEYS = 'nothing is encrypted on this machine';
const NAMES = 'names of hosts lead to AWS; here the callbacks come in on loopback';
const NETWORK = "functions run in this machine's own network";
const RETRIES = 'a failed call of the schedule is not repeated here: the next minute makes up for it';
const FIREWALL = 'only this machine reaches the callbacks';

/** The kinds of resources that need nothing on this machine, with the reason. */
export const nothingToDo: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': PERMISSIONS,
  'AWS::IAM::Policy': PERMISSIONS,
  'AWS::Lambda::Permission': PERMISSIONS,
  'AWS::SQS::QueuePolicy': PERMISSIONS,
  'AWS::SNS::TopicPolicy': PERMISSIONS,
  'AWS::S3::BucketPolicy': PERMISSIONS,
  'AWS::Logs::LogGroup': WATCHING,
  'AWS::CloudWatch::Dashboard': WATCHING,
  'AWS::KMS::Key': KEYS,
  'AWS::ApiGateway::DomainName': NAMES,
  'AWS::ApiGateway::BasePathMapping': NAMES,
  'AWS::EC2::SecurityGroup': NETWORK,
  'AWS::EC2::SecurityGroupEgress': NETWORK,
  'AWS::EC2::VPCEndpoint': NETWORK,
  'AWS::WAFv2::WebACL': FIREWALL,
  'AWS::WAFv2::WebACLAssociation': FIREWALL,
  'AWS::WAFv2::LoggingConfiguration': FIREWALL,
  'AWS::Lambda::EventInvokeConfig': RETRIES,
};

/** Makes nothing, and yields a name that leads nowhere. */
export const makeNothing: Maker = (resource) => {
  const ref = generatedName(resource);
  if (resource.kind !== 'AWS::IAM::Role') return { ref };
  const Arn = roleArn(ref);
  return { ref, attributes: { Arn, RoleId: roleIdOf(Arn) } };
};
