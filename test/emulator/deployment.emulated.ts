import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateListStackResources,
  type StackResourceSummary,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { stageOf } from '../infra/support/configurations.ts';
import { configured, everything } from '../infra/support/synthesized.ts';
import { type Cdk, commandLine, templateIn } from './support/cdk.ts';
import { emulated } from './support/endpoint.ts';

/** Types that the emulator does not have, separated by commas. */
const leftOut = (process.env['LEFT_OUT'] ?? '').split(',').filter(Boolean);
const region = 'eu-west-3';
/** The names of this run alone, so that an emulator need not be started anew for each. */
const stage = `e${Date.now().toString(36)}`;
const names = resourceNames(stage);
const stacks = { State: names.stateStack, Gateway: names.stack };

/** A stage with all that may be configured, and customs nowhere. */
function stageWith(name: string, more: { callbacks?: object; [key: string]: unknown } = everything): object {
  const domain = { ...everything.callbacks.domain, name: `${name}.example.com` };
  const { lanes, ...rest } = configured(
    stageOf(name, { ...more, callbacks: { ...more.callbacks, ...(more.callbacks && { domain }) } }),
  );
  const nowhere = { baseUrl: 'https://customs.invalid/dh7', tokenUrl: 'https://customs.invalid/oauth2/token' };
  return { ...rest, lanes: { 'delta-h7': { ...lanes['delta-h7'], ...nowhere } } };
}

describe("an emulator's CloudFormation", () => {
  let folder: string;
  let cdk: Cdk;
  let cloudFormation: CloudFormationClient;
  let dynamodb: DynamoDBClient;
  beforeAll(async () => {
    const env = emulated(process.env, region);
    folder = mkdtempSync(path.join(tmpdir(), 'emulated-'));
    cdk = commandLine(env);
    const credentials = { accessKeyId: 'emulated', secretAccessKey: 'emulated' };
    const at = { endpoint: env['AWS_ENDPOINT_URL'] as string, region, credentials };
    cloudFormation = new CloudFormationClient(at);
    dynamodb = new DynamoDBClient(at);
    await cdk.synth(stageWith(stage), folder, leftOut, true);
    await cdk.bootstrap(folder);
  });
  afterAll(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  async function resources(stack: string): Promise<StackResourceSummary[]> {
    const all: StackResourceSummary[] = [];
    for await (const page of paginateListStackResources({ client: cloudFormation }, { StackName: stack }))
      all.push(...(page.StackResourceSummaries ?? []));
    return all;
  }
  const statusOf = async (stack: string) =>
    (await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }))).Stacks?.[0]?.StackStatus;

  /** Expects every resource of a stack's template to be made, with a name. */
  async function expectWhole(id: keyof typeof stacks): Promise<void> {
    const made = await resources(stacks[id]);
    const { Resources } = templateIn(folder, id);
    expect(made.map(({ LogicalResourceId }) => LogicalResourceId).sort()).toEqual(Object.keys(Resources).sort());
    const isMade = ({ ResourceStatus, PhysicalResourceId }: StackResourceSummary) =>
      /^(CREATE|UPDATE)_COMPLETE$/.test(ResourceStatus ?? '') && PhysicalResourceId;
    expect(made.filter((resource) => !isMade(resource))).toEqual([]);
    process.stdout.write(`${stacks[id]}: ${made.length} resources, left out: ${leftOut.join(', ') || 'none'}\n`);
  }

  it('creates both stacks whole, in the order of the documents', async () => {
    await cdk.deploy(folder);
    expect([await statusOf(stacks.State), await statusOf(stacks.Gateway)]).toEqual([
      'CREATE_COMPLETE',
      'CREATE_COMPLETE',
    ]);
    await expectWhole('State');
    await expectWhole('Gateway');
  });

  it('protects the table after the first deployment, and changes nothing else', async () => {
    const gateway = JSON.stringify(templateIn(folder, 'Gateway'));
    await cdk.synth(stageWith(stage), folder, leftOut);
    expect(JSON.stringify(templateIn(folder, 'Gateway'))).toBe(gateway);
    await cdk.deploy(folder);
    await expectWhole('State');
    await expectWhole('Gateway');
  });

  const item = { [ledgerTable.partitionKey]: { S: 'kept' }, [ledgerTable.sortKey]: { S: 'kept' } };
  const kept = async () =>
    (await dynamodb.send(new GetItemCommand({ TableName: names.ledger, Key: item, ConsistentRead: true }))).Item;

  it('takes over another configuration, and keeps what is in the ledger', async () => {
    await dynamodb.send(new PutItemCommand({ TableName: names.ledger, Item: item }));
    const changed = { ...everything, platforms: ['shop-1', 'shop-2'], retentionDays: 30, logRetentionDays: 7 };
    await cdk.synth(stageWith(stage, changed), folder, leftOut);
    await cdk.deploy(folder);
    expect([await statusOf(stacks.State), await statusOf(stacks.Gateway)]).toEqual([
      'UPDATE_COMPLETE',
      'UPDATE_COMPLETE',
    ]);
    await expectWhole('State');
    await expectWhole('Gateway');
    expect(await kept()).toEqual(item);
  });

  it('has another stage beside it', async () => {
    const other = mkdtempSync(path.join(folder, 'other-'));
    await cdk.synth(stageWith(`${stage}-2`, {}), other, leftOut);
    await cdk.deploy(other);
    expect(await statusOf(resourceNames(`${stage}-2`).stack)).toBe('CREATE_COMPLETE');
  });

  it('deletes the gateway and makes it again on what was kept', async () => {
    // `cdk destroy` is not used: it gives up where the deletion has not begun when it looks.
    const gateway = { StackName: stacks.Gateway };
    await cloudFormation.send(new DeleteStackCommand(gateway));
    await waitUntilStackDeleteComplete({ client: cloudFormation, maxWaitTime: 120, minDelay: 1, maxDelay: 1 }, gateway);
    expect(await statusOf(stacks.State)).toBe('UPDATE_COMPLETE');
    expect(await kept()).toEqual(item);
    await cdk.deploy(folder);
    expect(await statusOf(stacks.Gateway)).toBe('CREATE_COMPLETE');
    await expectWhole('Gateway');
  });
});
