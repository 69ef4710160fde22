import '../../support/toy/register.ts';

import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { EventDefinition } from '../../../functions/telemetry/event-definition.ts';
import { events, namespace, stageDimension } from '../../../functions/telemetry/events.ts';
import { type AlarmDefinition, alarmGroups } from '../../../infra/alarms/catalogue.ts';
import { sumOf } from '../../../infra/alarms/kind.ts';
import { authorityNames, catalogue, contractOf, outboundMessages } from '../../../schemas/catalogue.ts';
import { certificateFaults } from '../../../schemas/certificate-fault.ts';
import { metricsOf, type WatchedMetric } from '../../support/alarm-state.ts';
import { synthesizedAlarms } from '../../support/alarms.ts';
import { TOY } from '../../support/toy/register.ts';

/** A lane with a feed, and with a message after whose silence a person is asked. */
const toy = {
  ...{ baseUrl: 'https://toys.example', credentialsSecret: 'toys', share: { perSecond: 1, perHour: 10 } },
  newsSeconds: 60,
};
// Without its dialogue about a house: an alarm takes ten messages.
const { messages, ...contract } = contractOf(TOY);
const house = ['Survey', 'Build', 'Surveyed', 'Built'];
Object.assign(catalogue, {
  [TOY]: { ...contract, messages: messages.filter(({ message }) => !house.includes(message)) },
});
const emails = ['a@example.org', 'b@example.org'];
const { definitions, template, alarm } = synthesizedAlarms({ emails }, ['shop-1'], { toy }, { webAcl: true });
const alarms = definitions.map(({ title }) => alarm(title));
const kinds = Object.values(alarmGroups).flatMap((group) => Object.keys(group));
const ours = ({ namespace: one }: WatchedMetric) => one === namespace;

/** A property of a template, with its references replaced by their names. */
const told = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : ((value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join']?.[1] ?? [])
        .map((part) =>
          typeof part === 'string'
            ? part
            : Object.values(part as object)
                .flat()
                .join('.'),
        )
        .join('');

describe('the alarms', () => {
  it('are exactly those of the catalogue, each with its own name', () => {
    template.resourceCountIs('AWS::CloudWatch::Alarm', definitions.length);
    expect(new Set(definitions.map(({ name }) => name)).size).toBe(definitions.length);
    expect(new Set(definitions.map(({ kind }) => kind))).toEqual(new Set(kinds));
  });

  it('watch the rates of Error_H7 of every type of message', () => {
    for (const kind of ['error-rate', 'technical-error-rate']) {
      const watched = definitions.filter((one) => one.kind === kind).map(({ of }) => of);
      expect(watched.filter(([authority]) => authority === 'delta-h7')).toEqual(
        outboundMessages('delta-h7').map(({ message }) => ['delta-h7', message]),
      );
    }
  });

  it('watch feeds if the lane reads one, and unclear sends if a message stops after silence', () => {
    const watching = (all: AlarmDefinition[]) =>
      all.flatMap(({ kind, title }) => (['feeds-unread', 'messages-unclear'].includes(kind) ? [title] : []));
    const { newsSeconds: _, ...withoutFeed } = toy;
    expect(watching(definitions)).toEqual(['feeds-unread toy', 'messages-unclear toy']);
    expect(watching(synthesizedAlarms({}, [], { toy: withoutFeed }).definitions)).toEqual(['messages-unclear toy']);
    expect(watching(synthesizedAlarms().definitions)).toEqual([]);
    expect(metricsOf(alarm('messages-unclear toy')).map(({ dimensions }) => dimensions['message'])).toEqual(
      outboundMessages(TOY).map(({ message }) => message),
    );
  });

  it('warn while some of a day’s tokens are left, of a lane whose authority limits them', () => {
    expect(alarm('tokens-near-limit toy')).toMatchObject({ Threshold: 18, Statistic: 'Maximum', Period: 3600 });
    expect(definitions.filter(({ kind }) => kind === 'tokens-near-limit')).toHaveLength(1);
  });

  it('tell apart, for a lane with a certificate, what is wrong with that', () => {
    const watching = definitions.filter(({ group }) => group === 'Certificates');
    expect(watching.map(({ title }) => title)).toEqual(certificateFaults.map((fault) => `certificate-${fault} toy`));
    for (const fault of certificateFaults) {
      const [metric, ...others] = metricsOf(alarm(`certificate-${fault} toy`));
      expect(metric?.dimensions).toEqual({ stage: 'test', authority: TOY, certificate: fault });
      expect(others).toEqual([]);
    }
    expect(synthesizedAlarms().definitions.filter(({ group }) => group === 'Certificates')).toEqual([]);
  });

  it('use metrics of events, with their dimensions and values that can occur', () => {
    const values: Record<string, readonly string[]> = {
      [stageDimension]: ['test'],
      authority: authorityNames,
      message: authorityNames.flatMap((authority) => contractOf(authority).messages.map(({ message }) => message)),
      status: ['400', '401', '404'],
      certificate: certificateFaults,
    };
    const emitted = Object.values<EventDefinition>(events).flatMap(({ metrics, dimensions, alsoBy }) =>
      metrics.flatMap(({ name }) =>
        [dimensions, ...(alsoBy ? [alsoBy] : [])].map((by) => JSON.stringify([name, [stageDimension, ...by].sort()])),
      ),
    );
    const watched = alarms.flatMap(metricsOf).filter(ours);
    expect(watched.length).toBeGreaterThan(40);
    for (const { name, dimensions } of watched) {
      expect(emitted).toContain(JSON.stringify([name, Object.keys(dimensions).sort()]));
      for (const [dimension, value] of Object.entries(dimensions)) expect(values[dimension], name).toContain(value);
    }
  });

  it('cover every event that a person must look at, but those that another event covers', () => {
    const elsewhere = {
      'callback.failed': 'callbacks-failing, as customs sees it',
      'callback.put-aside': 'callbacks-untold, for as long as it lies there',
      'message.fails-alone': 'messages-failing-alone, by how many there are',
      'housekeeping.failed': 'function-errors: housekeeping ends in an error',
      'feed.failed': 'lane-opened, and feeds-unread where it lasts',
      'callback-token.unnoted': 'the callback was taken, and the next one notes it',
    };
    const watched = new Set(
      alarms
        .flatMap(metricsOf)
        .filter(ours)
        .map(({ name }) => name),
    );
    const untold = Object.entries<EventDefinition>(events)
      .filter(([, { level, metrics }]) => level === 'error' && !metrics.some(({ name }) => watched.has(name)))
      .map(([name]) => name);
    expect(untold.sort()).toEqual(Object.keys(elsewhere).sort());
  });

  it('keep to the limits of CloudWatch', () => {
    for (const one of alarms) {
      expect(one.AlarmName.length).toBeLessThanOrEqual(255);
      expect(one.AlarmDescription.length).toBeLessThanOrEqual(1024);
      const watched = metricsOf(one);
      expect(watched.length, one.AlarmName).toBeLessThanOrEqual(10);
      for (const { period } of watched) {
        expect(period % 60, one.AlarmName).toBe(0);
        expect(period * one.EvaluationPeriods).toBeLessThanOrEqual(86_400);
      }
    }
    const metric = metricsOf(alarm('lane-opened delta-h7'))[0] as WatchedMetric;
    expect(() => sumOf(Array.from({ length: 11 }, () => ({ ...metric, statistic: 'Sum' as const })))).toThrow(/split/);
  });

  it('notify the topic, also of their end if it matters', () => {
    const topic = [{ Ref: Object.keys(template.findResources('AWS::SNS::Topic'))[0] }];
    for (const one of definitions) {
      const { AlarmActions, OKActions } = alarm(one.title);
      expect(AlarmActions).toEqual(topic);
      expect(OKActions, one.title).toEqual(one.notifiesEnd ? topic : undefined);
    }
    const ended = definitions.flatMap(({ kind, notifiesEnd }) => (notifiesEnd ? [kind] : []));
    expect(ended).toEqual(
      expect.arrayContaining([
        'lane-open',
        'lane-open-long',
        'lane-paused',
        'error-rate',
        'dead-letters',
        'housekeeping-silent',
      ]),
    );
    expect(ended).not.toContain('lane-recovered');
  });
});

describe('the topic of the alarms', () => {
  it('is encrypted with a key that alarms may use, and takes only alarms, over TLS', () => {
    const publishing = { Principal: { Service: 'cloudwatch.amazonaws.com' }, Effect: 'Allow' };
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    template.hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({ ...publishing, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] }),
        ]),
      },
    });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            ...publishing,
            Action: 'sns:Publish',
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, ArnLike: Match.anyValue() },
          }),
        ],
      },
    });
  });

  it('mails to each address of the configuration', () => {
    const mails = Object.values(template.findResources('AWS::SNS::Subscription')).map(({ Properties }) => Properties);
    expect(mails).toMatchObject([
      { Protocol: 'email', Endpoint: 'a@example.org' },
      { Protocol: 'email', Endpoint: 'b@example.org' },
    ]);
  });
});

describe('the dashboard', () => {
  const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const { widgets } = JSON.parse(told(dashboard?.['Properties'].DashboardBody)) as {
    widgets: { type: string; properties: Record<string, unknown> }[];
  };
  const graphs = widgets.filter(({ type }) => type === 'metric').map(({ properties }) => properties);

  it('shows the state of every alarm', () => {
    const shown = widgets.filter(({ type }) => type === 'alarm').flatMap(({ properties }) => properties['alarms']);
    expect(shown).toHaveLength(definitions.length);
  });

  it('graphs the metrics of each alarm, with its threshold', () => {
    expect(graphs.map(({ title }) => title).sort()).toEqual(definitions.map(({ title }) => title).sort());
    for (const { title, metrics, annotations } of graphs) {
      const one = alarm(title as string);
      const rows = metrics as [string | { expression?: string }, ...unknown[]][];
      const drawn = rows.flatMap(([first, name, ...rest]) => {
        if (typeof first !== 'string') return [];
        const pairs = rest.slice(0, -1) as string[];
        const dimensions = Object.fromEntries(pairs.flatMap((key, n) => (n % 2 ? [] : [[key, pairs[n + 1]]])));
        return [{ namespace: first, name, dimensions }];
      });
      const watched = metricsOf(one).map(({ namespace: space, name, dimensions }) => ({
        namespace: space,
        name,
        dimensions,
      }));
      expect(drawn, one.AlarmName).toEqual(watched);
      const expressions = rows.flatMap(([first]) => (typeof first === 'string' ? [] : [first.expression]));
      expect(expressions).toEqual((one.Metrics ?? []).flatMap(({ Expression }) => Expression ?? []));
      expect(annotations).toMatchObject({ horizontal: [{ value: one.Threshold }] });
    }
  });
});
