import { describe, expect, it } from 'vitest';
import { askAgain, askStatus } from '../../desk/authorities/toll/ask-status.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { readSubmissions } from '../../desk/submit/submissions.ts';
import { checkSubmission } from '../../schemas/check-submission.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { consoleInMemory } from '../console/support/console.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { filingsFound } from '../desk/support/filings-found.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { TollGateway } from './support/gateway.ts';

const payload = { customsOfficeOfPresentation: 'NO351001' };
const submission = (more: object = {}) => ({
  authority: 'toll',
  message: 'container',
  platform: 'shop-1',
  payload,
  ...more,
});
const read = (...all: object[]) => readSubmissions([{ name: 'presentations.json', text: JSON.stringify(all) }]);

describe('what is submitted by the desk', () => {
  it('without an id gets one, by which it can be followed', () => {
    const [first, second] = read(submission(), submission());
    expect(first?.reference).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.reference).not.toBe(first?.reference);
    const checked = checkSubmission(readOutboxText(first?.body ?? ''), 'toll');
    expect(checked).toMatchObject({ faults: [], reference: first?.reference, payload });
  });

  it('goes to Tolletaten by the name of its message, where it is a bare payload', () => {
    const files = [{ name: 'container.json', text: JSON.stringify(payload) }];
    expect(readSubmissions(files, { message: 'container' })).toMatchObject([{ authority: 'toll', platform: 'desk' }]);
    const wrong = { message: 'container', authority: 'delta-h7' };
    expect(() => readSubmissions(files, wrong)).toThrow(/^container cannot be sent to delta-h7: give one of /);
    expect(() => readSubmissions(files, { message: 'contain' })).toThrow(/to delta-h7 or toll.*: give container\./);
  });

  it('keeps the id that it has', () => {
    const reference = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
    const texts = read(submission({ reference }), submission({ payload: { requestId: reference } }));
    expect(texts.map((one) => one.reference)).toEqual([reference, reference]);
    expect(texts.map(({ body }) => JSON.parse(body).reference)).toEqual([reference, undefined]);
  });
});

describe('a status that stayed unknown', () => {
  const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
  const key = { authority: 'toll', kind: 'presentation', reference: requestId } as const;
  const ask = ({ ledger, clock }: TollGateway) => askAgain(key, 'overdue', ledger, new Date(clock));
  const asks = ({ tolletaten }: TollGateway) => tolletaten.to('/api/movement/presentation/v1/validation-status').length;
  const posts = ({ tolletaten }: TollGateway) => tolletaten.to('/api/movement/presentation/v1/container').length;

  it.each([1, 2])(
    '[TO-4] after %i questions is asked for again by an operator, as often as is configured',
    async (times) => {
      const gateway = new TollGateway({ validation: { times } });
      await gateway.submit('container', { requestId });
      await gateway.pass(15 * 60_000);
      expect([await gateway.filing(requestId), asks(gateway)]).toMatchObject([{ status: 'sent' }, times]);
      expect(await ask(gateway)).toBe('asked');
      await gateway.pass(2 * 60_000);
      expect(await gateway.filing(requestId)).toMatchObject({ status: 'sent' });
      expect(asks(gateway)).toBeGreaterThan(times);
      gateway.tolletaten.statuses.set(requestId, { status: 'SUCCESS', requestId });
      expect(await ask(gateway)).toBe('asked');
      await gateway.pass(2 * 60_000);
      expect(await gateway.filing(requestId)).toMatchObject({ status: 'answered', state: 'presented' });
      expect(posts(gateway)).toBe(1);
    },
  );

  it('[TO-4] is not asked for while it is, once it is known, or where nothing was presented', async () => {
    const gateway = new TollGateway();
    expect(await ask(gateway)).toBe('not-known');
    await gateway.submit('container', { requestId });
    expect(await ask(gateway)).toBe('not-unknown');
    gateway.tolletaten.statuses.set(requestId, { status: 'SUCCESS', requestId });
    await gateway.pass(60_000);
    expect(await ask(gateway)).toBe('not-unknown');
  });

  it('[TO-4] is asked for with a reason, which is kept', async () => {
    const gateway = new TollGateway({ validation: { times: 1 } });
    await gateway.submit('container', { requestId });
    await gateway.pass(15 * 60_000);
    const { terminal, out, err } = keptTerminal();
    const kept: object[] = [];
    const actions = { keep: async (one: object) => kept.push(one), end: async () => {} };
    const connection = { ...connectionOf('toll'), lane: () => 'toll' as const, ledger: async () => gateway.ledger };
    const open = () => ({ ...connection, actions: async () => actions }) as unknown as GatewayConnection;
    const options = { requestIds: [requestId, 'other'], reason: 'overdue since noon' };
    expect(await askStatus(options, open, terminal, () => new Date(gateway.clock))).toBe(1);
    expect([out.length, err.length]).toEqual([1, 1]);
    expect(kept[0]).toMatchObject({ action: 'ask-status', reference: requestId, reason: 'overdue since noon' });
    await expect(askStatus({ requestIds: [requestId] }, open, terminal)).rejects.toThrow(/reason/);
  });
});

describe('what is shown', () => {
  it('[TO-6] is a consignment, too, though nobody files one', async () => {
    const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
    const gateway = new TollGateway();
    gateway.tolletaten.statuses.set(requestId, { status: 'SUCCESS', requestId });
    const transportDocumentHouseLevel = { documentNumber: 'HC001', type: 'N740' };
    await gateway.submit('house-consignment', { requestId, transportDocumentHouseLevel });
    expect(await filingsFound(gateway.ledger, ['toll'], 'N740:HC001')).toMatchObject([{ state: 'held' }]);
    expect(await filingsFound(gateway.ledger, ['toll'], requestId)).toMatchObject([{ state: 'presented' }]);
    // The page of the presentation leads on to the consignment, which is held.
    const connection = { ...connectionOf('toll'), ledger: async () => gateway.ledger };
    const { get } = await consoleInMemory({ language: 'en' }, connection).open();
    const page = (await (await get(`/filings/toll/presentation/${requestId}`)).text()).replace(/<[^>]+>/g, '');
    expect(page).toContain('Tolletaten answered: presented. Go on with N740:HC001, which is linked below: held.');
    expect(page).not.toContain('There is nothing to do.');
  });
});
