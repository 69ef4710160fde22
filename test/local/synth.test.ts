import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { synthesize } from '../../local/synth.ts';
import { temporaryFolder } from './support/folder.ts';
import { secrets, started } from './support/gateway.ts';

const sample = path.resolve(import.meta.dirname, '../../samples/config.local.json');

describe('the app', () => {
  it('is synthesized and runs as it is', { timeout: 60_000 }, async () => {
    const given = JSON.parse(readFileSync(sample, 'utf8')) as {
      lanes: Record<string, { credentialsSecret: string }>;
      callbacks: { tokenSecret: string };
    };
    const names = [given.callbacks.tokenSecret, ...Object.values(given.lanes).map((lane) => lane.credentialsSecret)];
    const values = Object.fromEntries(names.map((name) => [name, secrets['test/credentials']]));
    const lines: string[] = [];
    const { ready, functions } = await started({
      configFile: sample,
      secrets: values,
      log: (line) => lines.push(line),
    });
    // The sample names platforms, too, which have queues of their own.
    expect(Object.keys(ready.queues)).toEqual([...Object.keys(given.lanes), 'outcomes']);
    expect([...functions.keys()]).toContain('declarant-local-receive');
    // The receiver itself says so: its bundle loads, and a route of the template leads to it.
    const answer = await fetch(`${ready.callbackUrl}/declarations/erreurs`, { method: 'POST', body: '{}' });
    expect(answer.status, lines.join('\n')).toBe(401);
  });

  it('that fails is reported by its own message, without a stack trace', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'config.json');
    writeFileSync(file, '{}');
    const failed = synthesize(file, path.join(folder, 'cdk.out'));
    await expect(failed).rejects.toMatchObject({
      code: 'synth',
      faults: [expect.stringMatching(/^The app in infra\/ cannot be synthesized:\n.*config\.json/)],
    });
    await expect(failed).rejects.not.toMatchObject({ message: expect.stringMatching(/\n\s+at /) });
  });
});
