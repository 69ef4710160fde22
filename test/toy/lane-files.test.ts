import '../support/toy/register.ts';

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { build } from 'esbuild';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enteredAuthority } from '../../desk/doctor/entered-authority.ts';
import { readConfiguration } from '../../desk/gateway/connect.ts';
import { authorities } from '../../functions/authorities/registry.ts';
import { senderConstants } from '../../infra/lanes/sender-constants.ts';
import { loadConfiguration } from '../../local/configuration.ts';
import { writeWithLanes } from '../../local/lanes.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { temporaryFolder } from '../local/support/folder.ts';
import { neverCallsBack } from '../support/toy/never-calls-back.ts';
import { TOY } from '../support/toy/register.ts';

const lane = { baseUrl: 'https://toys.example', credentialsSecret: 's', share: { perSecond: 1, perHour: 10 } };

beforeAll(() => neverCallsBack(TOY));

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** Writes a configuration that names a file, and the file beside it. */
function written(text: string | undefined, shop = 'shop.json'): string {
  if (text !== undefined) writeFileSync(path.resolve(folder, shop), text);
  const file = path.join(folder, 'config.json');
  writeFileSync(file, JSON.stringify({ stage: 'prod', platforms: ['shop-1'], lanes: { [TOY]: { ...lane, shop } } }));
  return file;
}

const filesIn = ({ files }: Configuration) => files[TOY];
const content = { shelves: ['top'], lamp: 'off' };

describe('a file that a lane names', () => {
  it('lies beside the configuration, wherever the command is run; its path stays in the lane', () => {
    const configuration = loadConfiguration(written('\ufeff{"shelves":["top"]}'));
    expect(configuration.lanes[TOY]).toMatchObject({ shop: 'shop.json' });
    expect(filesIn(configuration)).toEqual({ shop: content });
    expect(filesIn(readConfiguration(path.join(folder, 'config.json'), 'config.json'))).toEqual({ shop: content });
  });

  it('may have an absolute path, and may be left out', () => {
    const elsewhere = path.join(temporaryFolder(), 'other.json');
    expect(filesIn(loadConfiguration(written('{"shelves":[]}', elsewhere)))).toEqual({
      shop: { shelves: [], lamp: 'off' },
    });
    writeFileSync(path.join(folder, 'none.json'), JSON.stringify({ stage: 'prod', lanes: { [TOY]: lane } }));
    expect(filesIn(loadConfiguration(path.join(folder, 'none.json')))).toBeUndefined();
  });

  it('stays where it is for the app that is synthesized with some of the lanes', () => {
    const only = writeWithLanes(written('{"shelves":["top"]}'), [TOY], temporaryFolder());
    expect(filesIn(loadConfiguration(only))).toEqual({ shop: content });
  });

  it.each([
    [
      'missing',
      undefined,
      "in shop.json: a JSON file; found no such file; give its path, from the configuration's folder",
    ],
    ['no JSON', '-----BEGIN', 'in shop.json: JSON; found text that is not JSON; correct the file'],
    ['empty', '', 'in shop.json: JSON; found text that is not JSON; correct the file'],
    [
      'wrong',
      '{"shelves":["bottom"],"lid":1}',
      'in shop.json, at /shelves/0: at most 5 characters; found string of 6 characters; shorten it',
    ],
    ['of unknown keys', '{"shelves":[],"lid":1}', 'in shop.json, at /lid: unknown property; found number; remove it'],
    ['ambiguous', '{"shelves":[],"lamp":"a","lamp":"b"}', 'in shop.json, at /lamp: a key that is there once'],
    ['too large', `{"shelves":[]}${' '.repeat(32_768)}`, 'in shop.json: at most 32768 bytes; found 32782 bytes'],
  ])('that is %s is a fault of the lane, which says where', (_, text, fault) => {
    const file = written(text);
    expect(() => readConfiguration(file, 'config.json')).toThrow(`/lanes/toy/shop: ${fault}`);
    expect(() => loadConfiguration(file)).toThrow(`${file}: /lanes/toy/shop: in shop.json`);
  });

  it('that is a folder is a fault, and a fault beside others', () => {
    mkdirSync(path.join(folder, 'shop.json'));
    const file = written(undefined);
    const other = JSON.stringify({ stage: 'PROD', lanes: { [TOY]: { ...lane, shop: 'shop.json' } } });
    writeFileSync(file, other);
    expect(() => readConfiguration(file, 'config.json')).toThrow(
      /\/stage: .*\n.*\/lanes\/toy\/shop: in shop\.json: a JSON file; found a file that cannot be read \(EISDIR\); give its path/,
    );
  });

  it('reaches the sender in its bundle, which another content changes', async () => {
    const bundled = async (text: string) => {
      const define = senderConstants(loadConfiguration(written(text)), TOY);
      const { outputFiles } = await build({
        ...{ stdin: { contents: 'console.log(JSON.parse(LANE_FILES))' }, write: false, logLevel: 'silent', define },
      });
      return outputFiles[0]?.text ?? '';
    };
    // Most characters that take two in JSON, and four in JSON of JSON.
    const quotes = await bundled(JSON.stringify({ shelves: ['"\\\'$`'], lamp: '"'.repeat(15_000) }));
    let read: unknown;
    new Function('console', quotes)({ log: (value: unknown) => (read = value) });
    expect(read).toEqual({ shop: { shelves: ['"\\\'$`'], lamp: '"'.repeat(15_000) } });
    expect(await bundled('{"shelves":["top"]}')).not.toBe(await bundled('{"shelves":["low"]}'));
    // A process takes no longer argument on Linux.
    const longest = senderConstants(loadConfiguration(written(`{"shelves":[],"lamp":"${'\\"'.repeat(16_000)}"}`)), TOY);
    expect(longest['LANE_FILES']?.length).toBeLessThan(128 * 1024 - 100);
  });

  it("reaches the desk's own authority", async () => {
    const configuration = loadConfiguration(written('{"shelves":["top"]}'));
    const gateway = connectionOf(TOY);
    let files: unknown;
    Object.assign(authorities, { [TOY]: (_: unknown, dependencies: { files: unknown }) => ({ files } = dependencies) });
    const installation = {
      ...{ ...gateway.installation, configuration: () => configuration, secrets: async () => ({}) as never },
      dynamodb: async () => new DynamoDBClient({ region: 'eu-west-3' }),
    };
    await enteredAuthority({ ...gateway, installation }, TOY, lane as never, Date.now);
    expect(files).toEqual({ shop: content });
  });
});
