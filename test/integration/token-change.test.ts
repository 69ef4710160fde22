import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK_TOKEN, type Machine, startMachine, TOKEN_SECRET } from '../support/machine.ts';
import { creation, state, submissionOf } from '../support/messages.ts';

const NEW_TOKEN = 'the-token-that-customs-is-given-next';

describe('a change of the callback token', { timeout: 120_000 }, () => {
  let machine: Machine;
  let client: SecretsManagerClient;
  /** The one that customs has stored. */
  let token = CALLBACK_TOKEN;
  beforeAll(async () => {
    // Nothing here may look like an outage, even on a busy machine.
    machine = await startMachine({
      lane: { timeoutSeconds: 20 },
      customs: { callbackToken: () => token, callbackTimeoutMs: 60_000 },
    });
    const { endpoints, region } = machine.gateway.ready;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    client = new SecretsManagerClient({ endpoint: endpoints.secretsmanager, region, credentials });
  });
  afterAll(async () => {
    client?.destroy();
    await machine?.stop();
  });

  let count = 0;
  const submitSome = async (many: number) => {
    const lrns = Array.from({ length: many }, () => {
      count += 1;
      return `CHANGE-${count}`;
    });
    await Promise.all(lrns.map((lrn) => machine.submit(submissionOf(creation(lrn)))));
    return lrns;
  };
  const isReleased = async (lrn: string) => (await machine.filing(lrn)).state === 'released';
  const released = (lrns: string[]) =>
    expect
      .poll(async () => (await Promise.all(lrns.map(isReleased))).every(Boolean), { timeout: 50_000, interval: 500 })
      .toBe(true);
  const answerTo = (given: string) =>
    machine.callback('/declarations/2282319/etats', state(), { Authorization: `Bearer ${given}` });
  const secretCalls = () => machine.gateway.calls.secretsmanager.counts()['GetSecretValue'] ?? 0;

  it('[H7-A5] under load loses no callback: the old token flows on, then the new one does', async () => {
    const before = await submitSome(10);
    await expect.poll(() => machine.customs.callbacks.length, { timeout: 40_000 }).toBeGreaterThan(5);
    // Callbacks are under way, and more come while and after it is changed.
    const [during] = await Promise.all([
      submitSome(10),
      client.send(new PutSecretValueCommand({ SecretId: TOKEN_SECRET, SecretString: NEW_TOKEN })),
    ]);
    await released(before);
    token = NEW_TOKEN;
    const after = await submitSome(10);
    await released([...during, ...after]);
    await machine.customs.idle();

    const { callbacks } = machine.customs;
    expect(callbacks.length).toBeGreaterThanOrEqual(2 * count);
    expect(callbacks.filter(({ status, attempts }) => status !== 200 || attempts !== 1)).toEqual([]);
    expect([(await answerTo(CALLBACK_TOKEN)).status, (await answerTo(NEW_TOKEN)).status]).toEqual([200, 200]);
    expect((await answerTo('neither')).status).toBe(401);
    // An instance that has not met the new token yet still takes the old one for the current one, so that both are asked on.
    const used = async () => {
      await Promise.all([answerTo(NEW_TOKEN), answerTo(CALLBACK_TOKEN)]);
      const lines = machine.logs.filter((line) => line.includes('"callback-token.used"'));
      return new Set(lines.map((line) => JSON.parse(line).token));
    };
    await expect.poll(used).toEqual(new Set(['current', 'previous']));
  });

  it('[H7-A4] costs a few calls an instance at the most, however many wrong tokens come', async () => {
    const before = secretCalls();
    const wrong = await Promise.all(Array.from({ length: 300 }, (_, n) => answerTo(`wrong-${n}`)));
    expect(new Set(wrong.map(({ status }) => status))).toEqual(new Set([401]));
    // Two versions when it starts, and two anew.
    const instances = machine.gateway.functions.get('declarant-test-receive')?.counts.coldStarts ?? 0;
    expect(instances).toBeLessThan(50);
    expect(secretCalls() - before).toBeLessThanOrEqual(4 * instances);
  });
});
