import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { init } from '../../../desk/commands/init.ts';
import { parseConfiguration } from '../../../schemas/configuration.ts';
import { declarant } from '../../desk/support/cli.ts';
import { keptTerminal } from '../../desk/support/terminal.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** The lane that is written for somebody who gives these answers, one after the other, and what was said to them. */
async function laneOf(...answers: string[]) {
  const file = path.join(cwd, 'prod.json');
  const { terminal, err } = keptTerminal();
  const somebody = { ask: async () => answers.shift() ?? '', close() {} };
  await init({ file, given: { authorities: 'delta-h7' }, force: false, json: false }, somebody, terminal);
  return { lane: parseConfiguration(readFileSync(file, 'utf8'), file).lanes['delta-h7'], said: err.join('\n') };
}

describe('init for Delta-H7', { timeout: 60_000 }, () => {
  it("takes customs' own addresses and a share of the rate, if nothing is answered", async () => {
    expect((await laneOf()).lane).toMatchObject({
      baseUrl: 'https://api.douane.gouv.fr/dh7',
      tokenUrl: 'https://api.douane.gouv.fr/oauth2/token',
      share: { perSecond: 20, perHour: 20_000 },
    });
  });

  it('finds the token endpoint beside the services, and takes no larger share than there is', async () => {
    const { lane, said } = await laneOf('test', '', 'https://moa.example/dh7', '', '151', '10');
    expect(said).toContain('at most 150 messages a second');
    expect(lane).toMatchObject({
      baseUrl: 'https://moa.example/dh7',
      tokenUrl: 'https://moa.example/oauth2/token',
      credentialsSecret: 'declarant/test/delta-h7/credentials',
      share: { perSecond: 10 },
    });
  });

  it('names the missing options where there is no terminal', async () => {
    const { code, out, err } = await declarant(cwd, ['init', '--stage', 'prod', '--authorities', 'delta-h7']);
    expect([code, out]).toEqual([2, '']);
    expect(err.match(/^ {2}--[\w-]+/gm)).toEqual(['  --base-url', '  --token-url', '  --per-second', '  --per-hour']);
  });

  it('writes what its options say', async () => {
    const { code, out } = await declarant(cwd, [
      ...['init', 'prod.json', '--authorities', 'delta-h7', '--stage', 'prod', '--per-second', '5', '--per-hour', '50'],
      ...['--base-url', 'https://customs.example/dh7', '--token-url', 'https://customs.example/token', '--json'],
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      file: 'prod.json',
      configuration: { lanes: { 'delta-h7': { share: { perSecond: 5, perHour: 50 } } } },
    });
  });
});
