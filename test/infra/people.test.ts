import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { takeIn } from '../../desk/authorities/ciel/take-in.ts';
import { arrive } from '../../desk/authorities/delta-h7/arrive.ts';
import { resync } from '../../desk/authorities/delta-h7/resync.ts';
import { askStatus } from '../../desk/authorities/toll/ask-status.ts';
import { actions } from '../../desk/commands/actions.ts';
import { doctor } from '../../desk/commands/doctor.ts';
import { evidence } from '../../desk/commands/evidence.ts';
import { exportAll } from '../../desk/commands/export.ts';
import { lanes } from '../../desk/commands/lanes.ts';
import { list } from '../../desk/commands/list.ts';
import { note } from '../../desk/commands/note.ts';
import { pause, resume } from '../../desk/commands/pause.ts';
import { recount } from '../../desk/commands/recount.ts';
import { redrive } from '../../desk/commands/redrive.ts';
import { replay } from '../../desk/commands/replay.ts';
import { retell } from '../../desk/commands/retell.ts';
import { settle } from '../../desk/commands/settle.ts';
import { show } from '../../desk/commands/show.ts';
import { submit } from '../../desk/commands/submit.ts';
import { rotate, status } from '../../desk/commands/token.ts';
import { watch } from '../../desk/commands/watch.ts';
import { withdraw } from '../../desk/commands/withdraw.ts';
import { consoleApp } from '../../desk/console/app.ts';
import { pages } from '../../desk/console/pages.ts';
import { credentialsMayWrite } from '../../desk/console/security/credentials-may-write.ts';
import { oneTimeToken } from '../../desk/console/security/one-time-token.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { dynamoDbArchiveIndex } from '../../functions/archive/archive-index.ts';
import { packed } from '../../functions/archive/packed.ts';
import { dynamoDbLedger } from '../../functions/ledger/dynamodb-ledger.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { writeDrm } from '../../schemas/ciel/xml/write-drm.ts';
import { parseConfiguration } from '../../schemas/configuration.ts';
import type { FilingKind } from '../../schemas/filing.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { declaration } from '../ciel/support/declaration.ts';
import { declarationLife } from '../delta-h7/desk/support/life.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { temporaryFolder } from '../local/support/folder.ts';
import { tableBooks } from '../support/books/kept-books.ts';
import { createArchivedTable, createLedgerTable } from '../support/dynamodb.ts';
import { root } from '../support/files.ts';
import { ledgerTables } from '../support/ledger-tables.ts';
import { creation, submissionOf } from '../support/messages.ts';
import { sent as sentRecord } from '../support/records.ts';
import { type PeopleStatement, partsOfStatement, peopleCommands, peoplePolicies } from './support/people-policies.ts';
import { type Person, personWith } from './support/person.ts';

const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
const names = resourceNames('prod');
const sample = (name: string) => readFileSync(path.join(root, 'samples', name), 'utf8');
const local = (text: string) =>
  text.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:9').replaceAll('declarant/local/', 'declarant/prod/');
const configuration = parseConfiguration(
  local(sample('config.local.json')).replace('"stage": "local"', '"stage": "prod", "auditReads": true'),
  'the sample',
);
const secrets = JSON.parse(local(sample('secrets.local.json'))) as Record<string, unknown>;

/** The letters in the queues, by the queues' names. */
const letters = new Map<string, { id: string; body: string }[]>();
/** The number of times that SQS does not take a message. */
let refusals = 0;

const md5 = (body: string) => createHash('md5').update(body).digest('hex');
const entriesOf = ({ Entries }: { Entries: { Id: string; MessageBody?: string }[] }) =>
  Entries.map(({ Id, MessageBody = '' }) => ({ Id, MessageId: `m-${Id}`, MD5OfMessageBody: md5(MessageBody) }));
const queueOf = (url: string) => url.split('/').at(-1) ?? '';

/** A filing that only the archive has. */
const archivedKey: FilingKey = { authority: 'delta-h7', kind: 'declaration', reference: 'ARCHIVED' };
const archivedObject = packed([
  {
    key: archivedKey,
    entries: [{ entry: 'sent/Creation_H7/001', record: sentRecord({ body: JSON.stringify(creation('ARCHIVED')) }) }],
    archived: ago(1),
  },
]).bytes;

/** The answers of every service but DynamoDB's. */
const answers = {
  GetQueueUrlCommand: ({ QueueName }) => ({ QueueUrl: `https://sqs/123456789012/${QueueName}` }),
  GetQueueAttributesCommand: ({ QueueUrl }) => ({
    Attributes: {
      ApproximateNumberOfMessages: String(letters.get(queueOf(QueueUrl))?.length ?? 0),
      QueueArn: `arn:aws:sqs:eu-west-3:123456789012:${queueOf(QueueUrl)}`,
    },
  }),
  SendMessageBatchCommand(input) {
    refusals -= 1;
    if (refusals < 0) return { Successful: entriesOf(input) };
    return { Failed: entriesOf(input).map(({ Id }) => ({ Id, Code: 'Busy', SenderFault: false })) };
  },
  ReceiveMessageCommand({ QueueUrl }) {
    const found = letters.get(queueOf(QueueUrl)) ?? [];
    letters.delete(queueOf(QueueUrl));
    const about = {
      Attributes: { ApproximateReceiveCount: '12', SenderId: 'AROASHOP', SentTimestamp: '1764500000000' },
    };
    return {
      Messages: found.map(({ id, body }) => ({
        ...{ MessageId: id, ReceiptHandle: id, Body: body, MD5OfBody: md5(body) },
        ...about,
      })),
    };
  },
  GetObjectCommand: () => ({ Body: { transformToByteArray: async () => archivedObject } }),
  GetMetricDataCommand: () => ({ MetricDataResults: [] }),
  DescribeAlarmsCommand: () => ({ MetricAlarms: [] }),
  DeleteMessageBatchCommand: (input) => ({ Successful: entriesOf(input) }),
  ChangeMessageVisibilityBatchCommand: (input) => ({ Successful: entriesOf(input) }),
  PublishCommand: () => ({ MessageId: 'p-1' }),
  ListTopicsCommand: () => ({
    Topics: [names.outcomes, names.alarms].map((name) => ({ TopicArn: `arn:aws:sns:eu-west-3:123456789012:${name}` })),
  }),
  ListSubscriptionsByTopicCommand: () => ({ Subscriptions: [] }),
  InvokeCommand({ Payload }) {
    const { notifyAgain } = JSON.parse(Buffer.from(Payload).toString()) as { notifyAgain: unknown[] };
    const results = notifyAgain.map((_, n) => (n === 0 ? { isTold: true } : { isTold: false, error: 'Busy' }));
    return { Payload: { transformToString: () => JSON.stringify(results) } };
  },
  GetSecretValueCommand: ({ SecretId }) => {
    const value = secrets[SecretId] ?? 'x'.repeat(64);
    return { SecretString: typeof value === 'string' ? value : JSON.stringify(value), VersionId: 'v-1' };
  },
  ListSecretVersionIdsCommand: () => ({
    Versions: [{ VersionId: 'v-1', VersionStages: ['AWSCURRENT'], CreatedDate: new Date() }],
  }),
  PutSecretValueCommand: () => ({ VersionId: 'v-2' }),
  GetParametersCommand: () => ({ Parameters: [] }),
  GetAccountSettingsCommand: () => ({
    AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 700 },
  }),
  DescribeTableCommand: ({ TableName }) => ({
    Table: {
      ...{ TableName, TableStatus: 'ACTIVE', DeletionProtectionEnabled: true },
      ...{ StreamSpecification: { StreamEnabled: true }, LatestStreamArn: 'arn' },
    },
  }),
  DescribeContinuousBackupsCommand: () => ({ ContinuousBackupsDescription: {} }),
  DescribeTimeToLiveCommand: () => ({ TimeToLiveDescription: {} }),
  // biome-ignore lint/suspicious/noExplicitAny: the input of any command
} satisfies Readonly<Record<string, (input: any) => object>>;

const { terminal } = keptTerminal();
const reason = 'a test';

/** The commands of each role, as somebody uses them. */
const uses: Readonly<Record<string, Readonly<Record<string, (open: () => GatewayConnection) => Promise<unknown>>>>> = {
  reads: {
    show: (open) => show({ reference: 'REJECTED', messages: true }, open, terminal),
    evidence: (open) => evidence({ reference: 'ARCHIVED' }, open, terminal),
    async list(open) {
      await list({ status: ['rejected'] }, open, terminal);
      await list({ platform: ['shop-1'], json: true }, open, terminal);
      await list({ code: ['E-1'], count: true }, open, terminal);
    },
    export: (open) => exportAll({ format: 'csv', withBodies: true }, open, terminal),
    watch: (open) => watch({ since: ['2h'], until: [ago(0.1)] }, open, terminal),
    actions: (open) => actions({}, open, terminal),
    async lanes(open) {
      // CloudWatch is asked about queues that hold something.
      letters.set(names.lane('toll').outbox, [{ id: 'waiting', body: 'nobody reads it here' }]);
      await lanes({}, open, terminal);
      letters.clear();
    },
    async console(open) {
      const token = oneTimeToken();
      const logged: string[] = [];
      const app = consoleApp({
        ...{ gateway: open(), token, port: () => 1, isReadOnly: true, log: (line) => void logged.push(line) },
      });
      const ask = (at: string, headers: Record<string, string> = {}) =>
        app.request(`http://127.0.0.1:1${at}`, { headers: { host: '127.0.0.1:1', ...headers } });
      const cookie = (await ask(`/?token=${token.value}`)).headers.get('set-cookie')?.split(';')[0] ?? '';
      // These two are for who holds keys.
      const readable = pages.filter(({ path: at, navigation }) => navigation && at !== '/tokens' && at !== '/doctor');
      const filing = '/filings/delta-h7/declaration/REJECTED';
      for (const at of [...readable.map((page) => page.path), '/search?q=C-VALIDATED,REJECTED', filing])
        expect([at, (await ask(at, { cookie })).status, logged]).toEqual([at, 200, []]);
    },
  },
  acts: {
    submit: (open) => submit({ files: [path.join(root, 'samples/01-ioss-t-shirt.json')] }, open, terminal),
    async replay(open) {
      refusals = 1;
      const again = () => replay({ references: ['REJECTED'], reason }, open, terminal);
      expect([await again(), await again()]).toEqual([1, 0]);
    },
    async withdraw(open) {
      await withdraw({ reference: 'WAITING', reason }, open, terminal);
      letters.set(names.lane('delta-h7').deadLetters, [
        { id: 'letter-1', body: submissionOf(creation('STUCK')) },
        { id: 'letter-2', body: submissionOf(creation('ANOTHER')) },
      ]);
      await withdraw({ reference: 'STUCK', reason }, open, terminal);
    },
    settle: (open) => settle({ reference: 'UNCLEAR', created: '4711' }, open, terminal),
    note: (open) => note({ reference: 'REJECTED', text: 'a note' }, open, terminal),
    resync: (open) => resync({ lrns: ['REJECTED'], agreement: 'A234567', reason }, open, terminal),
    arrive: (open) => arrive({ transportDocument: 'N740:235-40720117', lrns: [], reason }, open, terminal),
    'ask-status': (open) => askStatus({ requestIds: [PRESENTATION], reason }, open, terminal),
    async 'take-in'(open) {
      const file = path.join(temporaryFolder(), 'FR01300E07896_1234567_20261107.xml');
      writeFileSync(file, writeDrm(declaration()));
      await takeIn({ paths: [file] }, open, terminal);
    },
  },
  operates: {
    pause: (open) => pause({ lane: 'toll', reason }, open, terminal),
    resume: (open) => resume({ lane: 'toll', reason }, open, terminal),
    async redrive(open) {
      letters.set(names.lane('delta-h7').deadLetters, [
        { id: 'letter-3', body: submissionOf(creation('STUCK-TOO')) },
        { id: 'letter-4', body: 'not to be read' },
      ]);
      await redrive({ lane: 'delta-h7', reason }, open, terminal);
    },
    async retell(open) {
      const about = { authority: 'delta-h7', kind: 'declaration', error: 'Fault', at: ago(1) };
      letters.set(
        names.untold,
        ['REJECTED', 'VALIDATED'].map((reference) => ({
          id: `untold-${reference}`,
          body: JSON.stringify({
            untold: { filing: `delta-h7/declaration/${reference}`, entry: 'received/x', reference, ...about },
          }),
        })),
      );
      await retell({ reason }, open, terminal);
    },
    recount: (open) => recount({ write: true }, open, terminal),
  },
  keys: {
    async token(open) {
      await status({}, open, terminal);
      await rotate({ force: true }, open, terminal);
    },
    doctor: (open) => doctor({}, open, terminal, () => Promise.reject(new TypeError('no network'))),
  },
};

const PRESENTATION = '00000000-0000-4000-8000-000000000001';
const keyOf = (authority: AuthorityName, kind: FilingKind, reference: string): FilingKey => ({
  ...{ authority, kind, reference },
});

describe('the policies for people, met by their commands', () => {
  const tables = ledgerTables();
  const before: Readonly<Record<string, readonly string[]>> = {
    acts: ['reads'],
    operates: ['reads', 'acts'],
    keys: ['reads'],
  };
  const used = new Map<PeopleStatement, Set<string>>();

  beforeAll(async () => {
    const { client } = tables;
    await createLedgerTable(client, names.ledger);
    const ledger = dynamoDbLedger({ client, tableName: names.ledger, retentionDays: 30 });
    const life = declarationLife(ledger);
    const place = { object: 'vat/2026/a.ndjson.gz', from: 0, bytes: archivedObject.length };
    const pointer = { ...place, at: ago(1), tableUntil: 0, expiresAt: Math.floor(Date.now() / 1000) + 86_400 };
    await createArchivedTable(client, names.archived);
    await dynamoDbArchiveIndex(client, names.archived).point(archivedKey, pointer);
    const sent = (key: FilingKey, message: string, body: object = {}) =>
      ledger.claim(key, {
        ...{ type: 'sent', message, attempt: 1, at: ago(1), messageId: `out-${key.reference}`, platform: 'shop-1' },
        ...{ digest: `d-${key.reference}`, claimedBy: 'q-1', body: JSON.stringify(body) },
      });
    await sent(keyOf('delta-h7', 'declaration', 'REJECTED'), 'Creation_H7', creation('REJECTED'));
    await life.rejected('REJECTED', ago(0.9));
    await life.sent('VALIDATED', ago(1));
    await life.validated('VALIDATED', ago(0.9));
    await life.sent('WAITING', ago(1));
    await life.held('WAITING', ago(0.9));
    await ledger.keepLetter(keyOf('delta-h7', 'declaration', 'STUCK'), {
      ...{ type: 'stuck', letter: 'letter-1', at: ago(0.5), message: 'Creation_H7' },
      ...{ platform: 'shop-1', handedOut: 12, since: ago(1) },
    });
    const unclear = keyOf('omega', 'request', 'UNCLEAR');
    await sent(unclear, 'CreerDemandeTJDC');
    const open = { verdict: 'unclear', httpStatus: null, error: {}, at: ago(0.9) } as const;
    await ledger.settle(unclear, { message: 'CreerDemandeTJDC', attempt: 1, platform: 'shop-1' }, open);
    await sent(keyOf('toll', 'presentation', PRESENTATION), 'house-consignment');
    await tableBooks(client, names.ledger).keep();
    // The books are behind: a recount takes an error's row out of them.
    await life.sent('CORRECTED', ago(0.5));
    await life.rejected('CORRECTED', ago(0.4));
    await tableBooks(client, names.ledger).keep();
    await life.released('CORRECTED', ago(0.3));
  });

  async function person(role: string): Promise<Person> {
    const statements = [...(before[role] ?? []), role].flatMap((one) => peoplePolicies.get(one) ?? []);
    return personWith({
      ...{ statements, configuration, answers, dynamodb: tables.standIn.endpoint },
      onUsed(statement, parts) {
        used.set(statement, new Set([...(used.get(statement) ?? []), ...parts]));
      },
    });
  }

  it('have a line for each role, which names the commands that are tried here', () => {
    expect(Object.keys(uses)).toEqual([...peoplePolicies.keys()]);
    expect(Object.fromEntries(Object.entries(uses).map(([role, of]) => [role, Object.keys(of)]))).toEqual(
      peopleCommands,
    );
  });

  it.each(
    Object.entries(uses).flatMap(([role, of]) => Object.entries(of).map(([name, use]) => [role, name, use] as const)),
  )('let who %s use %s', async (role, _, use) => {
    const { gateway, denied } = await person(role);
    await use(() => gateway);
    expect(denied).toEqual([]);
  });

  it.each([
    ['reads', 'note', 'acts'],
    ['acts', 'pause', 'operates'],
    ['acts', 'redrive', 'operates'],
    ['operates', 'token', 'keys'],
  ])('do not let who %s use %s', async (role, name, owner) => {
    const { gateway, denied } = await person(role);
    await uses[owner]?.[name]?.(() => gateway).catch(() => undefined);
    expect(denied.length).toBeGreaterThan(0);
  });

  it('allow nothing that none of these commands uses', () => {
    const unused = [...peoplePolicies.values()].flat().flatMap((one) =>
      partsOfStatement(one)
        .filter((part) => !used.get(one)?.has(part))
        .map((part) => `${one.Sid} ${part}`),
    );
    expect(unused).toEqual([]);
  });

  it.each([
    ['reads', false],
    ['keys', false],
    ['acts', true],
    ['operates', true],
  ])('tell the console whether actions are offered to who %s: %s', async (role, may) => {
    const { gateway } = await person(role);
    expect(await credentialsMayWrite(gateway.installation)).toBe(may);
  });
});
