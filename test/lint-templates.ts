import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { configurations } from './infra/support/configurations.ts';
import { deployment, jsonOf } from './infra/support/synthesized.ts';
import { root } from './support/files.ts';

// The templates of every configuration before cfn-lint, which is no package of npm: it is taken from the
// PATH, and where it is not there, nothing was linted and that is a failure. With `LINT=some` those of the two that have
// every resource between them: cfn-lint takes eight seconds for each.

/** The least and the most that may be configured. */
const ends = ['the sample', 'all that may be configured'];
const isWanted = (name: string) => process.env['LINT'] !== 'some' || ends.includes(name);

const say = (line: string) => process.stdout.write(`${line}\n`);
const version = spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' });

if (version.status !== 0) {
  say('Nothing was linted: cfn-lint is not on the PATH. See https://github.com/aws-cloudformation/cfn-lint');
  process.exitCode = 2;
} else {
  const folder = mkdtempSync(path.join(tmpdir(), 'templates-'));
  try {
    const wanted = Object.entries(configurations).filter(([name]) => isWanted(name));
    const templates = wanted.flatMap(([name, changes], n) => {
      const { state, gateway } = deployment(changes);
      say(`${n} ${name}`);
      return [state, gateway].map((stack) => {
        const file = path.join(folder, `${n}-${stack.node.id}.template.json`);
        writeFileSync(file, JSON.stringify(jsonOf(stack), undefined, 1));
        return file;
      });
    });
    const codes = await Promise.all(shared(templates).map(lint));
    const isGood = codes.every((code) => code === 0);
    const found = isGood ? 'found nothing' : 'has findings, or did not run to its end';
    say(`${version.stdout.trim()} ${found} in ${templates.length} templates.`);
    process.exitCode = isGood ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The templates in as many parts as there are processors: cfn-lint itself uses one. */
function shared(templates: readonly string[]): string[][] {
  const parts = Math.min(availableParallelism(), templates.length);
  return Array.from({ length: parts }, (_, part) => templates.filter((_, n) => n % parts === part));
}

/** Lints templates. Resolves with the exit code; null where a signal ended it. */
async function lint(templates: readonly string[]): Promise<number | null> {
  const options = ['--non-zero-exit-code', 'informational', '--template', ...templates];
  const [code] = await once(spawn('cfn-lint', options, { cwd: root, stdio: 'inherit' }), 'exit');
  return code;
}
