import '../support/toy/register.ts';

import { beforeAll, describe, expect, it } from 'vitest';
import { simulators } from '../../local/simulators/registry.ts';
import { WrongAddress } from '../../local/simulators/wrong-address.ts';
import { hintLines } from '../../local/start/hints.ts';
import { closingTable } from '../../local/start/report.ts';
import { Screen } from '../../local/start/screen.ts';
import { startSimulator, withCompleteSecrets } from '../../local/start/simulators.ts';
import { startTitle, steps } from '../../local/start/steps.ts';
import { differencesOf, isEnd, type SampleEnding } from '../../local/start/verdict.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import type { ShownFiling } from '../../schemas/shown-filing.ts';
import { released, sampleOf } from '../samples/support/heard.ts';
import { TOY } from '../support/toy/register.ts';

const screen = new Screen({ write: () => true, isTTY: false, columns: 0 }, {});
const sample = sampleOf('W-1', { submission: { authority: 'toy', message: 'Letter' } as never });
const filing: ShownFiling = {
  ...{
    authority: 'toy',
    reference: 'W-1',
    kind: 'declaration',
    status: 'answered',
    state: 'released',
    rawState: 'MADE',
  },
  ...{ stateDateTime: null, platform: 'shop-1', declaration: null, errors: [], history: [] },
  ...{ number: 'T-1', references: { number: 'T-1' } },
} as never;

beforeAll(() => {
  Object.assign(simulators, {
    [TOY]: {
      async start({ lane }: { lane: { baseUrl: string } }) {
        if (!lane.baseUrl.startsWith('http:')) throw new WrongAddress('baseUrl', 'http://127.0.0.1:PORT');
        throw Object.assign(new Error('taken'), { code: 'EADDRINUSE', port: 9 });
      },
      hints: ({ file }: { file: string }) => [[`npx declarant submit ${file}`, 'writes a letter']],
    },
  });
});
describe('a start with several authorities', () => {
  const simulated = [
    { authority: TOY, url: 'http://127.0.0.1:1' },
    { authority: 'delta-h7', url: 'http://127.0.0.1:2/dh7' } as const,
  ];

  it('counts its samples, and lists its steps in columns, however long a name is', () => {
    expect(startTitle([TOY], 1)).toBe('The gateway, its toymaker and 1 sample, all on this machine');
    expect(startTitle([TOY], 2)).toContain('2 samples');
    expect(startTitle([TOY, 'delta-h7', 'toll'], 3)).toBe(
      'The gateway, its toymaker, its customs, Tolletaten and 3 samples, all on this machine',
    );
    const lines: string[] = [];
    const shown = new Screen({ write: (line: string) => lines.push(line) > 0, isTTY: false, columns: 0 }, {});
    const done = steps(shown, ['a long name', 'gateway']);
    done('a long name', 'here');
    done('gateway', 'there');
    expect(lines[0]).toContain('✓ a long name ');
    expect(lines.map((line) => line.indexOf(' s  '))).toEqual([21, 21]);
  });

  it('suggests commands for each authority that has a sample', () => {
    const about = { samplesDirectory: 'samples', samples: [sample], simulated, logFile: 'log' };
    const text = hintLines(about, screen).join('\n');
    const alone = hintLines({ ...about, simulated: [{ authority: 'toll', url: 'http://127.0.0.1:3' }] }, screen);
    expect(alone[0]).toContain('The gateway and Tolletaten stay up.');
    expect(text).toContain('The gateway and its authorities stay up.');
    expect(text).toContain('npx declarant submit samples/W-1.json\n      writes a letter');
    expect(text).toContain('what the authorities turned down');
    expect(text).not.toContain('__control');
  });

  it('has one column for what the authorities gave', () => {
    const endings = [sample, sampleOf('L-1')].map(
      (one): SampleEnding => ({
        sample: one,
        expected: one.filings[0],
        filing: one === sample ? filing : undefined,
        seconds: 1,
        differences: [],
      }),
    );
    expect(closingTable(endings, screen)).toEqual([
      expect.stringMatching(/^ +REFERENCE +AUTHORITY +THEIR REFERENCE +ENDED AS +PRICE OR PAYABLE +TOOK/),
      expect.stringMatching(/^✓ +W-1 +toy +T-1 +released/),
      expect.stringMatching(/^✓ +L-1 +delta-h7 +1\.0 s/),
    ]);
    const narrow = new Screen({ write: () => true, isTTY: true, columns: 80 }, { NO_COLOR: '1' });
    expect(closingTable(endings, narrow)[0]).toMatch(/^ +REFERENCE +THEIR REFERENCE +ENDED AS +PRICE OR PAYABLE +TOOK/);
    expect(closingTable(endings.slice(0, 1), screen).slice(0, 2)).toEqual([
      expect.stringMatching(/^ +REFERENCE +TOY NUMBER +TAG +ENDED AS/),
      expect.stringMatching(/^✓ +W-1 +T-1 +released/),
    ]);
  });

  it('knows by each authority which states are the last, and which references it should give', () => {
    expect(isEnd({ authority: 'toy', status: 'answered', state: 'invalidated' }, released)).toBe(false);
    expect(isEnd({ authority: 'delta-h7', status: 'answered', state: 'invalidated' }, released)).toBe(true);
    expect(differencesOf({ ...released, number: false }, filing)).toEqual([
      'it should have no Toy number, and has T-1',
    ]);
  });

  it('completes the secrets with what the simulators make, and leaves the others as they are', () => {
    Object.assign(simulators[TOY], { credentials: (kept: object) => ({ ...kept, key: 'made' }) });
    const lanes = { toy: { credentialsSecret: 's' }, 'delta-h7': { credentialsSecret: 'd' } } as never;
    const secrets = { s: '{"id":1}', d: '{"id":2}', other: 'o' };
    expect(withCompleteSecrets({ lanes }, secrets)).toEqual({ ...secrets, s: '{"id":1,"key":"made"}' });
    for (const s of ['{"id":', '[]', undefined])
      expect(withCompleteSecrets({ lanes }, { ...(s && { s }) })).toEqual(s ? { s } : {});
  });

  it.each([
    ['https://toys.example', 'c.json: the simulated toymaker needs lanes.toy.baseUrl as http://127.0.0.1:PORT.'],
    ['http://127.0.0.1:9', /^Port 9 on 127\.0\.0\.1 is in use, and the simulated toymaker .* URLs of lanes\.toy in/],
  ])('says of %s why no simulator can be there', async (baseUrl, fault) => {
    const configuration = {
      lanes: { toy: { baseUrl, credentialsSecret: 's' } },
      callbacks: { tokenSecret: 't' },
      files: {},
    } as unknown as Configuration;
    const options = { configuration, configFile: 'c.json', secrets: {}, callbackUrl: () => '', log: () => {} };
    await expect(startSimulator(TOY, options)).rejects.toThrow(fault);
  });
});
