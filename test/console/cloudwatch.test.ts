import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doctor } from '../../desk/commands/doctor.ts';
import { lanes } from '../../desk/commands/lanes.ts';
import { deskText } from '../../desk/console/french/desk-text.ts';
import type { Diagnosis } from '../../desk/doctor/diagnosis.ts';
import { raisedAlarmsCheck } from '../../desk/doctor/raised-alarms.ts';
import { queueUrlOf } from '../../desk/gateway/queue-depth.ts';
import type { LaneStatus } from '../../desk/lanes/lane-status.ts';
import { alarmGroups } from '../../infra/alarms/catalogue.ts';
import { startCloudWatch, type TemplateAlarm } from '../../local/stand-ins/cloudwatch.ts';
import { type JsonService, ServiceError, startJsonService } from '../../local/stand-ins/json-service.ts';
import { type QueueStandIn, startQueues } from '../../local/stand-ins/queues.ts';
import { alarmDescription, readAlarmDescription } from '../../schemas/alarm-description.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { cloudWatchAt, region, sqsAt } from '../local/support/clients.ts';
import { consoleInMemory } from './support/console.ts';
import { gatewayInMemory, LANES } from './support/gateway.ts';

const HOUR = 3_600_000;
const names = resourceNames('test');
/** Three hours have passed since the messages came. */
const now = () => new Date(Date.now() + 3 * HOUR);

let queues: QueueStandIn;
let sqs: SQSClient;
let service: JsonService;
let alarms: TemplateAlarm[];

beforeEach(async () => {
  queues = await startQueues(region);
  sqs = sqsAt(queues.endpoint);
  alarms = [];
  service = await startCloudWatch(region, queues.lyingIn, alarms, () => now().getTime());
  for (const { name } of platforms)
    for (const queue of Object.values(names.platform(name))) queues.createQueue(queue, {});
  for (const lane of LANES) {
    queues.createQueue(names.lane(lane).outbox, {});
    queues.createQueue(names.lane(lane).deadLetters, {});
  }
  queues.createQueue(names.untold, {});
});
afterEach(async () => {
  await service.close();
  await queues.close();
});

const { configuration } = gatewayInMemory().installation;
const platforms = (configuration()?.platforms ?? []).map((one) => (typeof one === 'string' ? { name: one } : one));
const [first, second] = platforms.map(({ name }) => name) as [string, string];

const put = (queue: string) => sqs.send(new SendMessageCommand({ QueueUrl: queues.urlOf(queue), MessageBody: 'x' }));

/** A gateway whose queues and CloudWatch are stand-ins, which the real clients ask. */
function gateway(cloudWatch: JsonService | undefined = service) {
  const base = gatewayInMemory();
  const { installation } = base;
  return gatewayInMemory({
    queues: async () => sqs,
    outbox: (lane) => queueUrlOf(sqs, names.lane(lane).outbox),
    deadLetters: (lane) => queueUrlOf(sqs, names.lane(lane).deadLetters),
    installation: { ...installation, cloudWatch: async () => cloudWatch && cloudWatchAt(cloudWatch.endpoint) },
  });
}

async function pageOf(path: string, language: 'en' | 'fr' = 'en', at = gateway()): Promise<string> {
  const { get } = await consoleInMemory({ language, now }, at).open();
  const answer = await get(path);
  expect(answer.status).toBe(200);
  return textIn(await answer.text());
}

/** The text that stands on a page. */
const textIn = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ');

async function lanesOf(at = gateway()): Promise<{ text: string; statuses: LaneStatus[] }> {
  const [shown, json] = [keptTerminal(80), keptTerminal()];
  await lanes({}, () => at, shown.terminal, now());
  await lanes({ json: true }, () => at, json.terminal, now());
  expect(shown.out.filter((line) => line.length > 80)).toEqual([]);
  return { text: shown.out.join('\n'), statuses: JSON.parse(json.out.join('')) as LaneStatus[] };
}

/** A role that may look at everything but CloudWatch. */
const refusing = () =>
  startJsonService('CloudWatch', {
    GetMetricData() {
      throw new ServiceError('AccessDenied', 'anna is not authorized to perform: cloudwatch:GetMetricData');
    },
    DescribeAlarms() {
      throw new ServiceError('AccessDenied', 'anna is not authorized to perform: cloudwatch:DescribeAlarms');
    },
  });

describe('the age of the oldest message', () => {
  beforeEach(async () => {
    await put(names.lane('delta-h7').outbox);
    await put(names.lane('toll').deadLetters);
    await put(names.platform(first).outcomes);
    await put(names.platform(second).deadLetters);
  });

  it('stands beside the queues of the lanes and of the platforms, by one question for all', async () => {
    const page = await pageOf('/lanes');
    expect(page).toContain('On the outbox 1, the oldest 3 h');
    expect(page).toContain('Dead letters 1 , the oldest 3 h');
    expect(page.match(/the oldest 3 h/g)).toHaveLength(2);
    expect(page).toContain('Its value is some minutes old');
    expect(service.calls.counts()).toEqual({ GetMetricData: 1 });
    expect(await pageOf('/platforms')).toContain(`${first} 1 3 h 0 List`);
    expect(await pageOf('/platforms', 'fr')).toContain(`${second} 0 1 3 h Liste`);
    expect(await pageOf('/lanes', 'fr')).toContain("Sur la file d'envoi 1, le plus ancien : 3 h");
    expect(service.calls.counts()).toEqual({ GetMetricData: 4 });
  });

  it('is told by the command, too', async () => {
    const { text, statuses } = await lanesOf();
    expect(text).toContain(
      'Oldest message, by CloudWatch some minutes ago:\n  delta-h7: on the outbox 3 h\n  toll: among the dead letters 3 h',
    );
    const [h7, toll, ciel] = statuses.map(({ oldest }) => oldest);
    expect(h7).toEqual({ outbox: { seconds: expect.any(Number), at: expect.any(String) }, deadLetters: null });
    expect(h7?.outbox?.seconds).toBeGreaterThanOrEqual(3 * 3600);
    expect(toll?.outbox).toBeNull();
    expect(ciel).toEqual({ outbox: null, deadLetters: null });
  });

  it('is not asked for where every queue is empty', async () => {
    const empty = gateway();
    const none = { ...empty, queues: async () => sqsWithNothing as unknown as SQSClient };
    expect((await lanesOf(none)).text).not.toContain('ldest');
    expect(service.calls.counts()).toEqual({});
  });

  it.each([
    ['a role that may not ask', refusing, 'is not authorized to perform: cloudwatch:GetMetricData'],
    ['no CloudWatch', undefined, 'There is no CloudWatch at the gateway of the stage test in eu-west-3'],
  ])('is not known to %s, and all else stands there', async (_, start, why) => {
    const other = await start?.();
    const at = () => {
      const one = gateway(other ?? service);
      if (other) return one;
      return { ...one, installation: { ...one.installation, cloudWatch: async () => undefined } };
    };
    const pages = await Promise.all(['/lanes', '/platforms'].map((path) => pageOf(path, 'en', at())));
    for (const page of pages) expect(page).toContain('How old the oldest messages are is not known.');
    for (const page of pages) expect(page).toContain(why);
    expect(pages[0]).toContain('On the outbox 1');
    expect(await pageOf('/platforms', 'fr', at())).toContain("L'âge des plus anciens messages est inconnu.");
    const { text, statuses } = await lanesOf(at());
    expect(text.replaceAll(/\s+/g, ' ')).toContain(`How old the oldest messages are is not known.`);
    expect(statuses[0]).toMatchObject({ outbox: 1, oldest: { outbox: null, unknown: expect.stringContaining(why) } });
    expect(await pageOf('/alarms', 'en', at())).toContain('How the alarms stand is not known.');
    await other?.close();
  });
});

/** Queues in which nothing lies. */
const sqsWithNothing = {
  send: async ({ input }: { input: { QueueName?: string } }) =>
    input.QueueName ? { QueueUrl: input.QueueName } : { Attributes: { ApproximateNumberOfMessages: '0' } },
};

describe('the doctor', () => {
  /** The doctor's checks, at a gateway whose table and topic are there. */
  async function checksOf(cloudWatch: JsonService = service): Promise<(part: string) => Diagnosis | undefined> {
    const one = gateway(cloudWatch);
    const topic = `arn:aws:sns:eu-west-3:000000000000:${names.outcomes}`;
    const subscriptions = platforms.map(({ name }) => ({ Endpoint: `arn:${names.platform(name).outcomes}` }));
    const sns = new SNSClient({ region });
    sns.send = (async (command: object) =>
      command instanceof ListTopicsCommand
        ? { Topics: [{ TopicArn: topic }] }
        : { Subscriptions: subscriptions }) as never;
    const installation = { ...one.installation, sns: async () => sns };
    const { terminal, out } = keptTerminal();
    await doctor(
      { json: true },
      () => ({ ...one, installation }),
      terminal,
      () => Promise.reject(new TypeError()),
      now(),
    );
    const { checks } = JSON.parse(out.join('')) as { checks: Diagnosis[] };
    return (part) => checks.find((check) => check.part === part);
  }

  it('finds a platform that takes nothing for longer than is configured', async () => {
    await put(names.platform(first).outcomes);
    await put(names.lane('toll').outbox);
    const check = await checksOf();
    expect(check(`outcomes of ${first}`)).toEqual({
      part: `outcomes of ${first}`,
      verdict: 'warning',
      says: `1 message in ${names.platform(first).outcomes}, the oldest 3 h old: the platform does not take its outcomes within 60 min (alarms.untakenMinutes)`,
      remedy: 'have the platform take them: what is 14 days old is removed',
    });
    expect(check(`outcomes of ${second}`)).toMatchObject({ verdict: 'ok' });
    expect(check('outbox of toll')?.says).toBe('is there, with 1 message, the oldest 3 h old');
    expect(check('age of messages')).toMatchObject({ verdict: 'ok' });
    expect(deskText(check(`outcomes of ${first}`)?.says ?? '', 'fr').replaceAll('\u00a0', ' ')).toBe(
      `1 message dans ${names.platform(first).outcomes}, le plus ancien depuis 3 h : la plateforme ne prend pas ses résultats en 60 min (alarms.untakenMinutes)`,
    );
    expect(service.calls.counts()).toEqual({ GetMetricData: 1, DescribeAlarms: 1 });
  });

  it('names the alarms that are raised, and what it may not ask', async () => {
    alarms.push(raisable('dead-letters', ['toll'], 'critical'), raisable('lane-recovered', ['toll'], 'notice'));
    const raised = () => raisedAlarmsCheck(gateway(), configuration() as Configuration);
    expect(await raised()).toMatchObject({ verdict: 'ok', says: 'none of 2 is raised' });
    await put(names.lane('toll').deadLetters);
    expect(await raised()).toMatchObject({
      verdict: 'warning',
      says: expect.stringMatching(/^1 of 2 is raised: dead-letters toll since \d{4}-/),
    });
    const refused = await refusing();
    const check = await checksOf(refused);
    for (const part of ['raised alarms', 'age of messages'])
      expect(check(part)).toMatchObject({ verdict: 'warning', says: expect.stringContaining('was not looked at: ') });
    expect(check('outbox of toll')).toMatchObject({ verdict: 'ok' });
    await refused.close();
  });
});

/** An alarm that is raised where something lies among the dead letters of the lane to Tolletaten. */
const raisable = (
  kind: string,
  of: readonly string[],
  severity: 'critical' | 'notice',
  stage = names,
): TemplateAlarm => ({
  name: stage.alarm(kind, of),
  description: alarmDescription({ severity, means: 'It is a test.', runbook: 'docs/runbook.md', kind }),
  actions: [`arn:aws:sns:eu-west-3:000000000000:${stage.alarms}`],
  metric: {
    namespace: 'AWS/SQS',
    name: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: names.lane('toll').deadLetters },
  },
  threshold: 1,
});

describe('the page of the alarms', () => {
  it('has the state of each since when, those that are raised first, with its place in the runbook', async () => {
    alarms.push(raisable('dead-letters', ['delta-h7'], 'critical'), raisable('a-kind', [], 'notice'));
    expect(await pageOf('/alarms')).toMatch(
      /None is raised\. .*OK \d+ \w+.*? a-kind good to know It is a test\. docs\/runbook\.md#a-kind/,
    );
    // The first is raised now, the other watches another queue.
    await put(names.lane('toll').deadLetters);
    alarms[1] = { ...raisable('a-kind', [], 'notice'), threshold: undefined };
    const page = await pageOf('/alarms');
    expect(page).toContain('One is raised.');
    expect(page).toMatch(/raised \d+ \w+.*? dead-letters delta-h7 critical .* no data \d+ \w+.*? a-kind/);
    expect(await pageOf('/alarms', 'fr')).toMatch(/Une est levée\. .* levée .* dead-letters delta-h7 critique/);
  });

  it('leaves out those of a stage whose name begins alike', async () => {
    alarms.push(raisable('dead-letters', ['toll'], 'critical', resourceNames('test-south')));
    expect(await pageOf('/alarms')).toContain('CloudWatch has no alarm of this gateway.');
  });

  it('has the meaning of every alarm in French', () => {
    const meanings = Object.values(alarmGroups).flatMap((kinds) => Object.values(kinds).map(({ means }) => means));
    expect(meanings.length).toBeGreaterThan(40);
    expect(meanings.filter((means) => deskText(means, 'fr') === means)).toEqual([]);
  });
});

describe('the description of an alarm', () => {
  it('is read as it was written, and is not guessed from another text', () => {
    for (const [kind, { severity, means }] of Object.values(alarmGroups).flatMap((kinds) => Object.entries(kinds))) {
      const text = { kind, severity, means, runbook: 'https://wiki.example/a#b' };
      expect(readAlarmDescription(alarmDescription(text))).toEqual(text);
    }
    expect(readAlarmDescription('changed by hand')).toBeUndefined();
  });
});
