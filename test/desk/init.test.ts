import '../support/toy/alone.ts';

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { init } from '../../desk/commands/init.ts';
import { type Asker, asker } from '../../desk/init/asker.ts';
import { questionsAbout } from '../../desk/init/questions.ts';
import { parseConfiguration } from '../../schemas/configuration.ts';
import { TOY } from '../support/toy/register.ts';
import { inFolder } from './support/in-folder.ts';
import { keptTerminal } from './support/terminal.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const questions = questionsAbout([TOY]);
const file = () => path.join(cwd, 'prod.json');
const flags = {
  stage: 'prod',
  'base-url': 'https://toys.example',
  'toys-per-hour': '50',
};
const argv = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]);

/** A person who gives these answers, one after the other. */
function person(...answers: string[]): Asker & { prompts: string[] } {
  const prompts: string[] = [];
  return {
    prompts,
    async ask(prompt) {
      if (prompts.push(prompt) > 30) throw new Error(`asked for ever: ${prompt}`);
      return answers.shift() ?? '';
    },
    close() {},
  };
}

describe('init --like', () => {
  const model = {
    ...{ stage: 'prod', region: 'eu-west-1', platformTrust: 'shared', retentionDays: 1461 },
    lanes: {
      [TOY]: {
        ...{ baseUrl: 'https://toys.example', pauseSeconds: 90 },
        ...{ credentialsSecret: 'of-client-a', share: { perSecond: 7, perHour: 7000 } },
      },
    },
    callbacks: {
      tokenSecret: 'token-of-client-a',
      domain: { name: 'a.example.com', certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/a' },
    },
    platforms: [{ name: 'shop-a', accounts: ['111122223333'] }],
  };
  const like = () => {
    const name = path.join(cwd, 'client-a.json');
    writeFileSync(name, JSON.stringify(model));
    return name;
  };
  const write = (given: Record<string, string>) =>
    init({ file: file(), given, like: like(), force: false, json: false }, undefined, keptTerminal().terminal);

  it('takes over every setting but names and secrets', async () => {
    expect(await write({ stage: 'client-b', 'toys-per-hour': '3' })).toBe(0);
    const { $schema: _, ...written } = JSON.parse(readFileSync(file(), 'utf8'));
    expect(written).toEqual({
      ...model,
      stage: 'client-b',
      lanes: {
        [TOY]: {
          ...model.lanes[TOY],
          ...{ credentialsSecret: 'declarant/client-b/toy/credentials', share: { perSecond: 7, perHour: 3 } },
        },
      },
      callbacks: { tokenSecret: 'declarant/client-b/callback-token' },
    });
  });

  it('requires another stage', async () => {
    await expect(write({ stage: 'prod' })).rejects.toThrow('is of the stage prod: give --stage another name');
    await expect(write({})).rejects.toThrow(/--stage /);
  });

  it('reports a missing file', async () => {
    const options = {
      file: file(),
      given: { stage: 'b' },
      like: path.join(cwd, 'none.json'),
      force: false,
      json: false,
    };
    await expect(init(options, undefined, keptTerminal().terminal)).rejects.toThrow(/none\.json cannot be read/);
    writeFileSync(options.like, '{"stage": 7}');
    await expect(init(options, undefined, keptTerminal().terminal)).rejects.toMatchObject({
      ...{ code: 'CONFIGURATION', exitCode: 2, message: expect.stringContaining('/stage') },
    });
  });
});

describe('init with questions', () => {
  it('takes the defaults where nothing is answered, and says what comes next', async () => {
    const { terminal, out } = keptTerminal();
    const somebody = person('', '', 'https://toys.example');
    expect(await init({ file: file(), given: {}, force: false, json: false }, somebody, terminal)).toBe(0);
    const text = readFileSync(file(), 'utf8');
    expect(parseConfiguration(text, 'prod.json')).toMatchObject({
      stage: 'prod',
      region: 'eu-west-3',
      lanes: { [TOY]: { baseUrl: 'https://toys.example', share: { perSecond: 1, perHour: 10 } } },
      callbacks: { tokenSecret: 'declarant/prod/callback-token' },
      platforms: [],
      retentionDays: 120,
    });
    expect(somebody.prompts[0]).toBe('stage [prod]: ');
    expect(out.join('\n')).toMatch(
      /1\. npx cdk bootstrap .+2\. npx cdk deploy .+3\. aws secretsmanager .+4\. npx declarant doctor --config/s,
    );
  });

  it('checks each answer at once, and asks again', async () => {
    const { terminal, err } = keptTerminal();
    const somebody = person('Prod', 'test', '', '', 'http://north.toys.example', 'https://north.toys.example', '1.5');
    await init({ file: file(), given: {}, force: false, json: false }, somebody, terminal);
    expect(err.join('\n')).toMatch(
      /starting with a letter.+an answer is needed.+must be https.+a whole number of toys/s,
    );
    const written = parseConfiguration(readFileSync(file(), 'utf8'), '');
    expect(written.stage).toBe('test');
    expect(written.lanes[TOY]).toMatchObject({
      baseUrl: 'https://north.toys.example',
      credentialsSecret: 'declarant/test/toy/credentials',
      share: { perHour: 100 },
    });
  });

  it('asks nothing that the options say', async () => {
    const somebody = person();
    await init({ file: file(), given: flags, force: false, json: true }, somebody, keptTerminal().terminal);
    expect(somebody.prompts.map((prompt) => prompt.split(/[ :]/)[0])).toEqual(
      questions.map(({ flag }) => flag).filter((flag) => !Object.hasOwn(flags, flag)),
    );
  });

  it('writes nothing if the person leaves', async () => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const output = Object.assign(new PassThrough(), { isTTY: true });
    const somebody = asker(input, output) as Asker;
    input.end('prod\n');
    const asked = init({ file: file(), given: {}, force: false, json: false }, somebody, keptTerminal().terminal);
    await expect(asked).rejects.toMatchObject({ code: 'USAGE', message: '\nNothing was written.' });
    expect(() => readFileSync(file())).toThrow('ENOENT');
  });

  it('[F30] says that the folder of the file is missing', async () => {
    const place = path.join(path.dirname(file()), 'nowhere', 'prod.json');
    const options = { file: place, given: flags, force: false, json: true };
    await expect(init(options, person(), keptTerminal().terminal)).rejects.toMatchObject({
      code: 'INPUT',
      message: `There is no folder ${path.dirname(place)} to write ${place} into: make it first.`,
    });
  });

  it('does not overwrite a file that appeared while it asked', async () => {
    const somebody: Asker = {
      async ask(prompt) {
        writeFileSync(file(), 'theirs');
        return prompt.startsWith('base-url') ? 'https://toys.example' : '';
      },
      close() {},
    };
    const asked = init({ file: file(), given: {}, force: false, json: false }, somebody, keptTerminal().terminal);
    await expect(asked).rejects.toMatchObject({ code: 'INPUT' });
    expect(readFileSync(file(), 'utf8')).toBe('theirs');
  });

  it('keeps pasted lines for the questions that follow', async () => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const somebody = asker(input, Object.assign(new PassThrough(), { isTTY: true })) as Asker;
    input.write(`test\n\nhttps://toys.example\n${'\n'.repeat(questions.length)}`);
    await init({ file: file(), given: {}, force: false, json: false }, somebody, keptTerminal().terminal);
    somebody.close();
    expect(JSON.parse(readFileSync(file(), 'utf8')).stage).toBe('test');
  });

  it('does not ask in a pipe', () => {
    expect(asker(new PassThrough(), new PassThrough())).toBeUndefined();
  });
});

describe('declarant init, where there is no terminal', { timeout: 60_000 }, () => {
  it('writes what its options say, with a schema that editors find', async () => {
    const { code, out } = await inFolder(cwd, [
      'init',
      'prod.json',
      ...argv,
      '--platforms',
      'shop-1, shop-2',
      '--json',
    ]);
    expect(code).toBe(0);
    const told = JSON.parse(out);
    expect(told).toMatchObject({ file: 'prod.json', configuration: { platforms: ['shop-1', 'shop-2'] } });
    expect(told.next).toHaveLength(4);
    const { $schema } = JSON.parse(readFileSync(file(), 'utf8'));
    expect(JSON.parse(readFileSync(path.resolve(cwd, $schema), 'utf8')).title).toBe('Configuration');
  });

  it('names the missing options with their purposes', async () => {
    const { code, out, err } = await inFolder(cwd, ['init', '--stage', 'prod']);
    expect([code, out]).toEqual([2, '']);
    expect(err.match(/^ {2}--[\w-]+/gm)).toEqual(['  --base-url']);
  });

  it('names every fault of its options', async () => {
    const { code, err } = await inFolder(cwd, ['init', ...argv, '--toys-per-hour', '1e9', '--platforms', 'a b,a b']);
    expect(code).toBe(2);
    expect(err).toMatch(
      /--toys-per-hour 1e9: give a number.+--platforms a b,a b: up to 32 letters.+Nothing was written/s,
    );
  });

  it('does not overwrite a file unless it is forced', async () => {
    writeFileSync(file(), 'mine');
    const refused = await inFolder(cwd, ['init', 'prod.json', ...argv]);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/^prod\.json is there already: .+ --force to replace it\.\n$/);
    expect(readFileSync(file(), 'utf8')).toBe('mine');
    expect((await inFolder(cwd, ['init', 'prod.json', ...argv, '--force'])).code).toBe(0);
    expect(JSON.parse(readFileSync(file(), 'utf8')).stage).toBe('prod');
  });
});
