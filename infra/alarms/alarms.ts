import { Alarm, ComparisonOperator, type TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { Configuration } from '../../schemas/configuration.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { KnownState } from '../state/known-state.ts';
import { type AlarmDefinition, alarmsOf } from './catalogue.ts';
import { watchedMetric } from './cloudwatch.ts';
import { AlarmDashboard } from './dashboard.ts';

export interface AlarmsProps {
  readonly configuration: Configuration;
  /** The stage's state, with the topic of the alarms. */
  readonly state: Pick<KnownState, 'alarms'>;
}

/** Every alarm of the catalogue, and the dashboard that shows them. */
export class Alarms extends Construct {
  readonly dashboard: AlarmDashboard;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { configuration, state } = props;
    const names = resourceNames(configuration.stage);

    const definitions = alarmsOf(configuration);
    const toOperators = new SnsAction(state.alarms);
    const alarms = definitions.map((definition) => this.alarmOf(definition, toOperators));
    this.dashboard = new AlarmDashboard(this, 'Dashboard', { dashboardName: names.dashboard, definitions, alarms });
  }

  private alarmOf(definition: AlarmDefinition, toOperators: SnsAction): Alarm {
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
      evaluationPeriods: periods,
      // CloudWatch's own words.
      treatMissingData: definition.missing as TreatMissingData,
    });
    alarm.addAlarmAction(toOperators);
    if (definition.notifiesEnd) alarm.addOkAction(toOperators);
    return alarm;
  }
}
