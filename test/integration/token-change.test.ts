import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK_TOKEN, type Machine, startMachine, TOKEN_SECRET } from '../support/machine.ts';
import { creation, state, submissionOf } from '../support/messages.ts';

const NEW_TOKEN = 'the-token-that-customs-is-given-next';

describe('a change of the callback token', { timeout: 90_000 }, () => {
  let machine: Machine;
  let client: SecretsManagerClient;
  /** The one that customs has stored. */
  let token = CALLBACK_TOKEN;
  beforeAll(async () => {
    machine = await startMachine({ customs: { callbackToken: () => token } });
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
  const released = (lrns: string[]) =>
    Promise.all(lrns.map((lrn) => machine.until(lrn, ({ state }) => state === 'released')));
  const answerTo = (given: string) =>
    machine.callback('/declarations/2282319/etats', state(), { Authorization: `Bearer ${given}` });
  const secretCalls = () => machine.gateway.calls.secretsmanager.counts()['GetSecretValue'] ?? 0;

  it('[H7-A5] under load loses no callback: the old token flows on, then the new one does', async () => {
    const before = await submitSome(15);
    await expect.poll(() => machine.customs.callbacks.length).toBeGreaterThan(5);
    // Callbacks are under way, and more come while and after it is changed.
    const [during] = await Promise.all([
      submitSome(15),
      client.send(new PutSecretValueCommand({ SecretId: TOKEN_SECRET, SecretString: NEW_TOKEN })),
    ]);
    await released(before);
    token = NEW_TOKEN;
    const after = await submitSome(15);
    await released([...during, ...after]);
    await machine.customs.idle();

    const { callbacks } = machine.customs;
    expect(callbacks.length).toBeGreaterThanOrEqual(2 * count);
    expect(callbacks.filter(({ status, attempts }) => status !== 200 || attempts !== 1)).toEqual([]);
    expect([(await answerTo(CALLBACK_TOKEN)).status, (await answerTo(NEW_TOKEN)).status]).toEqual([200, 200]);
    expect((await answerTo('neither')).status).toBe(401);
    const used = machine.logs.filter((line) => line.includes('"callback-token.used"')).map((line) => JSON.parse(line));
    expect(new Set(used.map(({ token }) => token))).toEqual(new Set(['current', 'previous']));
  });

  it('[H7-A4] costs two calls an instance at the most, however many wrong tokens come', async () => {
    const instances = machine.gateway.functions.get('declarant-test-receive')?.counts.coldStarts ?? 0;
    const before = secretCalls();
    const wrong = await Promise.all(Array.from({ length: 200 }, (_, n) => answerTo(`wrong-${n}`)));
    expect(new Set(wrong.map(({ status }) => status))).toEqual(new Set([401]));
    const started = (machine.gateway.functions.get('declarant-test-receive')?.counts.coldStarts ?? 0) - instances;
    expect(secretCalls() - before).toBeLessThanOrEqual(2 * (instances + started));
  });
});
