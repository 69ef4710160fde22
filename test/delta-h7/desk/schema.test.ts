import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { schema } from '../../../desk/commands/schema.ts';
import { keptTerminal } from '../../desk/support/terminal.ts';
import { creation, sentHeader } from '../../support/messages.ts';

const options = { message: undefined, authority: undefined, wire: false, json: false };
const printed = async (more: Partial<Parameters<typeof schema>[0]>) => {
  const { terminal, out } = keptTerminal();
  expect(await schema({ ...options, ...more }, terminal)).toBe(0);
  return out.join('\n');
};
const compiled = async (more: Partial<Parameters<typeof schema>[0]>) =>
  new Ajv2020({ strict: false }).compile(JSON.parse(await printed(more)));

describe('the schema of a message of Delta-H7', () => {
  it('is that of the submission, or with --wire that of the message on the wire', async () => {
    const submitted = await compiled({ message: 'Creation_H7' });
    const wire = await compiled({ message: 'Creation_H7', wire: true });
    expect([submitted(creation()), wire(creation())]).toEqual([true, false]);
    expect(wire({ ...creation(), header: sentHeader('L-1') })).toBe(true);
  });

  it('is found under each spelling of the contract', async () => {
    expect(await printed({ message: 'Response_Amendement_H7' })).toBe(
      await printed({ message: 'Response_Amendment_H7' }),
    );
    expect(JSON.parse(await printed({ message: 'Response_Registraton_H7' })).title).toBe('Response_Registration_H7');
  });

  it('states its certainty', async () => {
    expect(JSON.parse(await printed({ message: 'State_H7' }))).toMatchObject({ 'x-certainty': 'inferred' });
  });
});

describe('the list of messages of Delta-H7', () => {
  it('has each with its direction, certainty, source and purpose', async () => {
    const lines = (await printed({})).split('\n');
    expect(lines[0]).toBe('Delta-H7, French customs (delta-h7)');
    expect(
      lines
        .find((line) => line.includes('Consult_H7'))
        ?.trim()
        .split(/ {2,}/),
    ).toEqual([
      'Consult_H7',
      'to customs',
      'inferred',
      '§9.5',
      'Asks for the state of up to 99 declarations, after an incident only',
    ]);
    expect(lines.filter((line) => line.includes('from customs'))).toHaveLength(7);
    expect(lines.find((line) => line.includes('Arrival '))).toContain('to the gateway');
  });

  it('is an array with --json', async () => {
    const list = JSON.parse(await printed({ json: true })) as Record<string, string>[];
    expect(list[0]).toEqual({
      authority: 'delta-h7',
      message: 'Creation_H7',
      direction: 'outbound',
      title: 'Lodges a declaration, anticipated or validated',
      certainty: 'verified',
      source: '§3.5',
    });
  });
});
