import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfiguration, readSecrets } from '../../local/configuration.ts';
import { synthesize } from '../../local/synth.ts';
import { temporaryFolder } from './support/folder.ts';
import { started } from './support/gateway.ts';

const sample = path.resolve(import.meta.dirname, '../../samples/config.local.json');

describe('the app', () => {
  it('is synthesized and runs as it is', { timeout: 60_000 }, async () => {
    const { lanes } = loadConfiguration(sample);
    const lines: string[] = [];
    const { ready, functions } = await started({
      configFile: sample,
      secrets: readSecrets(sample.replace('config.', 'secrets.')),
      log: (line) => lines.push(line),
    });
    // The sample names platforms, too, which have queues of their own.
    expect(Object.keys(ready.queues)).toEqual([...Object.keys(lanes), 'outcomes']);
    expect([...functions.keys()]).toContain('declarant-local-receive');
    // The receiver itself says so: its bundle loads, and a route of the template leads to it.
    const answer = await fetch(`${ready.callbackUrl}/declarations/erreurs`, { method: 'POST', body: '{}' });
    expect(answer.status, lines.join('\n')).toBe(401);
  });

  it('has only the lanes that are asked for', { timeout: 60_000 }, async () => {
    const secrets = readSecrets(sample.replace('config.', 'secrets.'));
    const { ready, functions, api } = await started({ configFile: sample, lanes: ['toll'], secrets });
    expect(Object.keys(ready.queues)).toEqual(['toll', 'outcomes']);
    expect([...functions.keys()]).toContain('declarant-local-toll-send');
    expect([...functions.keys()].filter((name) => name.includes('delta-h7'))).toEqual([]);
    // Nobody calls this one back.
    expect([ready.callbackUrl, api]).toEqual([undefined, undefined]);
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
