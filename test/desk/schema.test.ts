import '../support/toy/alone.ts';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { schema } from '../../desk/commands/schema.ts';
import { desk } from '../../desk/main.ts';
import { inboundMessages } from '../../schemas/catalogue.ts';
import { letter } from '../support/toy/messages.ts';
import { TOY } from '../support/toy/register.ts';
import { keptTerminal } from './support/terminal.ts';

const options = { message: undefined, authority: undefined, wire: false, json: false };
const printed = async (more: Partial<Parameters<typeof schema>[0]>) => {
  const { terminal, out } = keptTerminal();
  expect(await schema({ ...options, ...more }, terminal)).toBe(0);
  return out.join('\n');
};
const compiled = async (more: Partial<Parameters<typeof schema>[0]>) =>
  new Ajv2020({ strict: false }).compile(JSON.parse(await printed(more)));

describe('the schema of a message', () => {
  it('is that of the submission, or with --wire that of the message on the wire', async () => {
    const submitted = await compiled({ message: 'Letter' });
    const wire = await compiled({ message: 'Letter', wire: true });
    expect([submitted(letter()), wire(letter())]).toEqual([true, false]);
    expect(wire({ ...letter(), header: { messageId: 'm-1' } })).toBe(true);
  });

  it('is that of the wire for a message from the authority', async () => {
    expect(await printed({ message: 'Receipt' })).toBe(await printed({ message: 'Receipt', wire: true }));
  });

  it('is found under each spelling of the contract', async () => {
    expect(await printed({ message: 'Reciept' })).toBe(await printed({ message: 'Receipt' }));
  });

  it('states its certainty', async () => {
    expect(JSON.parse(await printed({ message: 'News' }))).toMatchObject({ 'x-certainty': 'inferred' });
  });

  it('of an unknown message is wrong use, and names the known ones', async () => {
    const { terminal, out, err } = keptTerminal();
    expect(await desk(['schema', 'Lettre'], terminal)).toBe(2);
    expect(out).toEqual([]);
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(/^The message Lettre is not known: give Letter\.$/);
  });

  it('of an unknown authority is wrong use', async () => {
    const { terminal, err } = keptTerminal();
    expect(await desk(['schema', 'Letter', '--authority', 'tin'], terminal)).toBe(2);
    expect(err).toEqual(['The authority tin is not known: give one of toy.']);
  });
});

describe('the list of messages', () => {
  it('has each with its direction, certainty, source and purpose', async () => {
    const lines = (await printed({})).split('\n');
    expect(lines[0]).toBe('The toymaker (toy)');
    expect(lines.map((line) => line.trim().split(/ {2,}/))).toContainEqual([
      ...['Hurry', 'to toymaker', 'verified', 'test', 'Has a toy made now'],
    ]);
    expect(lines.filter((line) => line.includes('from toymaker'))).toHaveLength(inboundMessages(TOY).length);
  });

  it('is an array with --json', async () => {
    const list = JSON.parse(await printed({ json: true })) as Record<string, string>[];
    expect(list[0]).toEqual({
      ...{ authority: TOY, message: 'Letter', direction: 'outbound', title: 'Wishes for something' },
      ...{ certainty: 'verified', source: 'test' },
    });
  });
});
