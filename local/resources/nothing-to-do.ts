import type { Maker, Resource } from './resource.ts';
import { roleArn, roleIdOf } from './role.ts';

const PERMISSIONS = 'no stand-in checks permissions';
const WATCHING = 'CloudWatch is not here: the lines of the log are on the error output';
const KEYS = 'nothing is encrypted on this machine';
const NAMES = 'names of hosts lead to AWS; here the callbacks come in on loopback';
const FIREWALL = 'only this machine reaches the callbacks';

/** The kinds that a template may hold and that need nothing on this machine, with the reason. */
export const nothingToDo: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': PERMISSIONS,
  'AWS::IAM::Policy': PERMISSIONS,
  'AWS::IAM::ManagedPolicy': PERMISSIONS,
  'AWS::IAM::User': PERMISSIONS,
  'AWS::IAM::Group': PERMISSIONS,
  'AWS::Lambda::Permission': PERMISSIONS,
  'AWS::SQS::QueuePolicy': PERMISSIONS,
  'AWS::SNS::TopicPolicy': PERMISSIONS,
  'AWS::SecretsManager::ResourcePolicy': PERMISSIONS,
  'AWS::Logs::ResourcePolicy': PERMISSIONS,
  'AWS::Logs::LogGroup': WATCHING,
  'AWS::Logs::LogStream': WATCHING,
  'AWS::Logs::MetricFilter': WATCHING,
  'AWS::Logs::QueryDefinition': WATCHING,
  'AWS::CloudWatch::Alarm': WATCHING,
  'AWS::CloudWatch::CompositeAlarm': WATCHING,
  'AWS::CloudWatch::AnomalyDetector': WATCHING,
  'AWS::CloudWatch::Dashboard': WATCHING,
  'AWS::ApiGateway::Account': WATCHING,
  'AWS::KMS::Key': KEYS,
  'AWS::KMS::Alias': KEYS,
  'AWS::ApiGateway::DomainName': NAMES,
  'AWS::ApiGateway::BasePathMapping': NAMES,
  'AWS::CertificateManager::Certificate': NAMES,
  'AWS::Route53::RecordSet': NAMES,
  'AWS::WAFv2::WebACL': FIREWALL,
  'AWS::WAFv2::WebACLAssociation': FIREWALL,
  'AWS::WAFv2::IPSet': FIREWALL,
  'AWS::WAFv2::RegexPatternSet': FIREWALL,
  'AWS::WAFv2::RuleGroup': FIREWALL,
  'AWS::WAFv2::LoggingConfiguration': FIREWALL,
  'AWS::ApiGateway::Model': 'a model says what bodies look like, and only a request validator checks it',
  'AWS::ApiGateway::RequestValidator': 'refused where a method uses it',
  'AWS::Lambda::EventInvokeConfig': 'a schedule that failed comes again at its next time',
  'AWS::Scheduler::ScheduleGroup': 'schedules are found by their own names',
  'AWS::CDK::Metadata': 'tells AWS which constructs were used',
  'Custom::LogRetention': WATCHING,
};

/** Stands for what is not made: yields names that lead nowhere. */
export const makeNothing: Maker = ({ logicalId, kind, properties, stack }: Resource) => {
  const name = properties.LogGroupName ?? properties.RoleName ?? properties.AlarmName ?? properties.Name;
  const ref = typeof name === 'string' ? name : `${stack.name}-${logicalId}`;
  if (kind !== 'AWS::IAM::Role') return { ref };
  const Arn = roleArn(ref);
  return { ref, attributes: { Arn, RoleId: roleIdOf(Arn) } };
};
