import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ShownFiling as Filing, shownFiling as filing } from '../../../schemas/shown-filing.ts';
import { declarant, ended, root, runLocal } from '../../desk/support/cli.ts';
import type { Run } from '../../desk/support/in-folder.ts';
import { creation, item, submissionOf } from '../../support/messages.ts';

let gateway: Awaited<ReturnType<typeof runLocal>>;
beforeAll(async () => {
  gateway = await runLocal('test');
});
afterAll(() => gateway?.stop());

const run = (argv: string[], input?: string): Promise<Run> => declarant(gateway.cwd, argv, input);
const sample = (number: string) => {
  const name = readdirSync(path.join(root, 'samples')).find((file) => file.startsWith(`${number}-`));
  return path.join(root, 'samples', name as string);
};

describe('the command line beside a local gateway', { timeout: 60_000 }, () => {
  it('submits a sample under a new LRN, waits for customs, and shows what it said', async () => {
    const submitted = await run(['submit', sample('01'), '--lrn', 'CLI-1', '--wait', '30']);
    expect(submitted.err).toBe('');
    expect(submitted.code).toBe(0);
    expect(submitted.out).toMatch(/^put {6}CLI-1 {2}Creation_H7 {2}on declarant-test-delta-h7-outbox {2}/);
    expect(submitted.out).toMatch(/^CLI-1 {2}(validated \(VLD\)|released \(BAE\)) {2}\d+ {2}26FR\w{14} {2}5 EUR$/m);

    const shown = await run(['show', 'CLI-1', '--json']);
    expect(shown.code).toBe(0);
    const found: Filing = filing().strict().parse(JSON.parse(shown.out));
    expect(found).toMatchObject({ reference: 'CLI-1', status: 'answered', platform: 'shop-1' });

    const byCustoms = await run(['show', found.customsDeclarationReference as string]);
    expect(byCustoms.out).toMatch(/^CLI-1\n {2}Status {13}answered\n/);
  });

  it('submits what comes on standard input, one a line, and says how to follow it', async () => {
    const lines = ['CLI-2', 'CLI-3'].map((lrn) => submissionOf(creation(lrn))).join('\n');
    const { code, out } = await run(['submit', '-'], lines);
    expect(code).toBe(0);
    expect(out.match(/^put/gm)).toHaveLength(2);
    expect(out).toContain('Follow with: npx declarant list --since 5m');
  });

  it('ends with exit code 1 if one of many was turned down, and says why', async () => {
    const file = path.join(gateway.cwd, 'some.json');
    const declarations = [
      creation('CLI-4'),
      creation('CLI-5', 'A', [item(400, 'USD')]),
      creation('CLI-6', 'A', [item(400, 'EUR')]),
    ];
    writeFileSync(file, JSON.stringify(declarations.map((payload) => JSON.parse(submissionOf(payload)))));
    const { code, out } = await run(['submit', file, '--wait', '30', '--json']);
    expect(code).toBe(1);
    const puts = JSON.parse(out) as { reference: string; error: null; answer: string; filing: Filing }[];
    expect(puts.map(({ reference, error, answer }) => [reference, error, answer])).toEqual([
      ['CLI-4', null, 'answered'],
      ['CLI-5', null, 'rejected'],
      ['CLI-6', null, 'refused'],
    ]);
    expect(puts[1]?.filing.errors[0]?.errorCode).toBe('H7_NAT_001');
    expect(puts[2]?.filing.errors[0]?.errorPointer).toBe('/payload/declaration/items');
  });

  it('says that a reference is in use, instead of showing the old answer as the new one', async () => {
    await run(['submit', sample('01'), '--reference', 'CLI-7', '--wait', '30']);
    const again = await run(['submit', sample('01'), '--lrn', 'CLI-7', '--wait', '30']);
    expect(again.code).toBe(1);
    expect(again.out).toContain('CLI-7  not sent  this reference is in use already (answered)');
  });

  it('lists what was filed, and only what matches now', async () => {
    const rejected = async () => {
      const { code, out } = await run(['list', '--status', 'rejected', '--json']);
      return [code, (JSON.parse(out) as Filing[]).map(({ reference }) => reference)];
    };
    // The books follow within seconds.
    await expect.poll(rejected).toEqual([0, ['CLI-5']]);
    const all = await run(['list', '--since', '1h', '--gateway', String(gateway.pid)]);
    expect(all.out).toMatch(/^REFERENCE +CUSTOMS REFERENCE +MRN +PLATFORM +STATUS +STATE +PAYABLE +AGE +FIRST ERROR\n/);
    expect(all.out).toMatch(/^CLI-6 +shop-1 +refused /m);
  });

  it('names an unknown reference in one sentence', async () => {
    const human = await run(['show', 'CLI-99']);
    expect([human.code, human.out]).toEqual([1, '']);
    expect(human.err).toBe(
      `CLI-99 is not known to the local gateway (pid ${gateway.pid}), neither as a reference of yours nor as one of customs.\n`,
    );
    const machine = await run(['show', 'CLI-99', '--json']);
    expect([machine.code, machine.err]).toEqual([1, '']);
    expect(JSON.parse(machine.out)).toEqual({ error: { code: 'NOT_FOUND', message: human.err.trim() } });
  });

  it('submits nothing if one of the files cannot be read', async () => {
    writeFileSync(path.join(gateway.cwd, 'good.json'), submissionOf(creation('CLI-8')));
    writeFileSync(path.join(gateway.cwd, 'broken.json'), '{\n  "authority": delta-h7\n}');
    const { code, err } = await run(['submit', 'good.json', 'broken.json']);
    expect(code).toBe(2);
    expect(err).toBe(
      'broken.json: not JSON at line 2, column 16: a value was expected\nNothing was put on any queue.\n',
    );
    expect((await run(['show', 'CLI-8'])).code).toBe(1);
  });
});

describe('the command line at a deployed gateway', { timeout: 60_000 }, () => {
  /** The environment of an operator's shell, with AWS on this machine. */
  const shell = (endpoints: { sqs: string; dynamodb: string }) => ({
    AWS_ACCESS_KEY_ID: 'operator',
    AWS_SECRET_ACCESS_KEY: 'operator',
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  });
  const deployed = (argv: string[], endpoints: { sqs: string; dynamodb: string } = gateway.endpoints) =>
    declarant(gateway.cwd, [...argv, '--config', 'config.json'], '', shell(endpoints));

  it('finds outbox and ledger by their names, and goes on to name the configuration', async () => {
    const submitted = await deployed(['submit', sample('01'), '--lrn', 'CLI-20']);
    expect(submitted).toMatchObject({ code: 0, err: '' });
    expect(submitted.out).toContain('Follow with: npx declarant show CLI-20 --config config.json');
    const waited = await deployed(['submit', sample('01'), '--lrn', 'CLI-21', '--wait', '30']);
    expect(waited).toMatchObject({ code: 0, err: '' });
    expect((await deployed(['show', 'CLI-21'])).out).toMatch(/^CLI-21\n {2}Status {13}answered\n/);
    await expect.poll(async () => (await deployed(['list', '--json'])).out).toContain('"CLI-21"');
  });

  it('reports a missing gateway without a stack trace', async () => {
    const file = path.join(gateway.cwd, 'config.json');
    const configuration = readFileSync(file, 'utf8');
    writeFileSync(path.join(gateway.cwd, 'nowhere.json'), configuration.replace('"stage":"test"', '"stage":"nowhere"'));
    for (const argv of [['list'], ['submit', sample('01')]]) {
      const { code, out, err } = await declarant(
        gateway.cwd,
        [...argv, '--config', 'nowhere.json'],
        '',
        shell(gateway.endpoints),
      );
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(/^The gateway of the stage nowhere in eu-west-3 is not deployed in your AWS account, .*\n$/);
    }
  });

  it('reports a gateway that cannot be reached', async () => {
    // Nothing listens on the discard port.
    const { code, err } = await deployed(['show', 'CLI-1'], {
      sqs: 'http://127.0.0.1:9',
      dynamodb: 'http://127.0.0.1:9',
    });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^The gateway of the stage test in eu-west-3 cannot be reached \(.*\): check that it runs, and the network\.\n$/,
    );
  });
});

it('npx starts the command line in a checkout, without an installation', { timeout: 60_000 }, async () => {
  const env = { ...process.env, npm_config_offline: 'true', npm_config_cache: path.join(gateway.cwd, 'npm-cache') };
  const { code, out } = await ended(
    spawn('npx', ['declarant', 'show', '--help'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  expect(code).toBe(0);
  expect(out).toMatch(/^Usage: declarant show/);
});

it('an old Node.js is reported in one sentence', async () => {
  const pretend = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.9' } });";
  const script = `${pretend} await import(${JSON.stringify(path.join(root, 'bin/declarant.mjs'))});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  expect(await ended(child)).toEqual({
    code: 1,
    out: '',
    err: 'Declarant needs Node.js 20.19 or newer; this is 20.18.9. Install a newer one and try again.\n',
  });
});
