import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TemplateJson } from '../../infra/support/synthesized.ts';
import { root } from '../../support/files.ts';
import { withoutTypes } from './left-out.ts';

/** The CDK's own command line, as docs/deploy.md has the operator use it. */
export interface Cdk {
  /**
   * Synthesizes a configuration into a folder. Without the stacks' protection against being deleted, which
   * is no part of a template and a call that emulators do not have.
   * @param isFirst true in a stage's first deployment, of which nothing is protected
   */
  synth(configuration: object, folder: string, leftOut: readonly string[], isFirst?: boolean): Promise<void>;
  bootstrap(folder: string): Promise<void>;
  deploy(folder: string): Promise<void>;
}

export function commandLine(env: Record<string, string>): Cdk {
  const run = (args: readonly string[]) => cdk(args, env);
  const at = (folder: string) => ['--app', path.join(folder, 'cdk.out')];
  return {
    async synth(configuration, folder, leftOut, isFirst = false) {
      const file = path.join(folder, 'config.json');
      writeFileSync(file, JSON.stringify(configuration));
      const context = [`config=${file}`, ...(isFirst ? ['first=true'] : [])].flatMap((one) => ['-c', one]);
      await run(['synth', '--quiet', '--output', path.join(folder, 'cdk.out'), ...context]);
      if (!isFirst) unprotect(path.join(folder, 'cdk.out/manifest.json'));
      if (leftOut.length === 0) return;
      for (const stack of ['State', 'Gateway']) {
        const template = path.join(folder, `cdk.out/${stack}.template.json`);
        writeFileSync(template, JSON.stringify(withoutTypes(templateIn(folder, stack), leftOut)));
      }
    },
    bootstrap: (folder) => run(['bootstrap', ...at(folder)]),
    deploy: (folder) => run(['deploy', '--all', '--require-approval', 'never', ...at(folder)]),
  };
}

/** The template that was synthesized for a stack, by its construct's id. */
export function templateIn(folder: string, stack: string): TemplateJson {
  return JSON.parse(readFileSync(path.join(folder, `cdk.out/${stack}.template.json`), 'utf8'));
}

function unprotect(manifest: string): void {
  const text = readFileSync(manifest, 'utf8');
  const unprotected = text.replaceAll('"terminationProtection": true', '"terminationProtection": false');
  if (unprotected === text) throw new TypeError(`No stack is protected in ${manifest}`);
  writeFileSync(manifest, unprotected);
}

/** Runs it to its end; a failure has its output as the error. */
function cdk(args: readonly string[], env: Record<string, string>): Promise<void> {
  const bin = path.join(root, 'node_modules/aws-cdk/bin/cdk');
  const child = spawn(process.execPath, [bin, ...args, '--ci'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`cdk ${args[0]} ended with ${code}:\n${said}`)),
    );
  });
}
