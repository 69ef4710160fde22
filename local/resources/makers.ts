import { makeAlarm } from './alarm.ts';
import { makeBucket } from './bucket.ts';
import { makeEventSourceMapping } from './event-source-mapping.ts';
import { makeFunction } from './function.ts';
import { makeNothing, nothingToDo } from './nothing-to-do.ts';
import { makeParameter } from './parameter.ts';
import { makeQueue } from './queue.ts';
import type { Maker } from './resource.ts';
import {
  makeApiResource,
  makeDeployment,
  makeGatewayResponse,
  makeMethod,
  makeRestApi,
  makeStage,
} from './rest-api.ts';
import { makeRule } from './schedule.ts';
import { makeSecret } from './secret.ts';
import { makeTable } from './table.ts';
import { makeSubscription, makeTopic } from './topic.ts';

const makers: Readonly<Record<string, Maker>> = {
  'AWS::DynamoDB::Table': makeTable,
  'AWS::S3::Bucket': makeBucket,
  'AWS::SQS::Queue': makeQueue,
  'AWS::SNS::Topic': makeTopic,
  'AWS::SNS::Subscription': makeSubscription,
  'AWS::SecretsManager::Secret': makeSecret,
  'AWS::SSM::Parameter': makeParameter,
  'AWS::Lambda::Function': makeFunction,
  'AWS::Lambda::EventSourceMapping': makeEventSourceMapping,
  'AWS::ApiGateway::RestApi': makeRestApi,
  'AWS::ApiGateway::Resource': makeApiResource,
  'AWS::ApiGateway::Method': makeMethod,
  'AWS::ApiGateway::Deployment': makeDeployment,
  'AWS::ApiGateway::Stage': makeStage,
  'AWS::ApiGateway::GatewayResponse': makeGatewayResponse,
  'AWS::Events::Rule': makeRule,
  'AWS::CloudWatch::Alarm': makeAlarm,
};

/** The kinds of resources that are known here: those of the app's templates. */
export const knownKinds: readonly string[] = [...Object.keys(makers), ...Object.keys(nothingToDo)];

/** The maker of a kind of resource, `undefined` where the local machine does not know it. */
export function makerOf(kind: string): Maker | undefined {
  if (Object.hasOwn(makers, kind)) return makers[kind];
  return Object.hasOwn(nothingToDo, kind) ? makeNothing : undefined;
}

/** True if nothing is made of a kind of resource, and its properties are ignored. */
export function needsNothing(kind: string): boolean {
  return Object.hasOwn(nothingToDo, kind);
}
