import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EventName } from '../../functions/telemetry/event-line.ts';
import { events } from '../../functions/telemetry/events.ts';
import { type ReadMetric, readMetrics } from '../support/embedded-metric-format.ts';
import { type Front, startFront } from '../support/front.ts';
import { CALLBACK_TOKEN, CUSTOMS_ACCOUNT, type Machine, startMachine } from '../support/machine.ts';
import { creation, errorMessage, item, state, submissionOf } from '../support/messages.ts';

const WRONG_TOKEN = 'a-token-of-somebody-else';
const PERSON = 'Zoé Quatremarre';
const STREET = '77 allée des Hirondelles';

/** A declaration with a person in it, and goods that customs treats so. */
function personal(lrn: string, type: 'A' | 'D' = 'A', commodityCode = '610910') {
  const goods = { ...item(), commodityCode, goodsDescription: 'Hand-knitted alpaca scarf' };
  const message = creation(lrn, type, [goods]);
  Object.assign(message.declaration.importer, {
    importerName: PERSON,
    importerAddress: {
      importerStreet: STREET,
      importerCountry: 'FR',
      importerPostcode: '89500',
      importerCity: 'Villeneuve-sur-Yonne',
    },
  });
  return message;
}

/** Every text of a message that says something, but what names the message and its filing. */
function textsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') {
    const names = /^(lrn|messageId|operatorRequestReference|customs\w+Reference|mrn|event)$/.test(key);
    return names || value.length < 5 ? [] : [value];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => textsOf(one, Array.isArray(value) ? key : name));
}

describe('the logs of a whole run', { timeout: 120_000 }, () => {
  let machine: Machine;
  let front: Front;
  const submitted: string[] = [];

  const submit = async (text: string) => {
    submitted.push(text);
    await machine.submit(text);
  };
  /** Waits until something is so, looking again and again. */
  const until = (isSo: () => boolean | Promise<boolean>) => vi.waitUntil(isSo, { timeout: 30_000, interval: 200 });
  const untilTold = (name: EventName, times = 1) =>
    until(() => machine.logs.filter((line) => line.includes(`"event":"${name}"`)).length >= times);
  const drained = (lrn: string) =>
    until(async () => {
      await machine.housekeep();
      return (await machine.filing(lrn)).status === 'answered';
    });

  beforeAll(async () => {
    front = await startFront(() => new URL(machine.customs.url).origin);
    machine = await startMachine({
      lane: {
        baseUrl: `${front.url}/dh7`,
        tokenUrl: `${front.url}/oauth2/token`,
        technicalReplay: { times: 0 },
        timeoutSeconds: 10,
      },
    });

    // A token endpoint that quotes what it was sent, as JSON and not.
    front.answer(
      '/oauth2/token',
      ({ body }) => ({ status: 400, body: JSON.stringify({ error: 'invalid_grant', error_description: body }) }),
      ({ body }) => ({ status: 200, body: `${CUSTOMS_ACCOUNT.password} is not JSON: ${body}` }),
    );
    await submit(submissionOf(personal('LOGS-TOKEN')));
    await untilTold('token.failed');
    await drained('LOGS-TOKEN');

    // A life that goes well, one that does not, and everything in between.
    await submit(submissionOf(personal('LOGS-GOOD')));
    await submit(submissionOf(personal('LOGS-REJECTED', 'A', '240399')));
    await submit(submissionOf({ header: { lrn: 'LOGS-UNKNOWN' } }, { message: 'Validation_H7' }));
    await machine.until('LOGS-GOOD', ({ state }) => state === 'released');
    await machine.until('LOGS-REJECTED', ({ status }) => status === 'rejected');
    await submit(submissionOf(personal('LOGS-GOOD')));
    await untilTold('submission.duplicate');
    machine.customs.misbehave({ kind: 'technical-error', times: 1 });
    await submit(submissionOf(personal('LOGS-TECHNICAL')));
    await machine.until('LOGS-TECHNICAL', ({ status }) => status === 'failed');

    // Refused here, in every place of the envelope, and by a customs that quotes the whole declaration.
    await submit(`{"this is no JSON": "${PERSON}"`);
    await submit(submissionOf({ ...personal('LOGS-WRONG'), [STREET]: PERSON }, { platform: PERSON }));
    await submit(submissionOf(personal('LOGS-NOWHERE'), { message: PERSON, authority: STREET }));
    await untilTold('submission.refused');
    await untilTold('submission.unreadable', 2);
    front.answer('LOGS-REFUSED', ({ body }) => ({
      status: 400,
      body: JSON.stringify({ errorCode: PERSON, errorDescription: body, errorPointer: STREET }),
    }));
    await submit(submissionOf(personal('LOGS-REFUSED')));
    await machine.until('LOGS-REFUSED', ({ status }) => status === 'refused');
    front.answer('LOGS-OUTAGE', ({ body }) => ({ status: 503, body }));
    await submit(submissionOf(personal('LOGS-OUTAGE')));
    await machine.until('LOGS-OUTAGE', ({ status }) => status === 'waiting');
    await drained('LOGS-OUTAGE');

    // Callbacks: not let in, not readable, unlike the contract, and not storable.
    const path = '/declarations/2282319/etats';
    const wrong = { Authorization: `Bearer ${WRONG_TOKEN}` };
    expect((await machine.callback(path, state(), wrong)).status).toBe(401);
    expect((await machine.callback(path, state(), { Authorization: WRONG_TOKEN })).status).toBe(401);
    expect((await machine.callback(path, `{"name": "${PERSON}`)).status).toBe(400);
    expect((await machine.callback(`/${encodeURIComponent(PERSON)}`, state())).status).toBe(404);
    const odd = { ...state({ lrn: 'LOGS-GOOD', messageId: 'odd-1', state: PERSON }), importerName: STREET };
    expect((await machine.callback(path, odd)).status).toBe(200);
    expect((await machine.callback(path, odd)).status).toBe(200);
    const quoting = [{ errorType: 1, errorCode: 'H7_NAT_001', errorDescription: `${PERSON}, ${STREET}` }];
    const error = errorMessage('LOGS-GOOD', quoting);
    expect((await machine.callback('/declarations/erreurs', error)).status).toBe(200);
    await untilTold('message.rejected', 2);
    await machine.withoutLedger(async () => {
      expect((await machine.callback(path, odd)).status).toBe(500);
      await submit(submissionOf(personal('LOGS-LOST')));
      await until(() => machine.logs.some((line) => line.includes('"functionName":"declarant-test-delta-h7-send"')));
      await machine.housekeep().catch(() => undefined);
    });
    await machine.housekeep();
    await machine.customs.idle();
  }, 300_000);
  afterAll(async () => {
    await machine?.stop();
    await front?.close();
  });

  /** The texts of messages, which must not occur in a log. */
  const passed = (): string[] => {
    const messages = [
      ...machine.customs.received.map(({ body }) => body),
      ...machine.customs.callbacks.map(({ body }) => body),
      ...submitted.flatMap((text) => (text.endsWith('}') ? [(JSON.parse(text) as { payload: unknown }).payload] : [])),
    ];
    const accessTokens = front.answers.flatMap(({ body }) => /"access_token":"([^"]+)"/.exec(body)?.[1] ?? []);
    const credentials = [CUSTOMS_ACCOUNT.clientSecret, CUSTOMS_ACCOUNT.password, CUSTOMS_ACCOUNT.username];
    return [
      ...new Set([
        ...credentials,
        ...accessTokens,
        CALLBACK_TOKEN,
        WRONG_TOKEN,
        ...messages.flatMap((one) => textsOf(one)),
      ]),
    ];
  };

  it('[H7-A1, H7-A4] hold no name, address, token, password, credential or body of what went through, whatever failed', () => {
    const values = passed();
    expect(values).toEqual(
      expect.arrayContaining([PERSON, STREET, 'Villeneuve-sur-Yonne', 'Hand-knitted alpaca scarf']),
    );
    expect(values.length).toBeGreaterThan(25);
    expect(front.answers.some(({ body }) => body.includes('access_token'))).toBe(true);
    const log = machine.logs.join('\n');
    const spellings = (value: string) => [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)];
    expect(values.filter((value) => spellings(value).some((spelling) => log.includes(spelling)))).toEqual([]);
    expect(log).not.toMatch(/importerName"|"declaration":|grant_type|Bearer /);
  });

  it('are events of the catalogue, each a metric by the specification, and what Lambda says itself', () => {
    const functionErrors = machine.logs.filter((line) => line.startsWith('{"level":"ERROR","functionName"'));
    // The keeper goes on once the table is there again, which is a line of the machine, not of a function.
    const goesOn = /^KeepingMapping\w+ goes on from record \d+ of \d+, which failed\.$/;
    const lines = machine.logs.filter((line) => !functionErrors.includes(line) && !goesOn.test(line));
    expect(lines.length).toBeGreaterThan(30);
    for (const line of lines) {
      const { event, level, stage } = JSON.parse(line);
      expect(Object.keys(events), line).toContain(event);
      expect([level, stage], line).toEqual([events[event as EventName].level, 'test']);
      expect(() => readMetrics(line), line).not.toThrow();
    }
  });

  it('count what happened, by few dimensions', () => {
    const metrics = machine.logs.filter((line) => line.includes('"_aws"')).flatMap(readMetrics);
    const sum = (name: string, dimensions: Record<string, string>) => {
      const matches = ({ dimensions: given, ...metric }: ReadMetric) =>
        metric.name === name && Object.entries(dimensions).every(([key, value]) => given[key] === value);
      return metrics.filter(matches).reduce((total, { value }) => total + value, 0);
    };
    const creations = { authority: 'delta-h7', message: 'Creation_H7' };
    expect({
      refused: sum('MessageRefused', creations),
      rejected: sum('MessageRejected', creations),
      failed: sum('MessageFailed', creations),
      unauthorised: sum('CallbackRefused', { status: '401' }),
      malformed: sum('CallbackRefused', { status: '400' }),
      unknownUrl: sum('CallbackRefused', { status: '404' }),
      notStored: sum('CallbackFailed', {}),
      drift: sum('ContractDrift', { message: 'State_H7' }),
      repeated: sum('CallbackRepeated', { message: 'State_H7' }),
      refusedHere: sum('SubmissionRefused', { authority: 'delta-h7' }),
      unreadable: sum('SubmissionUnreadable', { authority: 'delta-h7' }),
      unreadableCallbacks: sum('CallbackUnreadable', { authority: 'delta-h7' }),
      tokens: sum('TokenObtained', {}),
    }).toEqual({
      refused: 1,
      rejected: 2,
      failed: 1,
      unauthorised: 2,
      malformed: 1,
      unknownUrl: 1,
      notStored: 1,
      drift: 2,
      repeated: 1,
      refusedHere: 1,
      unreadable: 2,
      unreadableCallbacks: 2,
      tokens: 1,
    });
    expect(sum('TokenFailed', { authority: 'delta-h7' })).toBeGreaterThanOrEqual(2);
    expect(sum('LaneOpened', {})).toBeGreaterThanOrEqual(2);
    expect(sum('LaneRecovered', {})).toBe(sum('LaneOpened', {}));
    expect(sum('CallbackTokenUsed', { token: 'current' })).toBeGreaterThanOrEqual(1);
    const minutes = metrics.filter(({ name }) => name === 'LaneOpenMinutes').map(({ value }) => value);
    expect([minutes.includes(1), minutes.at(-1)]).toEqual([true, 0]);
    const waiting = metrics.filter(({ name }) => name === 'MessagesWaiting').map(({ value }) => value);
    expect(Math.max(...waiting)).toBeGreaterThanOrEqual(1);
    const series = new Set(metrics.map(({ name, dimensions }) => JSON.stringify([name, dimensions])));
    expect(series.size).toBeLessThan(60);
  });
});
