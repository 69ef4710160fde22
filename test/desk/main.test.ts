import '../support/toy/alone.ts';

import { describe, expect, it } from 'vitest';
import { desk } from '../../desk/main.ts';
import { keptTerminal } from './support/terminal.ts';

async function run(...argv: string[]) {
  const { terminal, out, err } = keptTerminal();
  const code = await desk(argv, terminal);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('help', () => {
  it('names every command, with examples, and exits with 0', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const command of [
      'submit',
      'show',
      'list',
      'lanes',
      'pause',
      'resume',
      'withdraw',
      'redrive',
      'token',
      'init',
      'doctor',
      'local',
      'start',
    ])
      expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(out).toContain('Examples:\n  $ npm start');
  });

  it.each([
    'submit',
    'show',
    'list',
    'lanes',
    'pause',
    'resume',
    'withdraw',
    'redrive',
    'token status',
    'token rotate',
    'doctor',
  ])('of %s has examples and says how the gateway is chosen', async (command) => {
    const { code, out } = await run(...command.split(' '), '--help');
    expect(code).toBe(0);
    expect(out).toContain(`$ npx declarant ${command}`);
    expect(out).toContain('--config <file>');
    expect(out).toContain('--json');
  });
});

it('a new reference is given by one of its options only', async () => {
  const { code, err } = await run('submit', 'x.json', '--reference', 'A', '--wish-number', 'B');
  expect(code).toBe(2);
  expect(err).toMatch(/^error: option '--wish-number <new>' cannot be used with option '--reference <new>'/);
});

it('the help of every command uses the words of the authority', async () => {
  expect((await run('--help')).out).toMatch(/^ {2}wonder .*toymaker/m);
  const { out } = await run('submit', '--help');
  expect(out).toContain('$ npx declarant submit letter.json --wish-number MY-WISH-1 --wait');
  expect(out).toMatch(/--reference <new> .*\n.*\n? +--wish-number <new> +the same,\s+of what goes to toymaker/);
  expect((await run('show', '--help')).out).toContain('your own reference (the wish number), one that');
});

it.each([
  ...['submit', 'show', 'list', 'wonder', 'check', 'schema', 'lanes', 'pause', 'withdraw', 'redrive', 'retell'],
  ...['token status', 'token rotate', 'init', 'doctor', 'export', 'watch', 'replay', 'actions', 'note', 'recount'],
  ...['resume', 'settle', 'console', 'completion'],
])('help of %s fits into 80 columns', async (command) => {
  const { out } = await run(...command.split(' '), '--help');
  expect(out.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
});

describe('wrong use', () => {
  it.each([
    [[], /^Usage: declarant/],
    [['shw', 'L-1'], /unknown command 'shw'\n\(Did you mean show\?\)/],
    [['show'], /missing required argument 'reference'/],
    [['submit'], /name at least one FILE, or - for standard input/],
    [['submit', '--wait', '5'], /name at least one FILE/],
    [['list', '--colour'], /unknown option '--colour'/],
    [['list', '--gateway', 'x'], /A process id is a whole number/],
    [
      ['list', '--status', 'done'],
      /^--status done is not known: give one of waiting, sent, answered, refused, rejected, failed, stuck, unclear, unreadable\.$/,
    ],
    [
      ['submit', 'nowhere.json'],
      /^nowhere\.json cannot be read: there is no such file\. Nothing was put on any queue\.$/,
    ],
    [['submit', '--wait', 'nowhere.json'], /^nowhere\.json cannot be read/],
    [['submit', import.meta.dirname], /it is a folder: name its files/],
    [['list', '--config', 'nowhere.json'], /^The configuration nowhere\.json cannot be read/],
  ])('%j is reported on standard error, with exit code 2', async (argv, sentence) => {
    const { code, out, err } = await run(...argv);
    expect(err).toMatch(sentence);
    expect(code).toBe(2);
    expect(out).toBe('');
  });

  it.each([
    [['list', '--sttus', 'x', '--json'], "unknown option '--sttus'\n(Did you mean --status?)"],
    [['lst', '--json', '--help'], 'There is no command lst: give list.'],
    [['show', '--json'], "missing required argument 'reference'"],
  ])('%j is reported as an object, too', async (argv, message) => {
    const { code, out } = await run(...argv);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({ error: { code: 'USAGE', message } });
  });

  it('is reported as an object with --json', async () => {
    const { code, out, err } = await run('list', '--json', '--since', 'monday');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({
      error: { code: 'USAGE', message: expect.stringContaining('--since monday is not understood') },
    });
    expect(err).toBe('');
  });
});
