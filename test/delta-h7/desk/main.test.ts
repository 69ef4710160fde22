import { describe, expect, it } from 'vitest';
import { desk } from '../../../desk/main.ts';
import { keptTerminal } from '../../desk/support/terminal.ts';

async function run(...argv: string[]) {
  const { terminal, out, err } = keptTerminal();
  const code = await desk(argv, terminal);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('the help for who files with customs', () => {
  it('uses their words', async () => {
    expect((await run('--help')).out).toMatch(/^ {2}resync .*customs/m);
    const { out } = await run('submit', '--help');
    expect(out).toContain('$ npx declarant submit samples/01-*.json --lrn MY-LRN-0001 --wait');
    expect(out).toMatch(/--reference <new> .*\n.*\n? +--lrn <new> +the same, of what goes to customs/);
    expect((await run('show', '--help')).out).toContain('your own reference (the LRN');
  });

  it.each([
    ...['submit', 'show', 'list', 'resync', 'check', 'schema', 'lanes', 'pause', 'withdraw', 'redrive', 'retell'],
    ...['token status', 'token rotate', 'init', 'doctor'],
  ])('of %s fits into 80 columns', async (command) => {
    const { out } = await run(...command.split(' '), '--help');
    expect(out.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
  });
});

it('a new LRN is given by one of its options only', async () => {
  const { code, err } = await run('submit', 'x.json', '--reference', 'A', '--lrn', 'B');
  expect(code).toBe(2);
  expect(err).toMatch(/^error: option '--lrn <new>' cannot be used with option '--reference <new>'/);
});
