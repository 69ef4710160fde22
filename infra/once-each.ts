import { Duration, Validations } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunctionConstruct } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** The spans at which a function may be called, with the ids of their rules. */
const spans = {
  minute: { id: 'EachMinute', rate: Duration.minutes(1) },
  hour: { id: 'EachHour', rate: Duration.hours(1) },
} as const;

/**
 * Has a function called once each minute or hour. Neither Lambda nor the schedule calls it again after a failure, which
 * would be into the one reserved instance, for up to six hours: the next call makes up for it.
 * @param ruleName the name of the schedule
 */
export function onceEach(
  scope: Construct,
  span: keyof typeof spans,
  called: LambdaFunctionConstruct,
  ruleName: string,
): void {
  const once = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };
  const { id, rate } = spans[span];
  called.configureAsyncInvoke(once);
  Validations.of(called).acknowledge({
    id: 'Serverless-LambdaAsyncFailureDestination',
    reason: `The next ${span} makes up for a failed one: there is nothing to be kept`,
  });
  const rule = new Rule(scope, id, {
    ruleName,
    schedule: Schedule.rate(rate),
    targets: [new LambdaFunction(called, once)],
  });
  Validations.of(rule).acknowledge({
    id: 'Serverless-EventBusDLQ',
    reason: `The next ${span} makes up for a missed one: there is nothing to be kept`,
  });
}
