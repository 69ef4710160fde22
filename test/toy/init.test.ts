import '../support/toy/register.ts';

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { init } from '../../desk/commands/init.ts';
import type { Asker } from '../../desk/init/asker.ts';
import { nextCommands } from '../../desk/init/questions.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import type { Question } from '../../schemas/lane-settings.ts';
import { settings } from '../../schemas/settings.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { neverCallsBack } from '../support/toy/never-calls-back.ts';
import { TOY } from '../support/toy/register.ts';
import { toySettings } from '../support/toy/settings.ts';

let cwd: string;
const file = () => path.join(cwd, 'prod.json');
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** Asks a person who answers by the flags, and gives what was asked and written. */
async function asked(answers: Record<string, string>, given: Record<string, string> = {}) {
  const flags: string[] = [];
  const person: Asker = {
    async ask(prompt) {
      const [flag = ''] = prompt.split(/[ :]/);
      if (flags.push(flag) > 30) throw new Error(`asked for ${flag} for ever`);
      return answers[flag] ?? '';
    },
    close() {},
  };
  const { terminal, out } = keptTerminal();
  await init({ file: file(), given, force: false, json: true }, person, terminal);
  return { flags, written: JSON.parse(readFileSync(file(), 'utf8')), next: JSON.parse(out.join('')).next as string[] };
}

describe('init, where there are several authorities', () => {
  it('asks which ones first, then only what their lanes need', async () => {
    const { flags, written } = await asked({ authorities: 'toy', 'toy-base-url': 'https://north.toys.example' });
    const about = ['platforms', 'alarm-emails', 'retention-days'];
    expect(flags).toEqual(['authorities', 'stage', 'region', 'toy-base-url', 'toys-per-hour', ...about]);
    expect(written.lanes).toEqual({
      toy: {
        baseUrl: 'https://north.toys.example',
        credentialsSecret: 'declarant/prod/toy/credentials',
        share: { perHour: 100 },
      },
    });
  });

  it('asks the questions of each that was chosen, and says how each gets its account', async () => {
    const lanes = { 'toy-base-url': 'https://toys.example', 'base-url': 'https://customs.example/dh7' };
    const { flags, written, next } = await asked({ authorities: 'toy, delta-h7', ...lanes });
    expect(flags).toEqual(expect.arrayContaining(['base-url', 'token-url', 'toy-base-url', 'toys-per-hour']));
    expect(Object.keys(written.lanes)).toEqual(['toy', 'delta-h7']);
    expect(written.lanes.toy.share.perHour).toBe(10);
    expect(written.lanes['delta-h7'].baseUrl).toBe('https://customs.example/dh7');
    expect(next.filter((command) => command.startsWith('aws'))).toEqual([
      expect.stringMatching(/declarant\/prod\/delta-h7\/credentials .*delta-h7\.json$/),
      expect.stringMatching(/declarant\/prod\/toy\/credentials .*toy\.json$/),
    ]);
  });

  it('leaves out what need not be answered and was not', async () => {
    const news = {
      ...{ flag: 'news-seconds', at: ['newsSeconds'], kind: 'number', asks: 'How often its news are read.' },
      ...{ usual: () => '', optional: true },
    } satisfies Question;
    Object.assign(settings, { [TOY]: { ...toySettings, questions: [...toySettings.questions, news] } });
    onTestFinished(() => void Object.assign(settings, { [TOY]: toySettings }));
    const answers = { authorities: 'toy', 'toy-base-url': 'https://toys.example' };
    const { flags, written } = await asked(answers);
    expect(flags).toContain('news-seconds');
    expect(written.lanes.toy).not.toHaveProperty('newsSeconds');
    rmSync(file());
    expect((await asked({ ...answers, 'news-seconds': '7' })).written.lanes.toy.newsSeconds).toBe(7);
  });

  it('looks at a file that an answer names, before all else is asked', async () => {
    const shop: Question = {
      flag: 'shop',
      at: ['shop'],
      kind: 'text',
      asks: 'Its shop.',
      usual: () => '',
      optional: true,
    };
    Object.assign(settings, { [TOY]: { ...toySettings, questions: [...toySettings.questions, shop] } });
    onTestFinished(() => void Object.assign(settings, { [TOY]: toySettings }));
    const answers = { authorities: 'toy', 'toy-base-url': 'https://toys.example' };
    await expect(asked(answers, { shop: 'shop.json' })).rejects.toThrow(
      '--shop shop.json: in shop.json: a JSON file; found no such file\nNothing was written.',
    );
    writeFileSync(path.join(cwd, 'shop.json'), '{"shelves":[]}');
    expect((await asked({ ...answers, shop: 'shop.json' })).written.lanes.toy.shop).toBe('shop.json');
  });

  it('says the form of a secret by its fields, or as the authority does', () => {
    const lanes = { toy: { credentialsSecret: 'toys' } } as unknown as Configuration['lanes'];
    const form = () => nextCommands('prod.json', { lanes, region: 'eu-west-3' } as Configuration)[2]?.effect;
    expect(form()).toMatch(/: \{"key"\};/);
    Object.assign(settings, { [TOY]: { ...toySettings, credentialsForm: 'a seal, or a feather' } });
    onTestFinished(() => void Object.assign(settings, { [TOY]: toySettings }));
    expect(form()).toMatch(/: a seal, or a feather;/);
  });

  it('takes the authorities as an option, and none that there is not', async () => {
    const given = { authorities: 'delta-h7' };
    const { flags } = await asked({}, given);
    expect(flags).not.toContain('toy-base-url');
    rmSync(file());
    await expect(asked({}, { authorities: 'delta-h7,tol' })).rejects.toThrow(
      '--authorities delta-h7,tol: there is no tol: give some of delta-h7, toll, ciel, omega, toy',
    );
  });

  it('takes no answer for a lane that the gateway does not have', async () => {
    const given = { authorities: 'delta-h7', 'toy-base-url': 'https://toys.example' };
    await expect(asked({}, given)).rejects.toThrow('--toy-base-url: of an authority that has no lane here');
  });

  it('names the callbacks of a gateway that is called back alone', async () => {
    const { written } = await asked({ authorities: 'delta-h7' });
    expect(written.callbacks).toEqual({ tokenSecret: 'declarant/prod/callback-token' });
    rmSync(file());
    neverCallsBack(TOY);
    const quiet = await asked({ authorities: 'toy', 'toy-base-url': 'https://toys.example' });
    expect(quiet.written).not.toHaveProperty('callbacks');
  });
});
