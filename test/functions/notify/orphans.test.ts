import { expect, it } from 'vitest';
import { ToyGateway } from '../../support/toy/gateway.ts';
import { ID, letter, receipt } from '../../support/toy/messages.ts';

it("a message that names only the authority's reference is no news of an orphan, once its filing is known", async () => {
  const gateway = new ToyGateway();
  await gateway.submit('Letter', letter());
  gateway.isNotifying = false;
  await gateway.callBack('/toys/77/news', {
    header: { messageId: 'o-1' },
    state: 'MADE',
    since: '2026-11-22T09:00:09Z',
  });
  await gateway.callBack('/receipts', receipt());
  gateway.isNotifying = true;
  await gateway.run();
  expect(gateway.told.map(({ outcome, reference }) => [outcome, reference])).toEqual([
    ['accepted', ID],
    ['released', ID],
  ]);
});
