import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configurations } from './infra/support/configurations.ts';
import { deployment, jsonOf } from './infra/support/synthesized.ts';
import { root } from './support/files.ts';

// The templates of every configuration before cfn-lint, which is no package of npm: it is taken from the
// PATH, and where it is not there, nothing was linted and that is a failure.

const say = (line: string) => process.stdout.write(`${line}\n`);
const version = spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' });

if (version.status !== 0) {
  say('Nothing was linted: cfn-lint is not on the PATH. See https://github.com/aws-cloudformation/cfn-lint');
  process.exitCode = 2;
} else {
  const folder = mkdtempSync(path.join(tmpdir(), 'templates-'));
  try {
    const templates = Object.entries(configurations).flatMap(([name, changes], n) => {
      const { state, gateway } = deployment(changes);
      say(`${n} ${name}`);
      return [state, gateway].map((stack) => {
        const file = path.join(folder, `${n}-${stack.node.id}.template.json`);
        writeFileSync(file, JSON.stringify(jsonOf(stack), undefined, 1));
        return file;
      });
    });
    const lint = ['--non-zero-exit-code', 'informational', '--template', ...templates];
    const { status } = spawnSync('cfn-lint', lint, { cwd: root, stdio: 'inherit' });
    const found = status === 0 ? 'found nothing' : 'has findings, or did not run to its end';
    say(`${version.stdout.trim()} ${found} in ${templates.length} templates.`);
    process.exitCode = status === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
