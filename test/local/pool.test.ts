import { describe, expect, it, vi } from 'vitest';
import { isAlive } from '../../local/running.ts';
import { poolOf } from './support/function.ts';

describe('an invocation', () => {
  it('gets the event and answers with what the handler resolves to', async () => {
    const { pool } = await poolOf('export const handler = async (event) => ({ got: event });');
    expect(await pool.invoke({ a: [1, 'é'] })).toEqual({ got: { a: [1, 'é'] } });
  });

  it('runs bundles in CommonJS, and handlers that return at once', async () => {
    const { pool } = await poolOf('exports.run = (event) => event.n + 1;', { file: 'main.js', handler: 'main.run' });
    expect(await pool.invoke({ n: 1 })).toBe(2);
  });

  it('has the context of Lambda', async () => {
    const { pool } = await poolOf(`export const handler = async (_, context) => ({
      ...context, left: context.getRemainingTimeInMillis(), cwd: process.cwd() });`);
    const seen = (await pool.invoke({})) as Record<string, unknown>;
    expect(seen).toMatchObject({
      functionName: 'a-function',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-3:000000000000:function:a-function',
      memoryLimitInMB: '512',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      cwd: pool.definition.taskRoot,
    });
    expect(seen.left).toBeGreaterThan(4000);
    expect(seen.left).toBeLessThanOrEqual(5000);
  });

  it('sees the variables of the template and of Lambda, and none of ours', async () => {
    vi.stubEnv('OURS', 'not to be seen');
    vi.stubEnv('AWS_PROFILE', 'not to be seen');
    const { pool } = await poolOf('export const handler = async () => process.env;', { variables: { THEIRS: 'seen' } });
    const { PATH, NODE_CHANNEL_FD, LAMBDA_TASK_ROOT, ...seen } = (await pool.invoke({})) as Record<string, string>;
    expect(seen).toEqual({
      THEIRS: 'seen',
      AWS_REGION: 'eu-west-3',
      AWS_DEFAULT_REGION: 'eu-west-3',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'a-function',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/a-function',
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_ACCESS_KEY_ID: 'function',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_SESSION_TOKEN: 'local',
      AWS_ENDPOINT_URL_SQS: 'http://q',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://d',
      AWS_ENDPOINT_URL_SNS: 'http://t',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://s',
      AWS_ENDPOINT_URL_S3: 'http://o',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      _HANDLER: 'index.handler',
      TZ: ':UTC',
      LANG: 'en_US.UTF-8',
    });
    vi.unstubAllEnvs();
  });

  it('hands every line that the function writes to the log', async () => {
    const { pool, lines } = await poolOf(
      `export const handler = async () => { console.log('{"one":1}\\ntwo'); console.error('three'); };`,
    );
    expect(await pool.invoke({})).toBeUndefined();
    await vi.waitFor(() => expect(lines.toSorted()).toEqual(['three', 'two', '{"one":1}']), { timeout: 20_000 });
  });
});

describe('an invocation that fails', () => {
  it('rejects with what the handler threw, and keeps the instance', async () => {
    const { pool, lines } = await poolOf(
      `export const handler = async (event) => { if (event.bad) throw new RangeError('too far'); return process.pid; };`,
    );
    await expect(pool.invoke({ bad: true })).rejects.toMatchObject({
      name: 'FunctionError',
      code: 'RangeError',
      message: 'too far',
    });
    expect(await pool.invoke({})).toBe(pool.pids[0]);
    expect(pool.counts).toEqual({ invocations: 2, errors: 1, coldStarts: 1 });
    expect(lines.join()).toContain('too far');
  });

  it('is killed at its timeout, with its process', async () => {
    const { pool } = await poolOf(
      `export const handler = async (event) => event.quick ?? new Promise((r) => setTimeout(r, 60_000));`,
      { timeoutSeconds: 0.3 },
    );
    await pool.invoke({ quick: 1 });
    const [pid] = pool.pids;
    await expect(pool.invoke({})).rejects.toMatchObject({
      code: 'Sandbox.Timedout',
      message: expect.stringMatching(/Task timed out after 0\.30 seconds$/),
    });
    await vi.waitFor(() => expect(isAlive(Number(pid))).toBe(false), { timeout: 20_000 });
    expect(await pool.invoke({ quick: 2 })).toBe(2);
    expect(pool.counts.coldStarts).toBe(2);
  });

  it('fails with its process, which is replaced', async () => {
    const { pool } = await poolOf(
      `export const handler = async (event) => event.crash ? process.exit(3) : process.pid;`,
    );
    const first = await pool.invoke({});
    await expect(pool.invoke({ crash: true })).rejects.toMatchObject({
      code: 'Runtime.ExitError',
      message: 'Runtime exited with error: exit status 3',
    });
    expect(await pool.invoke({})).not.toBe(first);
  });

  it('rejects with the reason why the bundle does not load, each time', async () => {
    const { pool } = await poolOf(`throw new Error('no such setting');`);
    await expect(pool.invoke({})).rejects.toMatchObject({ message: 'no such setting' });
    await expect(pool.invoke({})).rejects.toMatchObject({ message: 'no such setting' });
    expect(pool.counts.coldStarts).toBe(2);
  });

  it.each([
    ['other.handler', "Cannot find module 'other'"],
    ['index.other', 'index.other is undefined or not exported'],
  ])('names a handler %s that is not there', async (handler, message) => {
    const { pool } = await poolOf('export const handler = async () => 1;', { handler });
    await expect(pool.invoke({})).rejects.toThrow(message);
  });

  it('fails if the answer is no JSON', async () => {
    const { pool } = await poolOf('export const handler = async () => 1n;');
    await expect(pool.invoke({})).rejects.toMatchObject({ code: 'TypeError' });
  });
});

describe('instances', () => {
  const waiting = `
    let count = 0;
    export const handler = async ({ ms }) => {
      count += 1;
      const busy = count;
      await new Promise((resolve) => setTimeout(resolve, ms));
      count -= 1;
      return { pid: process.pid, busy };
    };`;

  it('take one invocation at a time, and no more run than are reserved', async () => {
    const { pool } = await poolOf(waiting, { reservedConcurrency: 2 });
    const answers = (await Promise.all([1, 2, 3, 4, 5, 6].map(() => pool.invoke({ ms: 60 })))) as {
      pid: number;
      busy: number;
    }[];
    expect(answers.map(({ busy }) => busy)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(new Set(answers.map(({ pid }) => pid)).size).toBe(2);
    expect(pool.counts.coldStarts).toBe(2);
  });

  it('are used again while they are warm', async () => {
    const { pool } = await poolOf(waiting);
    for (let time = 0; time < 3; time += 1) await pool.invoke({ ms: 0 });
    expect(pool.counts).toEqual({ invocations: 3, errors: 0, coldStarts: 1 });
  });

  it('do not start at all where none is reserved', async () => {
    const { pool } = await poolOf(waiting, { reservedConcurrency: 0 });
    await expect(pool.invoke({ ms: 0 })).rejects.toMatchObject({ code: 'TooManyRequestsException' });
    expect(pool.pids).toEqual([]);
  });

  it('are ten at most on this machine, also where more are reserved', async () => {
    const reserved = [3, 100, undefined].map((reservedConcurrency) =>
      poolOf(waiting, reservedConcurrency === undefined ? {} : { reservedConcurrency }),
    );
    expect((await Promise.all(reserved)).map(({ pool }) => pool.limit)).toEqual([3, 10, 10]);
  });

  it('are killed on demand: their invocation fails, and the next one has a new instance', async () => {
    const { pool } = await poolOf(waiting);
    await pool.invoke({ ms: 0 });
    const [pid] = pool.pids;
    const lost = pool.invoke({ ms: 60_000 });
    pool.kill();
    await expect(lost).rejects.toMatchObject({ message: 'Runtime exited with error: signal: SIGKILL' });
    expect(await pool.invoke({ ms: 0 })).not.toMatchObject({ pid });
  });

  it('finish their invocation before they stop, and take no other', async () => {
    const { pool } = await poolOf(waiting);
    await pool.invoke({ ms: 0 });
    const pids = pool.pids;
    const last = pool.invoke({ ms: 150 });
    const stopped = pool.stop(5000);
    await expect(pool.invoke({ ms: 0 })).rejects.toThrow('takes no invocations');
    expect(await last).toMatchObject({ pid: pids[0] });
    await stopped;
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('are killed if they do not end in time', async () => {
    const { pool, lines } = await poolOf(`export const handler = async () => { console.log('busy'); for (;;); };`);
    const stuck = pool.invoke({});
    const failed = expect(stuck).rejects.toMatchObject({ code: 'Runtime.ExitError' });
    await vi.waitFor(() => expect(lines).toEqual(['busy']), { timeout: 20_000 });
    const pids = pool.pids;
    await pool.stop(200);
    await failed;
    expect(pids.filter(isAlive)).toEqual([]);
  });
});
