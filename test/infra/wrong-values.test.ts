import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { Annotations as AnnotationsOf, Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { GatewayFunction, type GatewayFunctionProps } from '../../infra/gateway-function.ts';
import { Lane, type LaneProps } from '../../infra/lanes/lane.ts';
import { WorkQueue, type WorkQueueProps } from '../../infra/lanes/work-queue.ts';
import { readDeployed } from '../../infra/read-deployed.ts';
import { KnownState } from '../../infra/state/known-state.ts';
import type { LaneConfiguration } from '../../schemas/configuration.ts';
import { filesBelow, root } from '../support/files.ts';
import { configured } from './support/synthesized.ts';

/** A stack whose functions are not bundled. */
const stack = () => {
  const made = new Stack();
  made.node.setContext('aws:cdk:bundling-stacks', []);
  return made;
};

it.each([
  ['missing.json', 'The configuration missing.json cannot be read: name another with -c config=FILE'],
  [undefined, 'Name the configuration file: npx cdk synth -c config=FILE'],
])('[F30] a configuration that is not there is told in a sentence: %s', (file, sentence) => {
  expect(() => readDeployed(file)).toThrow(sentence);
});

describe('the queue of a function', () => {
  const queue = (more: Partial<WorkQueueProps> = {}) => {
    const scope = stack();
    const names = { queueName: 'work', deadLettersName: 'dead' };
    new WorkQueue(scope, 'Queue', { ...names, consumerTimeout: Duration.minutes(5), ...more });
    return Template.fromStack(scope);
  };

  it('takes other values than the defaults, within the limits of its function and of SQS', () => {
    const more = { visibilityTimeout: Duration.hours(1), retentionPeriod: Duration.days(10), maxReceiveCount: 5 };
    queue(more).hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'work',
      VisibilityTimeout: 3600,
      MessageRetentionPeriod: 10 * 86_400,
      RedrivePolicy: { maxReceiveCount: 5 },
    });
  });

  it.each([
    [{ visibilityTimeout: Duration.seconds(1799) }, 'visibilityTimeout is from 1800 to 43200 seconds, not 1799'],
    [{ visibilityTimeout: Duration.hours(13) }, 'visibilityTimeout is from 1800 to 43200 seconds, not 46800'],
    [{ consumerTimeout: Duration.hours(3) }, 'visibilityTimeout is from 64800 to 43200 seconds, not 64800'],
    [{ retentionPeriod: Duration.days(15) }, 'retentionPeriod is from 604800 to 1209600 seconds, not 1296000'],
    [{ retentionPeriod: Duration.days(3) }, 'retentionPeriod is from 604800 to 1209600 seconds, not 259200'],
    [
      { maxReceiveCount: 1000 },
      'visibilityTimeout × maxReceiveCount is 1800000 seconds, and retentionPeriod 1209600: what fails every time would be deleted before it becomes a dead letter; give a maxReceiveCount of at most 671, or a shorter visibilityTimeout',
    ],
    [{ maxReceiveCount: 1001 }, 'maxReceiveCount is a whole number from 1 to 1000, not 1001'],
    [{ maxReceiveCount: 1.5 }, 'maxReceiveCount is a whole number from 1 to 1000, not 1.5'],
  ])('refuses %o', (more, reason) => {
    expect(() => queue(more)).toThrow(new RangeError(reason));
  });
});

describe('a lane', () => {
  const madeLane = (settings: Partial<LaneConfiguration> = {}, more: Partial<LaneProps> = {}) => {
    const scope = stack();
    const configuration = configured();
    const deltaH7 = configuration.lanes['delta-h7'];
    if (!deltaH7) throw new Error('The sample has no lane');
    const state = new KnownState(scope, 'State', { configuration });
    const lane = { ...deltaH7, ...settings } as LaneConfiguration;
    new Lane(scope, 'Lane', { authority: 'delta-h7', lane, configuration, state, ...more });
    return scope;
  };
  const lane = (reservedConcurrency?: number) =>
    Template.fromStack(madeLane({}, { ...(reservedConcurrency !== undefined && { reservedConcurrency }) }));

  it('reserves at least as many instances as its outbox may use', () => {
    lane().hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: 2 });
    lane(5).hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: 5 });
    expect(() => lane(1)).toThrow(/^reservedConcurrency is at least maximumConcurrency, 2, not 1: batches that are/);
  });

  it('has batches that last while the authority answers, and warns where its share cannot be reached', () => {
    const share = { perSecond: 150, perHour: 150_000 };
    const warnings = (settings: Partial<LaneConfiguration>) =>
      AnnotationsOf.fromStack(madeLane({ share, ...settings }))
        .findWarning('*', Match.stringLikeRegexp('answerSeconds'))
        .map(({ entry }) => String(entry.data).replace(/ \[ack.*/, ''));
    Template.fromStack(madeLane({ share })).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 375,
    });
    expect(warnings({})).toEqual([]);
    expect(warnings({ batchSize: 100 })).toEqual([
      'lanes.delta-h7: 2 senders with batches of 100 reach 63 messages a second where the authority answers after 2 s (answerSeconds), and the share is 150. Set maximumConcurrency to 5, or leave batchSize out.',
    ]);
    expect(warnings({ batchSize: 100, maximumConcurrency: 5 })).toEqual([]);
    expect(warnings({ answerSeconds: 20 })).toEqual([expect.stringContaining('Set maximumConcurrency to 5.')]);
  });
});

describe('the properties of our constructs', () => {
  const files = filesBelow('infra').filter((file) => file.endsWith('.ts'));
  const optional = files.flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return [...text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)?\s*readonly (\w+)\?:/g)].map(([, doc = '', name]) => ({
      name: `${file} ${name}`,
      doc,
    }));
  });

  it('document their defaults', () => {
    expect(optional.map(({ name }) => name)).toContain('infra/lanes/work-queue.ts maxReceiveCount');
    expect(optional.filter(({ doc }) => !/@default \S/.test(doc)).map(({ name }) => name)).toEqual([]);
  });
});

describe('a function', () => {
  const made = (more: Partial<GatewayFunctionProps>) =>
    new GatewayFunction(stack(), 'Function', {
      functionName: 'function',
      entry: 'housekeeping/handler.ts',
      environment: {},
      timeout: Duration.seconds(10),
      configuration: configured(),
      state: {
        ledger: { tableName: 'ledger' } as KnownState['ledger'],
        archive: { bucketName: 'archive' } as KnownState['archive'],
      },
      ...more,
    });

  it.each([
    [{ timeout: Duration.minutes(16) }, 'timeout in seconds is a whole number from 1 to 900, not 960'],
    [{ memorySize: 64 }, 'memorySize is a whole number from 128 to 10240, not 64'],
    [{ reservedConcurrentExecutions: 0 }, 'reservedConcurrentExecutions is a whole number from 1 to 1000, not 0'],
  ])('refuses %o', (more, reason) => {
    expect(() => made(more)).toThrow(new RangeError(reason));
  });
});
