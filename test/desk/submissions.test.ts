import '../support/toy/alone.ts';

import { describe, expect, it } from 'vitest';
import type { DeskFault } from '../../desk/fault.ts';
import { type ReadOptions, readSubmissions } from '../../desk/submit/submissions.ts';
import { authorityNames } from '../../schemas/catalogue.ts';
import { partsOfJson } from '../../schemas/exact-json.ts';
import { limits } from '../../schemas/shape.ts';
import { ask, letter, submissionOf } from '../support/toy/messages.ts';
import { TOY } from '../support/toy/register.ts';

const read = (text: string, options: ReadOptions = {}, name = 'letters.json') =>
  readSubmissions([{ name, text }], options);
const written = (id: string, more?: Record<string, unknown>) => submissionOf('Letter', letter(id), more);
const envelope = (id: string) => JSON.parse(written(id)) as Record<string, unknown>;

function faultOf(text: string, options: ReadOptions = {}): DeskFault {
  try {
    read(text, options);
  } catch (error) {
    return error as DeskFault;
  }
  throw new Error('it was read without a fault');
}

describe('the input of submit', () => {
  it('may be one envelope, which goes on the queue as it is', () => {
    const [one, ...others] = read(written('L-1'));
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      source: 'letters.json',
      authority: TOY,
      message: 'Letter',
      platform: 'shop-1',
      reference: 'L-1',
    });
    expect(JSON.parse(one?.body ?? '')).toEqual(envelope('L-1'));
  });

  it('may be an array of envelopes, each named by its place', () => {
    const both = read(JSON.stringify([envelope('L-1'), envelope('L-2')]));
    expect(both.map(({ source, reference }) => [source, reference])).toEqual([
      ['letters.json[0]', 'L-1'],
      ['letters.json[1]', 'L-2'],
    ]);
  });

  it('may be one envelope a line, empty lines aside', () => {
    const both = read(`${written('L-1')}\r\n\n${written('L-2')}\n`);
    expect(both.map(({ source, reference }) => [source, reference])).toEqual([
      ['letters.json:1', 'L-1'],
      ['letters.json:3', 'L-2'],
    ]);
  });

  it('may be a sample, of which only the submission is put', () => {
    const [one] = read(JSON.stringify({ title: 'A sample', expect: {}, submission: envelope('L-1') }));
    expect(JSON.parse(one?.body ?? '')).toEqual(envelope('L-1'));
  });

  it('may be a sample with follow-ups: the first submission is put, and the others are mentioned', () => {
    // biome-ignore lint/suspicious/noThenProperty: as it stands in a sample
    const followed = { submission: envelope('L-1'), then: [{ submission: envelope('L-2') }, {}] };
    const [one, ...others] = read(JSON.stringify(followed));
    expect(others).toEqual([]);
    expect(JSON.parse(one?.body ?? '')).toEqual(envelope('L-1'));
    expect(one?.source).toBe('letters.json, the first of 3 submissions');
    // biome-ignore lint/suspicious/noThenProperty: as it stands in a sample
    expect(read(JSON.stringify({ submission: envelope('L-1'), then: [] }))[0]?.source).toBe('letters.json');
  });

  it('may be a bare payload with its message as an option, for the platform desk', () => {
    const [one] = read(JSON.stringify(letter('L-1')), { message: 'Letter' });
    expect(JSON.parse(one?.body ?? '')).toEqual({ ...envelope('L-1'), platform: 'desk' });
    const [other] = read(JSON.stringify(letter('L-1')), {
      message: 'Letter',
      authority: TOY,
      platform: 'shop-9',
    });
    expect(other?.platform).toBe('shop-9');
  });

  it('may start with a byte order mark', () => {
    expect(read(`\uFEFF${written('L-1')}`)[0]?.reference).toBe('L-1');
  });

  it('may be a faulty message: the sender judges it and records the faults', () => {
    const [one] = read('{"authority":"toy","payload":{"id":7}}');
    expect(one).toMatchObject({ message: null, platform: null, reference: null });
    expect(one?.body).toBe('{"authority":"toy","payload":{"id":7}}');
  });
});

describe('a new reference', () => {
  it('takes the place of the one that the submission has', () => {
    const [one] = read(written('L-1'), { reference: 'NEW-1' });
    expect(one?.reference).toBe('NEW-1');
    expect(JSON.parse(one?.body ?? '').payload).toEqual(letter('NEW-1'));
    const [question] = read(submissionOf('Ask', ask('A-1', 'L-1')), { reference: 'NEW-1' });
    expect(question?.reference).toBe('NEW-1');
    expect(JSON.parse(question?.body ?? '').payload).toEqual(ask('NEW-1', 'L-1'));
  });

  it('takes the place of the one that the envelope repeats, too', () => {
    const [one] = read(written('L-1', { reference: 'L-1' }), { reference: 'NEW-1' });
    expect(JSON.parse(one?.body ?? '')).toMatchObject({ reference: 'NEW-1', payload: { id: 'NEW-1' } });
  });

  it('is for one submission only', () => {
    const fault = faultOf(JSON.stringify([envelope('L-1'), envelope('L-2')]), {
      reference: 'NEW-1',
      referenceFlag: 'wish-number',
    });
    expect(fault.message).toBe(
      '--wish-number is for one submission, and there are 2: each needs a reference of its own.',
    );
    expect(fault.exitCode).toBe(2);
  });

  it('needs a place in the submission', () => {
    expect(faultOf('{"authority":"toy","message":"Ask","payload":{}}', { reference: 'N' }).message).toBe(
      'The message has no header to put a reference in.',
    );
  });

  it("[F36] leaves the submission's other numbers and texts as they are written", () => {
    const exact = '"more":[1.10,1e2,12345678901234567890,0.12345678901234567890,"\\u00e9\\/"]';
    const whole = written('L-1').replace('"wish":', `${exact},"wish":`);
    const spread = whole.replace('"payload":', ' "payload" :\n\t');
    for (const text of [
      spread,
      `[ ${spread} ]`,
      `{"title":"a sample","submission": ${spread}}`,
      `\uFEFF${spread}`,
      `${whole}\n${whole.replace('L-1', 'L-2')}`,
    ])
      expect(read(text)[0]?.body).toBe(whole);
    const payload = partsOfJson(whole).find(({ key }) => key === 'payload')?.text ?? '';
    expect(read(payload, { message: 'Letter', platform: 'shop-1' })[0]?.body).toBe(
      whole.replace(/"authority".*?"payload"/, '"authority":"toy","message":"Letter","platform":"shop-1","payload"'),
    );
    expect(read(spread, { reference: 'NEW-1' })[0]?.body).toBe(whole.replace('"L-1"', '"NEW-1"'));
  });

  it('[F37] is put with its characters beyond U+FFFF escaped', () => {
    const [one] = read(written('L-1').replace('a train', 'a shirt 👕 é\uffff'));
    expect(one?.body).toContain('a shirt \\ud83d\\udc55 é\\uffff');
    expect(JSON.parse(one?.body ?? '').payload.wish).toBe('a shirt 👕 é\uffff');
  });
});

const known = `there ${authorityNames.length > 1 ? 'are' : 'is'} ${authorityNames.join(', ')}`;

describe('input that cannot be submitted', () => {
  it('[F11] is larger than any queue takes', () => {
    const large = { ...letter('L-1'), note: 'x'.repeat(limits.bytes) };
    const fault = faultOf(submissionOf('Letter', large));
    expect(fault.message).toMatch(/^letters\.json: it has 100\d{4} bytes, and at most 1000000 are taken\n/);
    expect(fault.exitCode).toBe(2);
  });

  it('[F38] is an unknown message: the closest known name is suggested', () => {
    const fault = faultOf(written('L-1', { message: 'Lettre' }));
    expect(fault.message).toBe(
      'letters.json: there is no message Lettre to toy: give Letter\nNothing was put on any queue.',
    );
    expect(fault.exitCode).toBe(2);
    expect(faultOf(written('L-1', { message: 'Ornament' })).message).toContain('give one of Letter, ');
  });

  it('[F35] has a key twice where a new reference would go', () => {
    const fault = faultOf(written('L-1').replace('"id":', '"id":"L-0","id":'), { reference: 'L-2' });
    expect(fault.message).toContain('/payload/id: a key that an object has once');
  });

  it.each([
    ['{\n  "authority": "toy",\n}', 'letters.json: not JSON at line 3, column 1: a name in double quotes was expected'],
    ['{"authority" "toy"}', 'letters.json: not JSON at line 1, column 14: : was expected'],
    ['{"payload": [1, 2}', 'letters.json: not JSON at line 1, column 18: , was expected'],
    ['{"payload": {', 'letters.json: not JSON at line 1, column 14: the text ends too early'],
    [' \n', 'letters.json: it is empty'],
    ['[]', 'letters.json: its list is empty'],
    ['[1]', 'letters.json[0]: a submission is a JSON object'],
    ['{"submission": 1}', 'letters.json: the submission of a sample is a JSON object'],
    ['{"authority":"tin","payload":{}}', `letters.json: the authority tin is not known: ${known}`],
    ['{"payload":{}}', `letters.json: it names no authority: ${known}`],
    [
      '{"id":"L-1"}',
      'letters.json: neither an envelope {authority, message, platform, payload} nor a sample; to submit a bare payload, name its message with --message',
    ],
  ])('%j is reported with its place', (text, sentence) => {
    const fault = faultOf(text);
    expect(fault.message).toBe(`${sentence}\nNothing was put on any queue.`);
    expect(fault.exitCode).toBe(2);
  });

  it('is reported line by line if it was one submission a line', () => {
    const fault = faultOf(`${written('L-1')}\n{"authority":}\n[}\n`);
    expect(fault.message.split('\n').slice(0, 2)).toEqual([
      'letters.json: not JSON at line 2, column 14: a value was expected',
      'letters.json: not JSON at line 3, column 2: a value was expected',
    ]);
  });

  it('is reported for all files at once, and nothing is put', () => {
    const files = [
      { name: 'a.json', text: '[' },
      { name: 'b.json', text: written('L-1') },
      { name: 'c.json', text: '1' },
    ];
    expect(() => readSubmissions(files)).toThrow(
      'a.json: not JSON at line 1, column 2: the text ends too early\nc.json: a submission is a JSON object\nNothing was put on any queue.',
    );
  });

  it('is reported with a limited number of faults', () => {
    const lines = faultOf(JSON.stringify(Array.from({ length: 50 }, () => 1))).message.split('\n');
    expect(lines).toHaveLength(22);
    expect(lines.at(-2)).toBe('… and 30 more');
  });

  it.each([
    [
      { platform: 'shop-1' },
      '--authority and --platform are for bare payloads: give --message too, or leave them out.',
    ],
    [{ message: 'Lettre' }, 'Lettre cannot be sent to toy: give Letter.'],
    [{ message: 'Letter', authority: 'nowhere' }, 'The authority nowhere is not known: give one of toy'],
  ])('%j is wrong use', (options, sentence) => {
    const fault = faultOf(JSON.stringify(letter('L-1')), options);
    expect(fault.message).toContain(sentence);
    expect(fault.exitCode).toBe(2);
  });

  it('an envelope is no bare payload', () => {
    expect(faultOf(written('L-1'), { message: 'Letter' }).message).toContain(
      'letters.json: it is a whole envelope: leave out --message',
    );
  });
});
