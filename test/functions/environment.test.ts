import { describe, expect, it } from 'vitest';
import { readEnvironment, receiverEnvironment, senderEnvironment } from '../../functions/environment.ts';
import { TOY } from '../support/toy/register.ts';

const given = {
  STAGE: 'test',
  LEDGER_TABLE: 'ledger',
  ARCHIVE_BUCKET: 'archive',
  ARCHIVED_TABLE: 'archived',
  RETENTION_DAYS: '1096',
  OUTCOMES_TOPIC: 'arn:outcomes',
  AUTHORITY: TOY,
  LANE: '{}',
  OUTBOX_URL: 'http://127.0.0.1/outbox',
  DEAD_LETTERS_URL: 'http://127.0.0.1/dead-letters',
  GATEWAY_ROLES: 'AROAONE,AROATWO',
};

const read = (changes: NodeJS.ProcessEnv) => () => readEnvironment(senderEnvironment, { ...given, ...changes });

describe("a function's environment", () => {
  it('is read for what the function is given, and nothing else', () => {
    expect(readEnvironment(senderEnvironment, { ...given, PATH: '/bin' })).toEqual(given);
  });

  it.each([
    ['missing', { LANE: undefined }, '/LANE: set by the stack; found nothing; add this field'],
    ['empty', { AUTHORITY: '' }, '/AUTHORITY: set by the stack; found empty string; fill it in'],
    ['of no authority', { AUTHORITY: 'toy-shop' }, '/AUTHORITY: an authority of the catalogue; found string of 8 char'],
    ['no number', { RETENTION_DAYS: '3 years' }, '/RETENTION_DAYS: a whole number; found string of 7 characters'],
  ])('says of a variable that is %s which one and why', (_, changes, fault) => {
    expect(read(changes)).toThrow(fault);
  });

  it('names all that is missing at once', () => {
    const faults = Object.keys(receiverEnvironment).map((name) => expect.objectContaining({ pointer: `/${name}` }));
    expect(() => readEnvironment(receiverEnvironment, {})).toThrow(expect.objectContaining({ faults }));
  });

  it('never shows a value', () => {
    expect(read({ AUTHORITY: 'told-in-error' })).not.toThrow('told-in-error');
    expect(read({ AUTHORITY: 'told-in-error' })).toThrow();
  });
});
