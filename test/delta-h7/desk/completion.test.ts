import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { desk } from '../../../desk/main.ts';
import { filingStatuses } from '../../../schemas/filing.ts';
import { keptTerminal } from '../../desk/support/terminal.ts';
import { root } from '../../support/files.ts';

async function run(...argv: string[]) {
  const { terminal, out, err } = keptTerminal();
  const code = await desk(argv, terminal);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const scripts = new Map<string, Promise<string>>();
function scriptFor(shell: string): Promise<string> {
  const known = scripts.get(shell) ?? run('completion', shell).then(({ out }) => out);
  scripts.set(shell, known);
  return known;
}

/** The completions that a real bash offers for the last of these words. */
async function offered(...words: string[]): Promise<string[]> {
  const script = `${await scriptFor('bash')}
_declarant_platforms() { echo shop-1; echo shop-2; }
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
${words[0] === 'npx' ? '_declarant_npx' : '_declarant'}
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe('a bash', () => {
  it.each([
    [['declarant', 'exp'], ['export']],
    [['npx', 'declarant', 'exp'], ['export']],
    [['npx', 'other', 'exp'], []],
    [['declarant', 'list', '--ov'], ['--overdue']],
    [
      ['declarant', 'list', '--status', 're'],
      ['refused', 'rejected'],
    ],
    [['npx', 'declarant', 'list', '--state', 'to-e'], ['to-entry']],
    [['declarant', 'list', '--authority', 'de'], ['delta-h7']],
    [['declarant', 'submit', 'x.json', '--message', 'Creation'], ['Creation_H7']],
    [
      ['declarant', 'export', '--format', ''],
      ['csv', 'ndjson'],
    ],
    [
      ['declarant', 'list', '--platform', 'shop'],
      ['shop-1', 'shop-2'],
    ],
    [['declarant', 'schema', 'State_'], ['State_H7']],
    [['declarant', 'token', 's'], ['status']],
    [['declarant', 'replay', '--dry'], ['--dry-run']],
  ])('completes %j', async (words, completions) => {
    expect(await offered(...words)).toEqual(completions);
  });

  it('is offered all statuses', async () => {
    expect(await offered('declarant', 'watch', '--status', '')).toEqual([...filingStatuses, 'unreadable']);
  });
});

it.each(['zsh', 'fish'])('a script for %s names every command with its options', async (shell) => {
  const script = await scriptFor(shell);
  for (const word of ['export', 'watch', 'replay', 'group-by', 'to-entry', 'Creation_H7'])
    expect(script).toContain(word);
});

describe('a word that there is none of', () => {
  it.each([
    [['lst'], /unknown command 'lst'/],
    [['lst', '--help'], /There is no command lst: give list\./],
    [['exprt', '--help'], /There is no command exprt: give export\./],
    [['token', 'statos', '--help'], /There is no command statos of token: give status\./],
    [['schema', 'Creatoin_H7', '--help'], /The message Creatoin_H7 is not known: give Creation_H7\./],
    [['schema', 'Creatoin_H7'], /The message Creatoin_H7 is not known: give Creation_H7\./],
    [['submit', 'x.json', '--message', 'Creatoin_H7'], /There is no message Creatoin_H7 to send: give Creation_H7\./],
    [['submit', '--message', 'Creatoin_H7', '--help'], /give Creation_H7\./],
    [['list', '--message', 'State_H7', '--help'], /There is no message State_H7 to send/],
    [['completion', 'tcsh'], /There is no completion for tcsh: give one of bash, zsh, fish\./],
  ])('[F38, F39] %j is wrong use, with what may have been meant', async (argv, sentence) => {
    const { code, out, err } = await run(...argv);
    expect(code).toBe(2);
    expect(err).toMatch(sentence);
    expect(out).toBe('');
  });

  it('is no harm to the help of what there is', async () => {
    expect((await run('list', '--help')).code).toBe(0);
    expect((await run('schema', 'Creation_H7', '--help')).code).toBe(0);
    expect((await run('help', 'list')).code).toBe(0);
  });
});

it('--version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  expect(await run('--version')).toMatchObject({ code: 0, out: version });
});
