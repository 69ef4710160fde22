import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { desk } from '../../../desk/main.ts';
import { terminal as processTerminal } from '../../../desk/terminal/terminal.ts';
import { events } from '../../../functions/telemetry/events.ts';
import { alarmGroups } from '../../../infra/alarms/catalogue.ts';
import { synthesizedAlarms } from '../../support/alarms.ts';
import { root } from '../../support/files.ts';

const { definitions, alarm } = synthesizedAlarms();
const kinds = Object.values(alarmGroups).flatMap((group) => Object.keys(group));

describe('the runbook', () => {
  const runbook = readFileSync(path.join(root, 'docs/runbook.md'), 'utf8');
  const sections = runbook.split(/^(?=## )/m).slice(1);
  const nameOf = (section: string) => /^## (.*)$/m.exec(section)?.[1] ?? '';

  it('has a section for every kind of alarm, under its name, and no other', () => {
    expect(sections.map(nameOf)).toEqual(kinds);
  });

  it.each(sections.map((section) => [nameOf(section), section]))(
    '%s says what it means, what to look at and what to do',
    (_name, section) => {
      expect(section).toMatch(/\*\*What it means\.\*\* \S/);
      expect(section).toMatch(/\*\*What to look at\.\*\* \S/);
      expect(section).toMatch(/\*\*What to do\.\*\*\s+\S/);
    },
  );

  it('is linked by each alarm', { timeout: 60_000 }, () => {
    for (const { title, kind } of definitions)
      expect(alarm(title).AlarmDescription.endsWith(` docs/runbook.md#${kind}`), title).toBe(true);
    const elsewhere = synthesizedAlarms({ runbook: 'https://wiki.example/runbook' });
    expect(elsewhere.alarm('callbacks-slow').AlarmDescription).toContain('https://wiki.example/runbook#callbacks-slow');
  });

  it('names only existing events', () => {
    const named = [...runbook.matchAll(/event = "([^"]+)"/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(Object.keys(events)).toContain(name);
  });

  it.each([...new Set([...runbook.matchAll(/`npx declarant ([^`]+)`/g)].map(([, command]) => command as string))])(
    'has a command that there is, with its options: %s',
    async (command) => {
      const words = command.replaceAll(/"[^"]*"/g, 'TEXT').split(' ');
      const names = words.slice(0, words[0] === 'token' ? 2 : 1);
      const said: string[] = [];
      const terminal = {
        ...processTerminal(),
        out: (text: string) => said.push(text),
        err: (text: string) => said.push(text),
      };
      expect(await desk([...names, '--help'], terminal)).toBe(0);
      for (const option of words.filter((word) => word.startsWith('--'))) expect(said.join('\n')).toContain(option);
      for (const status of command.matchAll(/--stat(?:us|e) (\w+)/g)) expect(said.join('\n')).toContain(status[1]);
    },
  );
});
