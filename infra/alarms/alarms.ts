import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { Configuration } from '../../schemas/configuration.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { type AlarmDefinition, alarmsOf } from './catalogue.ts';
import { watchedMetric } from './cloudwatch.ts';
import { AlarmDashboard } from './dashboard.ts';

export interface AlarmsProps {
  readonly configuration: Configuration;
}

const missing = {
  notBreaching: TreatMissingData.NOT_BREACHING,
  breaching: TreatMissingData.BREACHING,
  ignore: TreatMissingData.IGNORE,
} as const satisfies Record<AlarmDefinition['missing'], TreatMissingData>;

/** Every alarm of the catalogue, the topic that they go to, and the dashboard that shows them. */
export class Alarms extends Construct {
  readonly topic: AlarmTopic;
  readonly dashboard: AlarmDashboard;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { configuration } = props;
    const names = resourceNames(configuration.stage);

    this.topic = new AlarmTopic(this, 'Topic', { topicName: names.alarms, emails: configuration.alarms.emails });
    const definitions = alarmsOf(configuration);
    const alarms = definitions.map((definition) => this.alarmOf(definition));
    this.dashboard = new AlarmDashboard(this, 'Dashboard', { dashboardName: names.dashboard, definitions, alarms });
  }

  private alarmOf(definition: AlarmDefinition): Alarm {
    const { name, description, threshold, raisedWhen, periods } = definition;
    const alarm = new Alarm(this, definition.title, {
      alarmName: name,
      alarmDescription: description,
      metric: watchedMetric(definition),
      threshold,
      comparisonOperator:
        raisedWhen === 'below'
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods ?? 1,
      treatMissingData: missing[definition.missing],
    });
    const told = new SnsAction(this.topic.topic);
    alarm.addAlarmAction(told);
    if (definition.tellsEnd) alarm.addOkAction(told);
    return alarm;
  }
}
