import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AlarmTopic } from '../../infra/alarms/alarm-topic.ts';
import { Alarms } from '../../infra/alarms/alarms.ts';
import { type AlarmDefinition, alarmsOf } from '../../infra/alarms/catalogue.ts';
import { type Configuration, parseConfiguration } from '../../schemas/configuration.ts';
import type { AlarmProperties } from './alarm-state.ts';

export interface SynthesizedAlarms {
  configuration: Configuration;
  /** The alarms of the catalogue. */
  definitions: AlarmDefinition[];
  /** The alarms as they would be deployed. */
  template: Template;
  /** The properties of an alarm as they would be deployed, by its kind and whose it is. */
  alarm(title: string): AlarmProperties;
}

/**
 * The alarms of a gateway of the stage `test`, with what is given of their configuration, with further lanes and with
 * further settings of its callbacks.
 */
export function synthesizedAlarms(
  alarms: object = {},
  platforms: readonly string[] = ['shop-1'],
  lanes: object = {},
  callbacks: object = {},
): SynthesizedAlarms {
  const lane = {
    baseUrl: 'https://customs.example/dh7',
    tokenUrl: 'https://customs.example/oauth2/token',
    credentialsSecret: 'credentials',
    share: { perSecond: 20, perHour: 20_000 },
  };
  const text = JSON.stringify({
    stage: 'test',
    lanes: { 'delta-h7': lane, ...lanes },
    callbacks: { tokenSecret: 'token', ...callbacks },
    platforms,
    alarms,
  });
  const configuration = parseConfiguration(text, 'test.json');
  const stack = new Stack(new App(), 'Stack');
  const { topic } = new AlarmTopic(stack, 'Topic', { topicName: 'alarms', emails: configuration.alarms.emails });
  new Alarms(stack, 'Alarms', { configuration, state: { alarms: topic } });
  const template = Template.fromStack(stack);
  const definitions = alarmsOf(configuration);
  const deployed = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties as AlarmProperties,
  );
  return {
    configuration,
    definitions,
    template,
    alarm(title) {
      const name = definitions.find((definition) => definition.title === title)?.name;
      const found = deployed.find(({ AlarmName }) => AlarmName === name);
      if (!found) throw new Error(`There is no alarm ${title}`);
      return found;
    },
  };
}
