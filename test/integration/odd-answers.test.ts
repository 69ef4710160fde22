import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Front, startFront } from '../support/front.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { creation, submissionOf } from '../support/messages.ts';

/** A word of a declaration that an answer quotes: for its platform, and for no log. */
const QUOTED = 'Sophie-Germain';

describe("an answer of customs that is not in the contract's form", () => {
  let front: Front;
  let machine: Machine;
  beforeAll(async () => {
    let behind = '';
    front = await startFront(() => behind);
    machine = await startMachine({ lane: { baseUrl: `${front.url}/dh7`, timeoutSeconds: 10 }, platforms: ['shop-1'] });
    behind = new URL(machine.customs.url).origin;
  });
  afterAll(async () => {
    await machine?.stop();
    await front?.close();
  });

  const answersFor = (lrn: string) => front.calls.filter(({ body }) => body.includes(`"${lrn}"`));

  it.each([
    [
      'of 2 MB',
      'HUGE',
      JSON.stringify({ errorCode: 'E1', errorDescription: `${QUOTED} ${'x'.repeat(2_000_000)}` }),
      { errorCode: 'E1', errorDescription: /^Sophie-Germain x{1900,} … \(at least \d+ more characters\)$/ },
    ],
    [
      'of 300 kB, which an item would hold and an outcome would not',
      'LARGE',
      JSON.stringify({ errorCode: 'E1', errorDescription: '\u{1f4e6}'.repeat(75_000) }),
      { errorCode: 'E1', errorDescription: /^(?:\u{1f4e6})+ … \(at least \d+ more characters\)$/u },
    ],
    ['of a gateway', 'FAULT', `{"fault":{"faultstring":"${QUOTED}"}}`, { errorDescription: /^\{"fault":.+\}$/ }],
    ['that is a page', 'PAGE', `<html>\n <p>${QUOTED}</p></html>`, { errorDescription: /^<html> <p>.+<\/html>$/ }],
    [
      'with a number',
      'NUMBER',
      '{"errorCode":7,"errorDescription":"seven"}',
      { errorCode: '7', errorDescription: /^seven$/ },
    ],
    ['without a word', 'EMPTY', '', { errorDescription: /no word of why/ }],
  ])(
    '[H7-E400] [F5] [F23] %s refuses for good: called once, kept, told, and not logged',
    async (_, lrn, body, error) => {
      front.answer(lrn, () => ({ status: 400, body }));
      await machine.submit(submissionOf(creation(lrn)));
      const { errors } = await machine.until(lrn, ({ status }) => status === 'refused');
      const expected = { ...error, errorDescription: expect.stringMatching(error.errorDescription) };
      expect(errors).toEqual([expected]);
      await expect
        .poll(async () => (await machine.outcomes()).filter(({ reference }) => reference === lrn))
        .toEqual([expect.objectContaining({ outcome: 'refused', errors: [expected] })]);
      expect(await machine.queued('outbox')).toBe(0);
      expect(answersFor(lrn)).toHaveLength(1);
      expect(machine.logs.join('\n')).not.toContain(QUOTED);
    },
  );

  it('[H7-E500a] [F21] [F23] of a 503 is kept with the message that waits, and the lane says why it does not send', async () => {
    front.answer('BUSY-1', () => ({ status: 503, body: `<p>${QUOTED}</p>` }));
    await machine.submit(submissionOf(creation('BUSY-1')));
    const { history } = await machine.until('BUSY-1', ({ status }) => status === 'waiting');
    expect(history).toMatchObject([
      { outcome: 'held', httpStatus: 503, errors: [{ errorCode: 'http-503', errorDescription: `<p>${QUOTED}</p>` }] },
    ]);
    const told = () => machine.logs.filter((line) => line.includes('"message.held"'));
    await expect.poll(told).toHaveLength(1);
    expect(JSON.parse(told()[0] ?? '')).toMatchObject({ cause: 'http-503', httpStatus: 503 });
    expect(machine.logs.join('\n')).not.toContain(QUOTED);
  });
});
