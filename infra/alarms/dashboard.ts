import { AlarmStatusWidget, Color, Dashboard, GraphWidget, type IAlarm, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type AlarmDefinition, alarmGroups } from './catalogue.ts';
import { watchedMetric } from './cloudwatch.ts';

export interface AlarmDashboardProps {
  readonly dashboardName: string;
  readonly definitions: readonly AlarmDefinition[];
  /** The alarms made from the definitions. */
  readonly alarms: readonly IAlarm[];
}

/** A dashboard is 24 wide: four graphs in a row. */
const WIDTH = 6;
/** CloudWatch shows no more alarms in one widget. */
const MOST_STATES = 100;

const colours = { critical: Color.RED, warning: Color.ORANGE, notice: Color.GREY } as const;

/** A dashboard of the states of all alarms, and below a graph of each one's metric with its threshold. */
export class AlarmDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: AlarmDashboardProps) {
    super(scope, id);
    const { dashboardName, definitions, alarms } = props;
    this.dashboard = new Dashboard(this, 'Dashboard', { dashboardName });
    for (let from = 0; from < alarms.length; from += MOST_STATES) {
      const some = alarms.slice(from, from + MOST_STATES);
      this.dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms: some, width: 4 * WIDTH, height: 6 }));
    }
    for (const group of Object.keys(alarmGroups)) {
      const graphs = definitions.filter((definition) => definition.group === group).map(graphOf);
      if (graphs.length === 0) continue;
      this.dashboard.addWidgets(new TextWidget({ markdown: `## ${group}`, width: 4 * WIDTH, height: 1 }));
      this.dashboard.addWidgets(...graphs);
    }
  }
}

function graphOf(definition: AlarmDefinition): GraphWidget {
  const { title, unit, threshold, raisedWhen, severity } = definition;
  return new GraphWidget({
    title,
    width: WIDTH,
    left: [watchedMetric(definition)],
    leftYAxis: { min: 0, label: unit, showUnits: false },
    leftAnnotations: [{ value: threshold, label: `${severity}: ${raisedWhen} ${threshold}`, color: colours[severity] }],
  });
}
