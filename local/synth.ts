import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, type Json } from '../schemas/json.ts';
import { LocalFault } from './fault.ts';
import { keptBundles } from './kept-bundles.ts';

/** The folder of the package, with the app and `cdk.json`. */
const root = fileURLToPath(new URL('..', import.meta.url));

/** The context that the `cdk` command adds by itself; without it the template does not name the functions' bundles. */
const COMMAND_CONTEXT = {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:bundling-stacks': ['**'],
};

/**
 * Synthesizes the app into a directory, as `cdk synth` would: the same app file, the same context,
 * but no account, and nothing asked of the network.
 */
export async function synthesize(configFile: string, output: string): Promise<void> {
  const settings: unknown = JSON.parse(readFileSync(path.join(root, 'cdk.json'), 'utf8'));
  const context = isObject(settings) && isObject(settings.context) ? settings.context : {};
  const told = await run(['--import', 'tsx', path.join('infra', 'app.ts')], {
    ...ownEnvironment(),
    CDK_OUTDIR: output,
    CDK_CONTEXT_JSON: JSON.stringify({
      ...context,
      ...COMMAND_CONTEXT,
      config: path.resolve(configFile),
      // A private address may be reached from this machine, without a network in AWS.
      local: true,
      keptBundles: keptBundles(root, Date.now()),
    } satisfies Json),
    // The validation against all of CloudFormation's schemas takes longer than the rest of the synthesis.
    CDK_VALIDATION: 'false',
    CDK_DEFAULT_ACCOUNT: '',
    CDK_DEFAULT_REGION: '',
  });
  if (told !== undefined) throw new LocalFault('synth', `The app in infra/ cannot be synthesized:\n${told}`);
}

/** Our environment without anything that leads to an account. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_|^NODE_OPTIONS$/.test(name)));
}

/** Runs the app; yields what it said where it failed. */
function run(parts: string[], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parts, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    const keep = (part: Buffer) => {
      told += part.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? undefined : plain(told)));
  });
}

/** The app's message without the stack trace that Node prints around it. */
function plain(told: string): string {
  const lines = told
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at |^Node\.js v|^file:|^\s*\^+\s*$|^node:internal/.test(line));
  const thrown = lines.findIndex((line) => /^\w*Error\b/.test(line));
  return lines.slice(Math.max(0, thrown)).join('\n').trim() || 'it gave no reason.';
}
