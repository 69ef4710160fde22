import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { closeServer, listen } from '../../../local/listen.ts';
import { root } from '../../support/files.ts';
import { stuckSamples } from './stuck-samples.ts';

/** The samples of which somebody does more than read. */
const FURTHER = ['07', '38', '39'];

/** Filings of one platform that are rejected alike: more than a trial takes. */
export const MANY = { platform: 'lac-watches', count: 12, like: '31' } as const;

/** A folder with those of the samples that are tried. */
function copySamples(cwd: string): void {
  const lanes = readdirSync(path.join(root, 'samples'), { withFileTypes: true }).filter((one) => one.isDirectory());
  const wanted = [...FURTHER, ...stuckSamples.map(({ file }) => file)];
  for (const folder of ['', ...lanes.map(({ name }) => name)]) {
    const from = path.join(root, 'samples', folder);
    mkdirSync(path.join(cwd, 'samples', folder), { recursive: true });
    for (const name of readdirSync(from))
      if (wanted.includes(path.posix.join(folder, name.slice(0, 2))))
        copyFileSync(path.join(from, name), path.join(cwd, 'samples', folder, name));
  }
  const folder = path.join(cwd, 'samples');
  const like = readdirSync(folder).find((name) => name.startsWith(MANY.like)) ?? '';
  const text = readFileSync(path.join(folder, like), 'utf8').replace(
    /"platform": "[^"]*"/,
    `"platform": "${MANY.platform}"`,
  );
  for (let number = 1; number <= MANY.count; number += 1)
    writeFileSync(
      path.join(folder, `${60 + number}-many.json`),
      text.replace(/"lrn": "[^"]*"/, `"lrn": "FR26-MANY-${number}"`),
    );
}

/** The configuration of the samples, with ports that are free. */
async function copyConfiguration(cwd: string): Promise<void> {
  let text = readFileSync(path.join(root, 'samples/config.local.json'), 'utf8');
  const servers = [...new Set(text.match(/127\.0\.0\.1:\d+/g))].map((address) => ({ address, server: createServer() }));
  const ports = await Promise.all(servers.map(({ server }) => listen(server)));
  for (const [index, { address, server }] of servers.entries()) {
    text = text
      .replaceAll(`${address}/`, `127.0.0.1:${ports[index]}/`)
      .replaceAll(`${address}"`, `127.0.0.1:${ports[index]}"`);
    await closeServer(server);
  }
  writeFileSync(path.join(cwd, 'config.json'), text);
  copyFileSync(path.join(root, 'samples/secrets.local.json'), path.join(cwd, 'secrets.json'));
}

/** The gateway with all its lanes and their simulated authorities, which has filed the samples. */
export async function startSamples(cwd: string): Promise<ChildProcess> {
  await copyConfiguration(cwd);
  copySamples(cwd);
  const files = ['--config', 'config.json', '--secrets', 'secrets.json', '--samples', 'samples'];
  const argv = ['start', '--lanes', 'delta-h7,toll,ciel,omega', ...files];
  const child = spawn(process.execPath, [path.join(root, 'bin/declarant.mjs'), ...argv], {
    cwd,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    let text = '';
    const look = (part: Buffer) => {
      text += String(part);
      if (text.includes('Ctrl-C ends it')) resolve();
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${text}`)));
  });
  return child;
}
